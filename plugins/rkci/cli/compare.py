"""`rkci explain`, `what-if`, `bridge`, `diff-release`: where a score comes from, and what would or did change it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rkci.cli import session
from rkci.cli.app import app
from rkci.cli.session import CycleYear

if TYPE_CHECKING:
    from rkci.publish.difference import CityDifference

REASONS = 3
"""Parts of a difference that a line of the table names; --out writes all."""


@app.command()
def explain(
    cycle: CycleYear,
    city: Annotated[str, typer.Option(help="BPS code or name of the city: 1276, Binjai.")],
    framework: Annotated[str | None, typer.Option(help="Framework id; the cycle's primary one unless given.")] = None,
) -> None:
    """The whole way of one city's score, from the index to where each value came from.

    The last line adds the contributions up; the exit code is not 0 if they are further than 1e-9 from the score.
    """
    from rkci.cli.render import clean, show_tree
    from rkci.scoring.explain import explain as explained

    with session.reading() as connection:
        explanation = explained(connection, cycle, city, framework)
    show_tree(explanation.tree)
    for words in explanation.sums:
        typer.echo(clean(words))
    if not explanation.adds_up:
        raise typer.Exit(1)


@app.command()
def what_if(
    cycle: CycleYear,
    choices: Annotated[
        list[str] | None,
        typer.Option("--set", help="KEY=VALUE overrides a choice of framework.yaml: normalisation.method=zscore."),
    ] = None,
    weights: Annotated[Path | None, typer.Option(help="CSV: code,weight of nodes and indicators.")] = None,
    framework: Annotated[str | None, typer.Option(help="Framework folder or id; the primary one unless given.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder to write cities.csv and nodes.csv into.")] = None,
) -> None:
    """Who would move under other choices, weights or another framework. Nothing that is published is touched."""
    from rkci.cli.render import show_table
    from rkci.scoring.what_if import what_if as scored

    with session.writing() as connection:
        told = scored(connection, cycle, overrides=choices or (), weights=weights, framework=framework, out=out)
    for notice in told.notices:
        typer.echo(f"Notice: {notice}", err=True)
    moved = [row for row in told.moves if row["is_moved"]]
    typer.echo(f"Cycle {cycle} by {told.framework.framework_id} as changed, compared with {told.base}:")
    typer.echo(f"{len(moved)} of {len(told.moves)} cities would change rank; = marks a shared rank.")
    show_table(MOVE_HEADER, [_move(row) for row in moved])
    if out is not None:
        typer.echo(f"cities.csv and nodes.csv written to {out}")


@app.command()
def bridge(
    cycle: CycleYear,
    framework: Annotated[str, typer.Option(help="Folder or id of the newer framework.")],
) -> None:
    """An older cycle under a newer framework: what of it compares, and where its cities would stand."""
    from rkci.cli.render import clean, show_table
    from rkci.scoring.bridge import bridge as bridged
    from rkci.scoring.bridge import scales_are_frozen

    with session.writing() as connection:
        made = bridged(connection, cycle, framework)
    typer.echo(
        f"Cycle {cycle} under {made.framework.framework_id} (run {made.run_id} of kind bridge), beside {made.own}:"
    )
    typer.echo(
        f"{len(made.never_had)} of {len(made.framework.indicators)} indicators were never had in {cycle}"
        " and are missing"
        + "".join(f"\n  {clean(row['indicator_code'])}: {clean(row['name_en'])}" for row in made.never_had)
    )
    if not scales_are_frozen(made.framework):
        typer.echo("Notice: it scales by the cities at hand, so scores of two cycles do not compare.", err=True)
    ranked = sum(row["rank_after"] is not None for row in made.moves)
    typer.echo(f"{ranked} of {len(made.moves)} cities have a rank under it; the others cover too little.")
    show_table((*MOVE_HEADER, "coverage"), [(*_move(row), _percent(row["coverage_after"])) for row in made.moves])


@app.command()
def diff_release(
    before: Annotated[str, typer.Argument(help="A release, for example 2017-rkci-2017-r1.")],
    after: Annotated[str, typer.Argument(help="Another: a revision, a framework or a cycle of it.")],
    out: Annotated[Path | None, typer.Option(help="CSV to write every city and part into.")] = None,
) -> None:
    """Who moved between two releases, by how much, and because of which indicator, method or datum.

    The exit code is not 0 if the parts of a city are further than 1e-9 from the difference of its scores.
    """
    from rkci.cli.render import clean, show_table
    from rkci.publish.difference import TOLERANCE, difference
    from rkci.scoring.what_if import write_csv

    with session.reading() as connection:
        told = difference(connection, before, after)
    typer.echo(f"{before} ({told.before['state']}) -> {after} ({told.after['state']})")
    for words in _what_differs(told.before, told.after):
        typer.echo(words)
    for row in told.methods:
        typer.echo(f"  method of {clean(row['code'])}: {clean(row['change'])}")
    for membership in ("removed", "added"):
        names = [one.city["city_name"] for one in told.cities if one.city["membership"] == membership]
        if names:
            typer.echo(
                f"{len(names)} cities {membership}: {clean(', '.join(names))}. Ranks are not among the same cities."
            )
    moved = [one for one in told.cities if one.is_moved and one.city["membership"] == "both"]
    stayed = sum(one.city["membership"] == "both" for one in told.cities) - len(moved)
    typer.echo(f"{len(moved)} cities differ in class, rank or score; {stayed} do not.")
    if moved:
        show_table((*MOVE_HEADER, "because of"), [(*_move(_as_move(one.city)), _reasons(one)) for one in moved])
    scales = {one.city["scale"] for one in moved} - {"arithmetic"}
    if scales:
        typer.echo(
            f"The parts are of the transform of the score ({', '.join(sorted(scales))} index), not of the score."
        )
    if out is not None:
        write_csv(out, told.rows)
        typer.echo(f"Every city and part written to {out}")
    typer.echo(f"Largest difference that the parts leave unexplained: {told.unexplained:.1e}")
    if not told.unexplained <= TOLERANCE:
        raise typer.Exit(1)


MOVE_HEADER = ("class", "city", "rank", "score", "change")


def _move(row: dict[str, Any]) -> tuple[str, ...]:
    before, after = row["group_before"], row["group_after"]
    return (
        str(after) if before == after else f"{before or '-'} -> {after or '-'}",
        f"{row['unit_name']} ({row['unit_code']})",
        f"{_place(row, 'before')} -> {_place(row, 'after')}",
        f"{_number(row['score_before'])} -> {_number(row['score_after'])}",
        "" if row["score_difference"] is None else f"{round(row['score_difference'], 9) + 0.0:+.6g}",
    )


def _as_move(city: dict[str, Any]) -> dict[str, Any]:
    return city | {
        "group_before": city["class_before"],
        "group_after": city["class_after"],
        "unit_name": city["city_name"],
        "unit_code": city["city_code"],
    }


def _reasons(one: "CityDifference") -> str:
    words = [f"{row['indicator_code']} {row['part']:+.4g} ({row['cause']})" for row in one.parts[:REASONS]]
    if len(one.parts) > REASONS:
        words.append(f"{len(one.parts) - REASONS} more")
    return ", ".join(words)


def _what_differs(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    words = []
    if before["cycle_year"] != after["cycle_year"]:
        words.append(f"Cycles {before['cycle_year']} and {after['cycle_year']}: other values, other classes.")
    if before["framework_id"] != after["framework_id"]:
        words.append(f"Frameworks {before['framework_id']} and {after['framework_id']}: ranks are not by one method.")
    elif before["framework_hash"] != after["framework_hash"]:
        words.append(f"{before['framework_id']} itself was changed between them.")
    if before["content_hash"] == after["content_hash"]:
        words.append("Their content is the same.")
    return words


def _place(row: dict[str, Any], when: str) -> str:
    rank = row[f"rank_{when}"]
    return "-" if rank is None else f"{'=' if row[f'is_tied_{when}'] else ''}{rank}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.6g}"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.4g} %"
