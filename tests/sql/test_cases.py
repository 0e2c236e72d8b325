"""SQL files tested as data: `tests/sql/<schema>.<table>/<case>/` holds input tables, params and the expected rows.

A case has `<schema>.<table>.csv` files (loaded as they are; an empty cell is NULL), `params.json` (the values bound
to the statement) and `expected.csv`: what `include/sql/<schema>/<table>.sql` must leave in its table, in the columns
listed and in any order; `expected.<schema>.<table>.csv` where it fills another one. Numbers are equal to 1e-12
relative, alone and in arrays. Where the answer is not plain, README derives it by hand.
"""

import csv
import json
import math
from pathlib import Path

import pytest
from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.database.schema import name_of, tables

FOLDER = Path(__file__).parent
CASES = sorted({path.parent for path in FOLDER.glob("*/*/expected*.csv")})


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_statement_turns_the_given_rows_into_the_expected_ones(case: Path, connection: Connection) -> None:
    for file in inputs(case):
        load(connection, file)
    parameters = json.loads((case / "params.json").read_text())
    sql_files.run(connection, f"{case.parent.name.replace('.', '/')}.sql", parameters)
    for file in sorted(case.glob("expected*.csv")):
        columns, expected = rows(file)
        schema, table = (file.stem.partition(".")[2] or case.parent.name).split(".")
        assert_same_rows(columns, contents(connection, schema, table, columns), expected)


def contents(connection: Connection, schema: str, table: str, columns: list[str]) -> list[tuple[str | None, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("select {} from {}").format(
                sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(column)) for column in columns),
                sql.Identifier(schema, table),
            )
        )
        return list(cursor.fetchall())


def inputs(case: Path) -> list[Path]:
    """The case's tables, what is referred to before what refers to it."""
    order = [name_of(file) for file in tables()]
    files = [file for file in case.glob("*.*.csv") if not file.name.startswith("expected.")]
    return sorted(files, key=lambda file: order.index(file.stem))


def load(connection: Connection, file: Path) -> None:
    columns, given = rows(file)
    schema, table = file.stem.split(".")
    statement = sql.SQL("insert into {} ({}) overriding system value values ({})").format(
        sql.Identifier(schema, table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(sql.Placeholder() * len(columns)),
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, given)


def rows(file: Path) -> tuple[list[str], list[tuple[str | None, ...]]]:
    with file.open(newline="", encoding="utf-8") as lines:
        header, *body = csv.reader(lines)
    return header, [tuple(cell or None for cell in row) for row in body]


def assert_same_rows(
    columns: list[str], found: list[tuple[str | None, ...]], expected: list[tuple[str | None, ...]]
) -> None:
    def order(row: tuple[str | None, ...]) -> list[str]:
        return [cell or "" for cell in row]

    found, expected = sorted(found, key=order), sorted(expected, key=order)
    assert len(found) == len(expected), f"{len(found)} rows, expected {len(expected)}: {found}"
    for found_row, expected_row in zip(found, expected, strict=True):
        for column, left, right in zip(columns, found_row, expected_row, strict=True):
            assert same(left, right), f"{column}: found {left}, expected {right}, in {found_row}"


def same(left: str | None, right: str | None) -> bool:
    if left is None or right is None:
        return left is right
    if left.startswith("{") and right.startswith("{") and ":" not in left:
        ours, theirs = (text.strip("{}").split(",") for text in (left, right))
        return len(ours) == len(theirs) and all(
            same(*(None if cell == "NULL" else cell for cell in pair)) for pair in zip(ours, theirs, strict=True)
        )
    truths = {"true": "t", "false": "f"}
    if truths.get(left, left) == truths.get(right, right):
        return True
    try:
        return math.isclose(float(left), float(right), rel_tol=1e-12, abs_tol=1e-12)
    except ValueError:
        return False
