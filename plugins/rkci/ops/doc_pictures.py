"""A picture of each schema for the data dictionary: its tables with their keys, and what refers to what.

Mermaid's text of an entity relationship diagram, which GitHub and Forgejo draw in a Markdown page. Other columns are
left out, so that a schema of 30 tables can be read at a glance.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files

Row = dict[str, Any]


def pictures(connection: Connection, schemas: Iterable[str]) -> dict[str, list[str]]:
    """For each schema the lines of its picture, fenced as Markdown wants it."""
    rows = sql_files.query(connection, "read/docs/keys.sql", {"schemas": list(schemas)})
    return {
        schema: ["```mermaid", "erDiagram", *_tables(schema, tables), "```"]
        for schema, in_schema in groupby(rows, key=itemgetter("schema_name"))
        if (tables := list(in_schema))
    }


def _tables(schema: str, rows: list[Row]) -> Iterator[str]:
    elsewhere = {_other(schema, row) for row in rows if row["reference"]} - {row["table_name"] for row in rows}
    for name in sorted(elsewhere):
        yield f'    {_identifier(name)}["{name}"]'
    for table, of_table in groupby(rows, key=itemgetter("table_name")):
        columns = [row for row in of_table if row["column_name"]]
        yield f"    {table} {{" if columns else f"    {table}"
        for column, uses in groupby(columns, key=itemgetter("column_name")):
            yield f"        {_column(column, list(uses))}"
        if columns:
            yield "    }"
        yield from _references(schema, table, [row for row in columns if row["reference"]])


def _column(name: str, uses: list[Row]) -> str:
    marks = [mark for mark, field in (("PK", "is_key"), ("FK", "reference")) if any(row[field] for row in uses)]
    return f"{_identifier(uses[0]['type'])} {name} {', '.join(marks)}"


def _references(schema: str, table: str, rows: list[Row]) -> Iterator[str]:
    """A line per reference: many rows of the table to one of the other, or to none where a column may be null."""
    for _, of_reference in groupby(sorted(rows, key=itemgetter("reference")), key=itemgetter("reference")):
        columns = list(of_reference)
        one = "||" if all(row["is_required"] for row in columns) else "|o"
        label = ", ".join(row["column_name"] for row in columns)
        yield f'    {_identifier(_other(schema, columns[0]))} {one}--o{{ {table} : "{label}"'


def _other(schema: str, row: Row) -> str:
    """The table that is referred to: with its schema where that is another one."""
    within = row["other_schema_name"] == schema
    return str(row["other_table_name"] if within else f"{row['other_schema_name']}.{row['other_table_name']}")


def _identifier(words: str) -> str:
    return re.sub(r"\W+", "_", words).strip("_")
