"""A case scored on the empty database of the test."""

from itertools import count
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection
from small_runs import Case, Simulated, scored


@pytest.fixture
def score(connection: Connection, tmp_path: Path) -> Simulated:
    numbers = count()

    def run(case: Case) -> int:
        return scored(connection, tmp_path / f"made{next(numbers)}", case)

    return run
