"""Tables of the warehouse as pandas frames, within the transaction of the connection that is given.

A column has the type that PostgreSQL declares, as Arrow's, and none is guessed from values: a column without rows, or
with nothing but nulls, is what it is declared to be. Null is null, and not NaN.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

import pandas
import pyarrow
import sqlalchemy
from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.database.engine import seen_by_sqlalchemy

TYPES: Mapping[int, pyarrow.DataType] = {
    16: pyarrow.bool_(),
    20: pyarrow.int64(),
    21: pyarrow.int64(),
    23: pyarrow.int64(),
    25: pyarrow.string(),
    701: pyarrow.float64(),
    1009: pyarrow.list_(pyarrow.string()),
    1022: pyarrow.list_(pyarrow.float64()),
    1007: pyarrow.list_(pyarrow.int64()),
    1016: pyarrow.list_(pyarrow.int64()),
    1082: pyarrow.date32(),
    1184: pyarrow.timestamp("us", tz="UTC"),
}
"""Oid of a type in PostgreSQL (boolean, bigint, smallint, integer, text, double precision, the arrays of text, double
precision, integer and bigint, date, timestamptz) to Arrow's."""


def query(connection: Connection, statement: str, parameters: Mapping[str, Any]) -> pandas.DataFrame:
    """What a statement gives, a column of the frame per column; values are bound as `%(name)s`.

    Raises TypeError for a column of a type that no frame has: cast it in the statement.
    """
    with _seen(connection) as seen:
        result = seen.exec_driver_sql(statement, dict(parameters))
        columns = {name: cast(int, oid) for name, oid, *_ in result.cursor.description}
        if unknown := [name for name, oid in columns.items() if oid not in TYPES]:
            raise TypeError(f"No frame has the type of {', '.join(unknown)}: cast it in the statement.")
        cells = zip(*result, strict=True) if result.rowcount else ((),) * len(columns)
        arrays = [pyarrow.array(cell, TYPES[oid]) for cell, oid in zip(cells, columns.values(), strict=True)]
    table = pyarrow.table(dict(zip(columns, arrays, strict=True)))
    frame: pandas.DataFrame = table.to_pandas(types_mapper=pandas.ArrowDtype)
    return frame


def read(connection: Connection, name: str, parameters: Mapping[str, Any]) -> pandas.DataFrame:
    """As `query`, of the statement in `include/sql/<name>`."""
    return query(connection, sql_files.read(name), parameters)


def records(frame: pandas.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, each as column name to value; null is None."""
    rows: list[dict[str, Any]] = arrow(frame).to_pylist()
    return rows


def arrow(frame: pandas.DataFrame) -> pyarrow.Table:
    """The columns of a frame and nothing else: no index, and no word about pandas."""
    return pyarrow.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata()


def append(connection: Connection, table: str, frame: pandas.DataFrame) -> None:
    """Insert the rows of a frame into a table, `schema.name`; columns that the frame lacks get their default."""
    schema, name = table.split(".")
    into = sqlalchemy.table(name, *map(sqlalchemy.column, frame.columns), schema=schema)
    if rows := records(frame):
        with _seen(connection) as seen:
            seen.execute(into.insert(), rows)


@contextmanager
def _seen(connection: Connection) -> Iterator[sqlalchemy.Connection]:
    """The connection as SQLAlchemy sees it; what the server refuses is raised as psycopg2's error, as everywhere."""
    try:
        yield seen_by_sqlalchemy(connection)
    except sqlalchemy.exc.DBAPIError as error:
        raise (error.orig or error) from None
