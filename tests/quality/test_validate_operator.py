"""The task of a layer: light to parse, all suites before it fails, ids and counts in XCom."""

import subprocess
import sys
from contextlib import closing
from types import SimpleNamespace
from typing import Any

import psycopg2
import pytest
from airflow.sdk.exceptions import AirflowFailException

from rkci.orchestration import validate_operator
from rkci.orchestration.validate_operator import ValidateOperator


@pytest.fixture
def context(writer_url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(validate_operator, "warehouse_url", lambda: writer_url)
    return {"dag_run": SimpleNamespace(partition_key="2017"), "params": {}}


def test_parsing_a_dag_with_it_imports_neither_great_expectations_nor_pandas() -> None:
    code = (
        "import sys; from rkci.orchestration.validate_operator import ValidateOperator; "
        "ValidateOperator(task_id='validate', suites=['city']); "
        "print(sorted({'great_expectations', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_it_returns_ids_and_counts_only(context: dict[str, Any], database: str) -> None:
    with closing(psycopg2.connect(database)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(
            "insert into staging.submission_value values (2017, 'abc', '1276/a.xlsx', 'Ekonomi', 1, 'E1', '1276',"
            " 'nothing', '4', 4, 'reported', 'plain', '2016', 2016, 'Dinas', 'laporan', null, true)"
        )
    task = ValidateOperator(task_id="validate", suites=["submission", "submission_value"])
    assert task.execute(context) == [
        {"suite": "submission", "validation_id": 1, "outcome": "passed", "rules_failed": 0, "rows_failed": 0},
        {"suite": "submission_value", "validation_id": 2, "outcome": "rejected", "rules_failed": 1, "rows_failed": 1},
    ]


def test_it_runs_all_suites_and_then_fails_without_retry_naming_every_rule(context: dict[str, Any]) -> None:
    task = ValidateOperator(task_id="validate", suites=["city", "population"], uses_cycle=False)
    with pytest.raises(AirflowFailException) as failed:
        task.execute({})
    assert "city.rows (critical, failed, 0 rows)" in str(failed.value)
    assert "population.rows (critical, failed, 0 rows)" in str(failed.value)
    assert "observed 0" in str(failed.value)
