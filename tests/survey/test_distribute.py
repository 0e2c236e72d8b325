"""Without Citus nothing is distributed, and that is said."""

import pytest
from psycopg2.extensions import connection as Connection

from rkci.refusal import Refusal
from rkci.survey import distribute


def test_where_citus_is_not_it_is_said_what_to_do(connection: Connection) -> None:
    with pytest.raises(Refusal, match="create extension citus"):
        distribute.distribute(connection)


def test_every_distributed_table_has_its_city_in_every_unique_key(connection: Connection) -> None:
    """Citus demands it of a distributed table."""
    with connection.cursor() as cursor:
        for table in distribute.TABLES:
            cursor.execute(
                "select count(*) from pg_index where indrelid = %s::regclass and indisunique and not exists ("
                " select from pg_attribute where attrelid = indrelid and attname = %s and attnum = any(indkey))",
                (table, distribute.COLUMN),
            )
            assert cursor.fetchall() == [(0,)]
