"""The files that wait to be read, and the one loop that reads them: each wholly or not at all, none at others' cost."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.intake import guard
from rkci.intake.errors import UnreadableError


@dataclass(frozen=True)
class Unread:
    """A received file that nobody has read; `names` are all under which it was delivered, the newest first."""

    file_hash: str
    names: tuple[str, ...]
    size_bytes: int


def unread_files(connection: Connection, cycle_year: int, dataset: str) -> list[Unread]:
    """The files of a dataset that wait to be read, by their first delivery; what a person set aside does not."""
    rows = sql_files.query(connection, "read/dock/unread.sql", {"cycle": cycle_year, "dataset": dataset})
    return [Unread(row["file_hash"], tuple(row["file_names"]), row["size_bytes"]) for row in rows]


def read_all(
    connection: Connection, cycle_year: int, dataset: str, files: Iterable[Unread], read: Callable[[Unread], int | None]
) -> dict[str, int]:
    """Call `read` for each file; returns the numbers of files, of unreadable ones among them, and of rows.

    `read` writes what it reads, or why it cannot be read, into raw, and returns the rows, or None. Where it fails, or
    raises UnreadableError, nothing that it wrote of the file stays: the file is noted in quality.unread_file, refused
    until a later run reads it, and the next one is read.
    """
    counts = {"files": 0, "unreadable": 0, "rows": 0}
    key = (cycle_year, dataset)
    with connection.cursor() as cursor:
        for file in files:
            cursor.execute("savepoint one_file")
            cursor.execute(
                "delete from quality.unread_file where (cycle_year, dataset, file_hash) = (%s, %s, %s)",
                (*key, file.file_hash),
            )
            try:
                with guard.reading(file.names[0], file.file_hash):
                    rows = read(file)
            except UnreadableError as why:
                rows = None
                cursor.execute("rollback to savepoint one_file")
                cursor.execute(
                    "insert into quality.unread_file (cycle_year, dataset, file_hash, rule, found)"
                    " values (%s, %s, %s, %s, %s) on conflict (cycle_year, dataset, file_hash)"
                    " do update set (rule, found, noted_at) = (excluded.rule, excluded.found, now())",
                    (*key, file.file_hash, why.rule, why.found),
                )
            cursor.execute("release savepoint one_file")
            counts["files"] += 1
            counts["unreadable"] += rows is None
            counts["rows"] += rows or 0
    return counts
