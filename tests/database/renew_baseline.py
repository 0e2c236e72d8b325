"""Writes tests/database/baseline/warehouse.sql: a warehouse of version 0.5.0 as pg_dump has it, a row in every table.

    PYTHONPATH=plugins .venv/bin/python tests/database/renew_baseline.py

It is frozen with version 0.5.0. Until that is released, a table is changed in its file under include/sql/schema, and
the dump is renewed by this command in the same commit. From then on it is never renewed: a change of a table is a file
in include/sql/revisions beside the table's own, and tests/database/test_baseline.py proves that both come to the same.
"""

import re
import subprocess
from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from rkci.database import embedded, migrate, schema

DUMP = Path(__file__).parent / "baseline" / "warehouse.sql"
DATABASE = "rkci_baseline"

VALUES = {
    "boolean": "true",
    "bytea": r"\x0102",
    "date": "2017-06-01",
    "jsonb": '{"a": [1, null]}',
    "timestamp with time zone": "2017-06-01 12:00:00+07",
    "timestamp without time zone": "2017-06-01 12:00:00",
}
"""By type; numbers are 1, or 1.5 where they may be, and a text is the name of its column, so that keys fit together."""

UNSET = {
    "core.visit_evidence": {"problem"},
    "quality.city_proposal": {"decided_by", "reason", "decided_at"},
}
"""Columns that a check wants null in a row that has the first of the states that it may have."""


def main() -> None:
    """Build a warehouse, fill and dump it."""
    embedded.start()
    embedded.create_database(DATABASE)
    url = embedded.url("rkci_owner", DATABASE)
    try:
        migrate.upgrade(url)
        with closing(psycopg2.connect(url)) as connection, connection:
            for file in schema.tables():
                fill(connection, schema.name_of(file))
        DUMP.write_text(dump(url), encoding="utf-8")
    finally:
        embedded.drop_database(DATABASE)
    print(DUMP)


def fill(connection: Connection, table: str) -> None:
    """One row with a value in every column that may have one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select attname, format_type(atttypid, null), (select pg_get_constraintdef(oid) from pg_constraint"
            "  where conrelid = attrelid and contype = 'c' and conkey = array[attnum])"
            " from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
            " and attidentity = '' and attgenerated = '' order by attnum",
            (table,),
        )
        given = {
            name: value(name, kind, check or "")
            for name, kind, check in cursor.fetchall()
            if name not in UNSET.get(table, ())
        }
        cursor.execute(
            sql.SQL("insert into {} ({}) values ({})").format(
                sql.Identifier(*table.split(".")),
                sql.SQL(", ").join(map(sql.Identifier, given)),
                sql.SQL(", ").join(sql.Placeholder() * len(given)),
            ),
            list(given.values()),
        )


def value(column: str, kind: str, check: str) -> str:
    """What stands in a column, as text: the first value that its check lists, or one of its type."""
    if listed := re.search(r"ARRAY\['?([^':,]+)", check):
        return listed[1]
    if column == "cycle_year":
        return "2017"
    if kind.endswith("[]"):
        return f"{{{value(column, kind.removesuffix('[]'), '')},NULL}}"
    if kind in ("double precision", "numeric", "real"):
        return "1.5"
    return VALUES.get(kind, column if kind == "text" else "1")


def dump(url: str) -> str:
    """The whole database as SQL that `psql` restores, whoever owns it there; without the headings of pg_dump."""
    done = subprocess.run(
        [embedded.binary("pg_dump"), "--no-owner", "--no-privileges", "--column-inserts", "--restrict-key=rkci", url],
        check=True,
        capture_output=True,
        text=True,
    )
    return re.sub(r"^-- (Name|Data for Name): .*\n|^--\n|\n(?=\n)", "", done.stdout, flags=re.MULTILINE)


if __name__ == "__main__":
    main()
