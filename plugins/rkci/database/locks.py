"""One writer per cycle at a time: a row of `ops.cycle_lock`, which nobody but the pipeline may lock.

An advisory lock would do the same, but any role that may connect can take any advisory lock, BI included.
"""

import psycopg2
from psycopg2.extensions import connection as Connection

REFERENCE = 0
"""Stands in for a cycle where reference data are written, which belong to none."""

WAIT = "10min"
"""How long a writer waits for another one, unless its connection has a `lock_timeout` of its own."""

HOLDER = """
select activity.application_name, activity.usename, activity.pid, activity.xact_start
from ops.cycle_lock as held
join pg_locks as lock on lock.locktype = 'transactionid' and lock.transactionid = held.xmax and lock.granted
join pg_stat_activity as activity on activity.pid = lock.pid
where held.cycle_year = %s
"""


class CycleBusy(RuntimeError):
    """Somebody else writes to the cycle for longer than one may wait. Trying again later helps."""


def lock_cycle(connection: Connection, cycle_year: int) -> None:
    """Wait until nobody else writes to the cycle, and hold it to the end of the transaction.

    Comes first in its transaction, which is rolled back before CycleBusy is raised.
    """
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('lock_timeout')")
        ((before,),) = cursor.fetchall()
        wait = WAIT if before == "0" else before
        try:
            cursor.execute("select set_config('lock_timeout', %s, true)", (wait,))
            cursor.execute("insert into ops.cycle_lock values (%s) on conflict do nothing", (cycle_year,))
            cursor.execute("select from ops.cycle_lock where cycle_year = %s for update", (cycle_year,))
            cursor.execute("select set_config('lock_timeout', %s, true)", (before,))
        except psycopg2.errors.LockNotAvailable as error:
            connection.rollback()
            cursor.execute(HOLDER, (cycle_year,))
            holders = [
                f"{name or 'a program without a name'} ({role}, process {pid} of the server, since {since:%H:%M:%S})"
                for name, role, pid, since in cursor.fetchall()
            ]
            connection.rollback()
            what = f"Cycle {cycle_year} is" if cycle_year != REFERENCE else "The reference data are"
            raise CycleBusy(
                f"{what} being written by {', '.join(holders) or 'another program'}, for more than {wait}. "
                "Nothing was changed; try again."
            ) from error
