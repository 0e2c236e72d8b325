"""Refusals: invalid input is refused with words, recorded, and never a traceback."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg2.extensions import connection as Connection

from rkci.words import shown, shown_lines


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, where, and what to do about it. Rows of a table count from 1, the header being row 1; of
    a YAML file `row` is the line."""

    file: str
    message: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        where = [shown(self.file)]
        if self.row is not None:
            where.append(f"{'line' if self.file.endswith('.yaml') else 'row'} {self.row}")
        if self.column is not None:
            where.append(f"column {self.column}")
        return f"{', '.join(where)}: {self.message}"


class Refusal(ValueError):
    """Invalid input, or a request that cannot be met. No retry helps; the message says what to do."""

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__("\n- ".join(map(shown_lines, [message, *faults])))
        self.message = message
        self.faults = tuple(faults)


def record(connection: Connection, refusal: Refusal) -> None:
    """Write a refusal to quality.refusal: a row per fault, or one where there is nothing but the message."""
    faults = refusal.faults or (Fault("", refusal.message),)
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into quality.refusal (subject, file_name, row_number, column_name, message)"
            " values (%s, %s, %s, %s, %s)",
            [(refusal.message, fault.file or None, fault.row, fault.column, fault.message) for fault in faults],
        )


def record_once(connection: Connection, refusal: Refusal) -> None:
    """As `record`, but for the faults that are known with just these words: what is there is refused once."""
    with connection.cursor() as cursor:
        cursor.execute("select file_name, message from quality.refusal where subject = %s", (refusal.message,))
        known = set(cursor.fetchall())
    if new := [fault for fault in refusal.faults if (fault.file, fault.message) not in known]:
        record(connection, Refusal(refusal.message, new))
