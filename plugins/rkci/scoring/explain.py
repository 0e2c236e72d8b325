"""`rkci explain`: the whole way of one city's score, from the index down to where each value came from.

Every number is read from the tables by `include/sql/read/explain/*.sql`; here they are only put into words.
"""

from dataclasses import dataclass, field
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.framework.origins import ORIGINS
from rkci.scoring import cycle_runs

TOLERANCE = 1e-9
"""Largest difference between the sum of the contributions and the score (or its transform)."""

SCALES = {
    "arithmetic": "score",
    "geometric": "ln(score)",
    "harmonic": "1/score",
    "generalised": "score^power",
}
"""Aggregation of the index to what its contributions add up to."""

Row = dict[str, Any]


@dataclass
class Branch:
    """A line of the explanation and the lines below it."""

    words: str
    children: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True)
class Explanation:
    """The way of a score as a tree, the closing lines, and whether the contributions add up to the score."""

    tree: Branch
    sums: list[str]
    adds_up: bool


def explain(connection: Connection, cycle_year: int, city: str, framework_id: str | None = None) -> Explanation:
    """Explain a city's score in the release in force, or before there is one in the newest finished run.

    `city` is a BPS code or an unambiguous name. Raises Refusal with what there is if something is unknown.
    """
    run = cycle_runs.find(connection, cycle_year, framework_id)
    unit = {"run_id": run.run_id, "unit_code": cycle_runs.find_unit(connection, run, city)}
    (head,) = sql_files.query(connection, "read/explain/head.sql", unit)
    items = sql_files.query(connection, "read/explain/items.sql", unit)
    sums = sql_files.query(connection, "read/explain/sums.sql", unit | {"release_id": run.release_id})

    tree = Branch(f"{head['unit_name']} ({head['unit_code']}), cycle {cycle_year}, {run.framework_id}: {run}")
    tree.children += [Branch(words) for words in _standing(connection, run, head, unit)]
    branches: dict[str, Branch] = {}
    for item in items:
        branch = _indicator(item) if item["is_indicator"] else _node(item)
        branches[item["code"]] = branch
        branches.get(item["parent_code"], tree).children.append(branch)
    return Explanation(
        tree=tree,
        sums=[_sum_words(row, run) for row in sums] or [_no_sum_words(head)],
        adds_up=all(abs(row["difference"]) <= TOLERANCE for row in sums),
    )


def number(value: float | None) -> str:
    """A number at 10 significant digits, as it is published; a dash for none."""
    return "-" if value is None else f"{value:.10g}"


def _standing(connection: Connection, run: cycle_runs.CycleRun, head: Row, unit: Row) -> list[str]:
    if not head["is_kept"]:
        return [f"screened out: {head['reason']}"]
    if head["score"] is None:
        return ["no score: too little of it has a value"]
    words = [
        f"score {number(head['score'])}"
        + (f", level {head['level_code']}" if head["level_code"] else "")
        + f"; {100 * head['coverage']:.4g} % of the weight has a value"
    ]
    places = sql_files.query(connection, "read/explain/places.sql", unit)
    for place in places:
        column = place["group_column"].removesuffix("_code")
        group = "all" if column == "overall" else f"{column} {place['group_code']}"
        shared = f", shared by {place['sharing']}" if place["sharing"] > 1 else ""
        words.append(f"rank {place['rank']} of {place['ranked']} in {group}{shared}")
    if not places:
        words.append(f"no rank: less than {100 * (head['min_coverage'] or 0):.4g} % of the weight has a value")
    words += _stages(connection, unit)
    return words + _interval(connection, run.release_id, head["unit_code"])


def _stages(connection: Connection, unit: Row) -> list[str]:
    """On which evidence the unit stands and what the first stage gave it; nothing where there is one stage."""
    return [
        (
            "nominee: survey and visits count, and it is ranked before the others"
            if row["is_nominee"]
            else "not a nominee: it keeps its rank of the first stage, after the nominees"
        )
        + f"; first stage: score {number(row['score'])}"
        + (f", rank {row['rank']} in class {row['group_code']}" if row["rank"] else ", no rank")
        for row in sql_files.query(connection, "read/explain/stages.sql", unit)
    ]


def _interval(connection: Connection, release_id: str | None, city_code: str) -> list[str]:
    """How sure the rank in the class is; nothing before a release, or where nothing was simulated."""
    rows = sql_files.query(connection, "read/explain/interval.sql", {"release_id": release_id, "city_code": city_code})
    return [
        f"ranks to expect in its class: {row['rank_low']} to {row['rank_high']} (5 and 95 % of {row['draws']} draws), "
        f"among the first ten with {100 * row['p_first_ten']:.4g} %, tie group {row['tie_group']}"
        for row in rows
    ]


def _node(item: Row) -> Branch:
    how = f"{item['aggregation']} mean" if item["aggregation"] != "copeland" else "copeland"
    level = f", level {item['level_code']}" if item["level_code"] else ""
    score = "no score" if item["score"] is None else number(item["score"])
    return Branch(f"{_name(item)}: {score}{level} | {_weights(item)} | {how} of:")


def _indicator(item: Row) -> Branch:
    if item["normalised"] is None:
        branch = Branch(f"{_name(item)}: missing | {_weights(item)}")
        branch.children = [Branch(_why_missing(item))]
        return branch
    method = item["normalisation"]
    goalposts = (
        f" {number(method.get('goalpost_low'))} to {number(method.get('goalpost_high'))}"
        if method["method"] == "goalposts"
        else ""
    )
    better = "more is better" if item["direction"] > 0 else "less is better"
    logarithm = ", by natural logarithm" if item["transform"] == "ln" else ""
    branch = Branch(f"{_name(item)}: {number(item['normalised'])} | {_weights(item)}")
    lines = [
        f"normalised {number(item['normalised'])} ({method['method']}{goalposts}{logarithm}, {better})",
        f"treated {number(item['treated'])} ({item['treatment'] if item['is_treated'] else 'as it was'})",
        f"imputed {number(item['imputed'])} ({_imputation(item)})",
    ]
    if item["denominator"]:
        lines.append(
            f"denominated {number(item['denominated'])} (by {item['denominator']} {item['denominator_value']})"
        )
    lines += [f"raw value {number(item['selected'])} {item['unit']}", f"from {_origin(item)}"]
    branch.children = [Branch(line) for line in lines]
    return branch


def _name(item: Row) -> str:
    return f"{item['name_en']} ({item['code']})"


def _weights(item: Row) -> str:
    if item["parent_code"] is None:
        return "the index"
    words = f"weight {number(item['weight'])} of {item['parent_code']}, {number(item['effective_weight'])} of the index"
    if item["contribution"] is None:
        return f"{words} | gives nothing"
    if abs(item["weight_here"] - item["effective_weight"]) > TOLERANCE:
        words += f", here {number(item['weight_here'])} because something is missing"
    return f"{words} | gives {number(item['contribution'])}"


def _imputation(item: Row) -> str:
    if item["is_imputed"] or item["imputed"] is None:
        return f"filled by {item['imputation']['method']}"
    return "as reported"


def _why_missing(item: Row) -> str:
    if item["status"] == "not_applicable":
        return f"does not apply, said {_origin(item)}"
    if item["selected"] is not None:
        return f"reported as {number(item['selected'])} {item['unit']} ({_origin(item)}), but not used by this method"
    return "nobody reported it" if item["origin"] is None else f"reported as missing: {_origin(item)}"


def _origin(item: Row) -> str:
    if item["origin"] is None:
        return "nowhere: nobody reported it"
    words = [ORIGINS[item["origin"]].english]
    if item["year"] is not None:
        words.append(f"year {item['year']}")
    if item["standard_error"] is not None:
        words.append(f"standard error {number(item['standard_error'])}")
    if item["source"]:
        words.append(f"{'file' if item['file_hash'] else 'source'} {item['source']}")
    words += [f"{what} {item[what]}" for what in ("sheet", "cell") if item[what]]
    if item["file_hash"]:
        words.append(f"sha256 {item['file_hash']}")
    if item["is_simulated"]:
        words.append("SIMULATED")
    return ", ".join(words)


def _sum_words(row: Row, run: cycle_runs.CycleRun) -> str:
    where = f"run {run.run_id}" if row["layer"] == "scoring" else f"{run.release_id}"
    power = f" with power {row['power']:.10g}" if row["aggregation"] == "generalised" else ""
    if row["score"] is None:
        score = "there is no score"
    elif row["aggregation"] == "arithmetic":
        score = f"score {row['score']:.12g}"
    else:
        scale = SCALES[row["aggregation"]]
        score = f"{scale}{power} {row['transformed']:.12g} (score {row['score']:.12g}, {row['aggregation']} index)"
    return f"{where}: sum of the contributions {row['contributions']:.12g}, {score}, difference {row['difference']:.1e}"


def _no_sum_words(head: Row) -> str:
    return (
        f"The index {head['node_code']} is aggregated by {head['aggregation']}, whose scores have no contributions: "
        f"score {number(head['score'])}, nothing to add up."
    )
