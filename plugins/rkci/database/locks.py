"""One writer per cycle at a time."""

from psycopg2.extensions import connection as Connection

REFERENCE = 0
"""Stands in for a cycle where reference data are written, which belong to none."""


def lock_cycle(connection: Connection, cycle_year: int) -> None:
    """Wait until nobody else writes to the cycle, and hold it to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('rkci.cycle'), %s)", (cycle_year,))
