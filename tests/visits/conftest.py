"""A cycle of few cities, scored by hand."""

import pytest
from psycopg2.extensions import connection as Connection
from scored import SCORES, open_cycle, score


@pytest.fixture
def scored(connection: Connection) -> Connection:
    """Cycle 2017 with a run of thirteen cities of class sedang, 1101 first, and two of class kecil."""
    open_cycle(connection)
    score(connection, dict(SCORES))
    return connection
