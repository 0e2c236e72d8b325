"""Fixtures of the tests of the statistical audit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from audited import Audit, Case, Row, publish, rows, score
from psycopg2.extensions import connection as Connection


@pytest.fixture
def audit(connection: Connection, tmp_path: Path) -> Audit:
    """Scores and audits a case; what it returns reads a table of the release."""

    def audited(case: Case) -> Callable[..., list[Row]]:
        publish(connection, score(connection, case, tmp_path / "made-up"))
        return lambda table, **key: rows(connection, table, **key)

    return audited
