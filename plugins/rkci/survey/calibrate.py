"""Why a calibration cannot be done, in words: what survey/given_category.sql and survey/cross.sql found."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.refusal import Fault, Refusal

APART = 1e-9
"""How far, relative to their sum, the totals of two margins may be apart and still be of one population."""


def cross(connection: Connection, file: str) -> None:
    """Make the calibration cells and rake. Raises Refusal that says why the margins cannot hold."""
    with connection.cursor() as cursor:
        cursor.execute("select margin, name, category, population, n from survey_category order by place")
        found: list[Mapping[str, Any]] = [
            dict(zip(("margin", "name", "category", "population", "n"), row, strict=True)) for row in cursor
        ]
    if faults := [Fault(file, words) for words in (*_categories(found), *_totals(found))]:
        raise Refusal("The calibration cannot converge:", faults)
    sql_files.run(connection, "survey/cross.sql", {})
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from survey_cross where factor is null")
        ((unsettled,),) = cursor.fetchall()
    if unsettled:
        words = (
            "the margins contradict one another in this sample: some combinations of their categories have no answers, "
            "and without them no weights give every margin. Join categories, or leave a margin out."
        )
        raise Refusal("The raking did not converge in 2000 sweeps:", [Fault(file, words)])


def _categories(found: list[Mapping[str, Any]]) -> Iterator[str]:
    for row in found:
        where = f"margin {row['name']}, category {row['category']!r}"
        if row["population"] is None:
            yield (
                f"{where}: {row['n']} answers, and the margin has no population for it. Add the category to the "
                "margin, or leave these rows out of the data."
            )
        elif row["population"] == 0 and row["n"]:
            yield f"{where}: {row['n']} answers in a population of 0. Correct the population."
        elif row["population"] and not row["n"]:
            yield (
                f"{where}: an empty cell. A population of {row['population']:g} and no answer with a weight; no weight "
                "can stand for it. Join it with another category, in the margin and in the data."
            )


def _totals(found: list[Mapping[str, Any]]) -> Iterator[str]:
    totals: dict[str, float] = defaultdict(float)
    for row in found:
        totals[row["name"]] += row["population"] or 0
    if totals and max(totals.values()) - min(totals.values()) > APART * max(totals.values()):
        listed = ", ".join(f"{name} {total:.10g}" for name, total in totals.items())
        yield f"the margins do not add up to one population: {listed}. Give all of them for the same population."
