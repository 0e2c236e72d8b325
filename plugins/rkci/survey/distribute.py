"""The survey on a distributed PostgreSQL: Citus shards its tables by city, the key that every statement groups by."""

from psycopg2.extensions import connection as Connection

from rkci.refusal import Refusal

TABLES = (
    "core.survey_response",
    "staging.survey_response",
    "quality.survey_flag",
    "core.survey_stratum",
    "core.survey_margin",
)
"""Every table of answers, and what is joined to them by city: shards of one city are together."""

COLUMN = "city_code"


def distribute(connection: Connection) -> tuple[str, ...]:
    """Distribute what is not distributed yet by `city_code`; returns the tables that were.

    Raises Refusal where the server has no extension citus: everything works there as it is, on one machine.
    """
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_extension where extname = 'citus')")
        ((is_there,),) = cursor.fetchall()
        if not is_there:
            raise Refusal(
                "This PostgreSQL has no extension citus, so the survey stays on one machine, where all of it works. "
                "To distribute it, install Citus on every node, run `create extension citus` as administrator, add the "
                "workers (citus_add_node), and run this again as the owner of the tables."
            )
        cursor.execute("select logicalrelid::regclass::text from pg_dist_partition")
        known = {name for (name,) in cursor.fetchall()}
        made = tuple(table for table in TABLES if table not in known)
        for table in made:
            cursor.execute("select create_distributed_table(%s, %s)", (table, COLUMN))
    return made
