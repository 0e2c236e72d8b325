"""Airflow's own database is migrated where that may change something, and not at every start."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from rkci.database import embedded
from rkci.ops import supervisor


@pytest.fixture
def airflow_database(warehouse: str) -> Iterator[str]:
    name = f"airflow_of_{warehouse.rsplit('/', 1)[1]}"
    embedded.create_database(name)
    yield embedded.url("rkci_owner", name)
    embedded.drop_database(name)


def test_airflow_is_migrated_until_its_database_is_at_the_version_of_the_packages_that_are_installed(
    airflow_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, ran, mark = tmp_path / "airflow", tmp_path / "ran", tmp_path / "migrated.json"
    program.write_text(f'#!/bin/sh\necho "$@" >> {ran}\n')
    program.chmod(0o755)
    monkeypatch.setattr(supervisor, "AIRFLOW", str(program))
    monkeypatch.setenv(
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", airflow_database.replace("postgresql://", "postgresql+psycopg2://", 1)
    )

    def runs() -> int:
        ran.write_text("")
        supervisor.migrate_airflow(mark)
        assert set(ran.read_text().splitlines()) <= {"db migrate"}
        return len(ran.read_text().splitlines())

    assert [runs(), runs()] == [1, 1], "no table says at which version the database is"
    with closing(psycopg2.connect(airflow_database)) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute("create table alembic_version (version_num text); insert into alembic_version values ('a1')")
        assert [runs(), runs(), runs()] == [1, 0, 0]
        cursor.execute("update alembic_version set version_num = 'a2'")
        assert [runs(), runs()] == [1, 0], "somebody else migrated it"
        mark.write_text(mark.read_text().replace("apache-airflow-core ", "apache-airflow-core 0."))
        assert [runs(), runs()] == [1, 0], "another version is installed"
    monkeypatch.setenv("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "sqlite:////tmp/airflow.db")
    assert [runs(), runs()] == [1, 1], "what cannot be asked is migrated"
