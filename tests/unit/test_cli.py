"""The console script `rkci`, as it is installed."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from rkci import paths
from rkci.cli import session
from rkci.database import embedded

RKCI = str(Path(sys.executable).with_name("rkci"))


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "RKCI_OWNER_URL"} | variables
    return subprocess.run([RKCI, *arguments], capture_output=True, text=True, check=False, env=environment)


def test_help_names_every_command() -> None:
    told = run("--help").stdout
    assert "simulate" in told
    assert "score" in told


def test_a_cycle_that_nobody_declared_is_refused_in_words(tmp_path: Path) -> None:
    done = run("simulate", "--cycle", "2031", "--seed", "1", "--out", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("No include/frameworks/*/cycle.yaml declares a cycle 2031; there are 2017")
    assert "Traceback" not in done.stderr


def test_score_writes_every_step_with_17_significant_digits(writer_url: str, tmp_path: Path) -> None:
    (tmp_path / "values.csv").write_text("unit,indicator,value\na,doctors,1\na,deaths,20\na,income,333.3\n")
    (tmp_path / "units.csv").write_text("unit,name,size\na,Unit a,small\n")
    done = run(
        "score", "--framework", str(paths.ROOT / "tests/scoring/tiny"), "--values", str(tmp_path / "values.csv"),
        "--units", str(tmp_path / "units.csv"), "--out", str(tmp_path / "out"), AIRFLOW_CONN_RKCI=writer_url,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    steps = {"selected", "denominated", "screened", "imputed", "treated", "treatment_log", "normalised"}
    scores = {"scores", "ranks", "contributions"}
    assert steps | scores <= {file.stem for file in (tmp_path / "out").iterdir()}
    assert "a,income,333.30000000000001" in (tmp_path / "out" / "selected.csv").read_text()


@pytest.fixture
def at_revision(database: str) -> Iterator[Callable[[str], None]]:
    """Writes another revision or other parts into the warehouse, until the test ends."""
    with closing(psycopg2.connect(database)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("select version_num, content_hash from public.schema_revision, public.schema_part")
        (before,) = cursor.fetchall()

    def write(revision: str, parts: str) -> None:
        with closing(psycopg2.connect(database)) as connection, connection, connection.cursor() as cursor:
            cursor.execute("update public.schema_revision set version_num = %s", (revision,))
            cursor.execute("update public.schema_part set content_hash = %s", (parts,))

    yield lambda revision, parts="other": write(revision or before[0], parts)
    write(*before)


@pytest.mark.parametrize(
    ("revision", "told"),
    [
        ("0042_kept", r"is at revision 0042_kept, of before version 0\.5\.0.* docs/runbook\.md"),
        ("9999_later", r"is at revision 9999_later, which this code does not know .* Use that version"),
        ("", r"is at revision \d{4}_\w+, but its functions, views and rights are not those .* run `rkci migrate`"),
    ],
    ids=["before the baseline", "ahead", "other parts"],
)
@pytest.mark.parametrize(
    "command",
    ["intake-status --cycle 2017", "exclude-city --cycle 2017 --city 1276 --reason r --by b"],
    ids=["reads", "writes"],
)
def test_a_command_on_another_schema_says_so_and_migrates_nothing(
    database: str, writer_url: str, at_revision: Callable[..., None], command: str, revision: str, told: str
) -> None:
    at_revision(revision)
    done = run(*command.split(), AIRFLOW_CONN_RKCI=writer_url)
    assert done.returncode == 1
    assert re.search(told, done.stderr)
    assert "Traceback" not in done.stderr
    if revision:
        with closing(psycopg2.connect(database)) as connection, connection.cursor() as cursor:
            cursor.execute("select version_num from public.schema_revision")
            assert cursor.fetchall() == [(revision,)]


def test_a_command_works_where_the_owner_is_not_known_and_migrate_asks_for_it(writer_url: str) -> None:
    done = run("intake-status", "--cycle", "2017", AIRFLOW_CONN_RKCI=writer_url)
    assert done.returncode == 0, done.stderr
    assert "Tickets: none" in done.stdout
    for command in ("migrate", "distribute"):
        refused = run(command, AIRFLOW_CONN_RKCI=writer_url)
        assert refused.returncode == 1
        assert "rkci_writer does not own the warehouse" in refused.stderr
        assert "RKCI_OWNER_URL" in refused.stderr
        assert "Traceback" not in refused.stderr


def test_migrate_brings_the_warehouse_to_the_schema_of_the_code(
    database: str, writer_url: str, at_revision: Callable[..., None]
) -> None:
    at_revision("", "older")
    done = run("migrate", AIRFLOW_CONN_RKCI=writer_url, RKCI_OWNER_URL=database)
    assert done.returncode == 0, done.stderr
    assert re.match(r"The warehouse was at revision (\d{4}_\w+) and is at \1", done.stdout)
    assert run("intake-status", "--cycle", "2017", AIRFLOW_CONN_RKCI=writer_url).returncode == 0


def test_a_warehouse_without_any_schema_is_told_so_and_never_set_up_in_passing(writer_url: str) -> None:
    name = f"rkci_empty_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    embedded.create_database(name)
    try:
        done = run("survey-flags", "--cycle", "2017", AIRFLOW_CONN_RKCI=embedded.url("rkci_writer", name))
    finally:
        embedded.drop_database(name)
    assert done.returncode == 1
    assert "has no schema yet" in done.stderr
    assert "rkci migrate" in done.stderr


def test_a_warehouse_that_is_not_there_is_said_without_its_password() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"postgresql://rkci_writer:letmein@127.0.0.1:{closed.getsockname()[1]}/rkci"
        done = run("survey-flags", "--cycle", "2017", AIRFLOW_CONN_RKCI=url)
    assert done.returncode == 1
    assert "The warehouse cannot be reached" in done.stderr
    assert "letmein" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reading_command_cannot_write(writer_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_RKCI", writer_url)
    with (
        session.reading() as connection,
        connection.cursor() as cursor,
        pytest.raises(psycopg2.errors.ReadOnlySqlTransaction),
    ):
        cursor.execute("delete from staging.population")


def test_every_command_reaches_the_warehouse_by_its_session_and_shares_its_option_for_the_cycle() -> None:
    for file in (paths.PLUGINS / "rkci" / "cli").glob("*.py"):
        if file.name != "session.py":
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"database\.connection|database import .*migrate|owner_url", text), file.name
            assert "Year of the cycle, for example" not in text, file.name
