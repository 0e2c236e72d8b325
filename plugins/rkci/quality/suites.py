"""The rules: suites of Great Expectations, kept by hand in `expectations/<suite>.json`.

A file is native Great Expectations JSON. Beyond it, the suite's `meta` names the view that it runs on (`table`), what
that shows (`dataset`: a staged one, `scores` or `releases`) and what a critical failure does (`on_critical`: `stop` the
run, or `reject` the rows and go on); each expectation's `meta` has the `rule_id` (`<suite>.<what>`), the `reason` for
the rule, and what to tell people and what they can do about it, as `message_id` (Indonesian) and `message_en`.

Where rows are rejected, the rule also says what it tells of one. `found` is the column of the view that holds what was
found, or several of them with `found_between`, what stands between; `where` has, by their names in quality.rejected_row
(PLACES), the columns that hold the place, and is the suite's unless the rule has its own; a rule whose place has no
row_number is about the file. A suite whose rows are in a `layer` of their own names it. Few rules have a `cause`, by
which the pipeline knows them (CAUSES).
"""

import json
from dataclasses import dataclass, field
from typing import Any

from psycopg2.extensions import connection as Connection
from psycopg2.extras import Json, execute_values

from rkci import paths

SEVERITIES = ("critical", "warning", "info")
ON_CRITICAL = ("stop", "reject")
LAYERS = ("row", "innovation")
PLACES = ("sheet", "row_number", "cell", "city_code", "indicator_code")
CAUSES = {
    "city_unknown": "nobody knows whose file it is; a person who does confirms its city",
    "consent_unrecognised": "what was answered is neither yes nor no; each record is told by its place",
    "consent_withdrawn": "the newest version of a record does not consent; it is told by its place",
    "late": "an extension that is recorded later honours it",
    "misshapen": "records of another shape than their heading; each is told by its place",
    "no_consent": "records without consent, of which nothing is kept; their number is told",
    "not_all_read": "our reader missed some of it, so all that it holds counts as rejected",
    "review": "a supervisor rejected the record, and with it all older versions of it",
    "set_aside": "a person set the file aside, and may take that back",
    "unasked": "a clarifying file answers what was not asked: refused for that alone, without a ticket",
}
"""What else hangs on a rule than its words: statements ask for the cause and name no rule."""


class SuiteError(ValueError):
    """A suite file is not valid; the message names the file and the rule, and says what to do."""


@dataclass(frozen=True)
class Rule:
    """One expectation: its words, `type` and `kwargs` as Great Expectations has them, and what it tells of a row."""

    rule_id: str
    severity: str
    reason: str
    message_id: str
    message_en: str
    type: str
    kwargs: dict[str, Any]
    found: tuple[str, ...] = ()
    found_between: str = " "
    where: dict[str, str] = field(default_factory=dict)
    cause: str | None = None


@dataclass(frozen=True)
class Suite:
    """The rules of one view `<schema>.<table>`, in the order of the file."""

    name: str
    schema: str
    table: str
    dataset: str
    on_critical: str
    layer: str
    rules: tuple[Rule, ...]


def names() -> tuple[str, ...]:
    """Every suite there is, by name."""
    return tuple(sorted(file.stem for file in paths.EXPECTATIONS.glob("*.json")))


def load(name: str) -> Suite:
    """The suite in `expectations/<name>.json`. Raises SuiteError if it is absent or not complete."""
    file = paths.EXPECTATIONS / f"{name}.json"
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        schema, table = content["meta"]["table"].split(".")
        suite = Suite(
            name=content["name"],
            schema=schema,
            table=table,
            dataset=content["meta"]["dataset"],
            on_critical=content["meta"]["on_critical"],
            layer=content["meta"].get("layer", "row"),
            rules=tuple(_rule(given, content["meta"].get("where", {})) for given in content["expectations"]),
        )
    except FileNotFoundError as error:
        raise SuiteError(f"There is no expectations/{name}.json; the suites are {', '.join(names())}.") from error
    except json.JSONDecodeError as error:
        raise SuiteError(f"expectations/{name}.json is not JSON: {error}.") from error
    except KeyError as error:
        raise SuiteError(f"expectations/{name}.json: {error} is missing; see docs/validation.md.") from error
    faults = _faults(name, suite)
    if faults:
        raise SuiteError(f"expectations/{name}.json: " + " ".join(faults))
    return suite


def write_rules(connection: Connection) -> int:
    """Make quality.rule hold the rules of all suites and no others; returns their number."""
    rules = [(suite, rule) for suite in map(load, names()) for rule in suite.rules]
    with connection.cursor() as cursor:
        cursor.execute("delete from quality.rule where rule_id <> all (%s)", ([rule.rule_id for _, rule in rules],))
        execute_values(
            cursor,
            """
            insert into quality.rule as held (
                rule_id, suite, severity, reason, message_id, message_en, dataset, layer, found, found_between, place,
                cause
            )
            values %s
            on conflict (rule_id) do update
            set (suite, severity, reason, message_id, message_en, dataset, layer, found, found_between, place, cause)
                = (excluded.suite, excluded.severity, excluded.reason, excluded.message_id, excluded.message_en,
                   excluded.dataset, excluded.layer, excluded.found, excluded.found_between, excluded.place,
                   excluded.cause)
            where held is distinct from excluded
            """,
            [
                (
                    rule.rule_id, suite.name, rule.severity, rule.reason, rule.message_id, rule.message_en,
                    suite.dataset, suite.layer, list(rule.found), rule.found_between, Json(rule.where), rule.cause,
                )
                for suite, rule in rules
            ],
            page_size=len(rules),
        )  # fmt: skip
    return len(rules)


def _rule(given: dict[str, Any], where: dict[str, str]) -> Rule:
    meta = given["meta"]
    found = meta.get("found", [])
    return Rule(
        rule_id=meta["rule_id"],
        severity=given["severity"],
        reason=meta["reason"],
        message_id=meta["message_id"],
        message_en=meta["message_en"],
        type=given["type"],
        kwargs=given["kwargs"],
        found=(found,) if isinstance(found, str) else tuple(found),
        found_between=meta.get("found_between", " "),
        where=meta.get("where", where),
        cause=meta.get("cause"),
    )


def _faults(name: str, suite: Suite) -> list[str]:
    faults = []
    if suite.name != name:
        faults.append(f"Its name is {suite.name!r}; it must be that of the file.")
    if suite.on_critical not in ON_CRITICAL:
        faults.append(f"on_critical is {suite.on_critical!r}; valid are {', '.join(ON_CRITICAL)}.")
    if suite.layer not in LAYERS:
        faults.append(f"Its layer is {suite.layer!r}; valid are {', '.join(LAYERS)}.")
    seen: set[str] = set()
    for rule in suite.rules:
        if not rule.rule_id.startswith(f"{name}."):
            faults.append(f"The rule {rule.rule_id!r} must be called {name}.<what>.")
        if rule.rule_id in seen:
            faults.append(f"The rule {rule.rule_id} appears twice; ids are unique.")
        if rule.severity not in SEVERITIES:
            faults.append(f"{rule.rule_id}: severity is {rule.severity!r}; valid are {', '.join(SEVERITIES)}.")
        if not all((rule.reason, rule.message_id, rule.message_en)):
            faults.append(f"{rule.rule_id}: reason, message_id and message_en must all say something.")
        if suite.on_critical == "reject" and not rule.found:
            faults.append(f"{rule.rule_id}: found must name the column of {suite.table} that holds what was found.")
        if unknown := rule.where.keys() - set(PLACES):
            faults.append(f"{rule.rule_id}: where has {', '.join(sorted(unknown))}; valid are {', '.join(PLACES)}.")
        if rule.cause is not None and rule.cause not in CAUSES:
            faults.append(f"{rule.rule_id}: cause is {rule.cause!r}; valid are {', '.join(CAUSES)}.")
        seen.add(rule.rule_id)
    return faults
