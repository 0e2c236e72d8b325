"""What `make run` prints of people's part in a cycle: survey, nominees, visits, the two stages, objections."""

from collections.abc import Iterable, Sequence

from psycopg2.extensions import connection as Connection
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rkci.database import sql_files
from rkci.objections.effect import effects
from rkci.visits import evidence, ingest, shortlist

SHOWN = 15
"""Findings that are printed; `rkci visits` has them all."""


def print_survey(console: Console, connection: Connection, cycle_year: int) -> None:
    """Which answers of the survey are doubted, and which of these do not count."""
    rows = sql_files.query(connection, "read/survey/flag_totals.sql", {"cycle": cycle_year})
    _print(console, "Survey: answers that a data-quality rule flags", rows)


def print_nominees(console: Console, connection: Connection, cycle_year: int) -> None:
    """The approved list, who stands near the cut line, and how probable it is that they are in."""
    table = Table(title="Nominees: first stage, approved by a person", title_justify="left")
    for heading in shortlist.HEADER:
        table.add_column(heading)
    for row in shortlist.table(connection, cycle_year):
        table.add_row(*map(escape, row))
    console.print(table)


def print_visits(console: Console, connection: Connection, cycle_year: int) -> None:
    """What was found otherwise than claimed."""
    rows = ingest.claims(connection, cycle_year)
    states: dict[str, int] = {}
    for row in rows:
        states[row["state"]] = states.get(row["state"], 0) + 1
    columns = (
        "class_code", "city_name", "indicator_code", "state", "claimed", "observed", "adjusted", "scored", "penalty",
        "reason",
    )  # fmt: skip
    _print(
        console,
        "Visits: " + (", ".join(f"{count} {state}" for state, count in states.items()) or "none"),
        [{column: row[column] for column in columns} for row in rows[:SHOWN]],
    )


def print_evidence(console: Console, connection: Connection, cycle_year: int) -> None:
    """Photos and minutes: the cities where something is missing, doubted or refused, with words."""
    rows = evidence.table(connection, cycle_year)
    what = ("photos", "minutes", "flagged", "refused", "missing")
    sums = ", ".join(f"{sum(row[column] for row in rows)} {column}" for column in what)
    _print(console, f"Evidence of the visits: {sums}", [row for row in rows if row["problems"] or not row["minutes"]])


def print_stages(console: Console, connection: Connection, release_id: str) -> None:
    """What survey and visits changed among the nominees of a release."""
    rows = sql_files.query(connection, "read/release/stage_change_of_nominees.sql", {"release_id": release_id})
    if rows:
        _print(console, "The nominees before and after survey and visits (points of the index)", rows)


def print_objections(console: Console, connection: Connection, cycle_year: int) -> None:
    """Every objection that counts: what was decided, and what it changed."""
    columns = (
        "city_name", "indicator_code", "framework_id", "outcome", "value_before", "value", "score_before", "score",
        "rank_before", "rank",
    )  # fmt: skip
    rows = [{column: row.get(column) for column in columns} for row in effects(connection, cycle_year)]
    _print(console, "Objections: what was decided, and what it changed", rows)


def _print(console: Console, title: str, rows: Sequence[dict[str, object]]) -> None:
    if not rows:
        console.print(f"{title}: none")
        return
    table = Table(title=title, title_justify="left")
    for heading, value in rows[0].items():
        table.add_column(
            heading.replace("_", " "), justify="right" if isinstance(value, int | float) else "left", overflow="fold"
        )
    for row in rows:
        table.add_row(*_cells(row.values()))
    console.print(table)


def _cells(values: Iterable[object]) -> Iterable[str]:
    return (
        f"{value:.2f}" if isinstance(value, float) else "" if value is None else escape(str(value)) for value in values
    )
