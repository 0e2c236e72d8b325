"""`rkci` as its console script runs it, on the database of the test, and a folder to score."""

import sys
from pathlib import Path

import pytest
from made import Lab, Rkci, Said

from rkci.cli import main


@pytest.fixture
def rkci(database: str, writer_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Rkci:
    """Runs a command to its exit code; what would be a traceback there is an exception here."""
    monkeypatch.setenv("AIRFLOW_CONN_RKCI", writer_url)

    def run(*arguments: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["rkci", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        return Said(int(left.value.code or 0), *capsys.readouterr())

    return run


@pytest.fixture
def lab(rkci: Rkci, tmp_path: Path) -> Lab:
    return Lab(tmp_path, rkci)
