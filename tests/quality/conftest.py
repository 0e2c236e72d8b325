"""Fixtures of the validation tests."""

import pytest
from suite_cases import Checked, check


@pytest.fixture
def checked(request: pytest.FixtureRequest, database: str, writer_url: str) -> Checked:
    """The suite named by the test's parameter, run over its cases."""
    return check(database, writer_url, request.param)
