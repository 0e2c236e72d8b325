"""What every test may ask for: a real PostgreSQL, a database of its own per worker, empty for each test.

The server is an embedded one of the tests' own, under `.local/tests` (or `RKCI_TESTS`, for two sessions at once);
it is stopped when the session ends.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from hypothesis import HealthCheck, settings
from psycopg2.extensions import connection as Connection

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("RKCI_TESTS", ROOT / ".local" / "tests"))
for name in list(os.environ):  # nothing that the caller's shell says of another stack or server counts here
    if name.startswith(("RKCI_", "AIRFLOW_", "PG")) and name not in ("RKCI_TESTS", "RKCI_FUZZ", "RKCI_REQUIRE_ALL"):
        del os.environ[name]
os.environ["RKCI_LOCAL"] = str(HOME)
os.environ["RKCI_BUILD"] = str(HOME / "build")
os.environ["AIRFLOW_HOME"] = str(HOME / "airflow")
os.environ["GX_ANALYTICS_ENABLED"] = "false"

from rkci import paths  # noqa: E402
from rkci.database import embedded, migrate  # noqa: E402
from rkci.database.engine import opened  # noqa: E402
from rkci.intake.lists import ListIngest  # noqa: E402
from rkci.quality.validate import validate  # noqa: E402

# no example fails for being slow, and every run sees the same ones: `make fuzz` looks for new ones
settings.register_profile(
    "rkci",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("rkci")

WORTH_TRUNCATING = 65536
"""Bytes of a table from which on truncating it, which makes new files, is quicker than deleting its rows."""
OURS = (["raw", "staging", "core", "scoring", "mart", "quality", "ops"],)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput") and not session.config.option.collectonly:
        embedded.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Random order, but the whole demo first, and the other stacks after it: they take longest, and no worker is to
    wait for them at the end. While they wait for a scheduler, others compute: hence three workers on two cores."""
    items.sort(key=lambda item: ("end_to_end" not in item.path.parts, item.path.stem != "test_demo_cycle"))


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes get a name by their place and not by themselves, which may hold the time: every worker must know a test by
    the same name."""
    return "bytes" if isinstance(val, bytes) else None


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Under RKCI_REQUIRE_ALL=1, as in continuous integration, a skip is a failure."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.skipped and os.environ.get("RKCI_REQUIRE_ALL") == "1":
        report.outcome = "failed"


@pytest.fixture
def take_in_list(database: str) -> Callable[[ListIngest, Connection], bool]:
    """The whole of the Dag of a list, task by task; returns whether there was anything to do."""

    def taken(of: ListIngest, connection: Connection) -> bool:
        needs = of.receive(connection, 2017)
        of.read_files(connection, 2017)
        of.stage(connection, 2017)
        connection.commit()
        for suite in of.suites:
            outcome = validate(database, suite, 2017)
            assert not outcome.is_stop, str(outcome)
        of.accept(connection, 2017)
        connection.commit()
        return needs

    return taken


@pytest.fixture(scope="session")
def warehouse() -> Iterator[str]:
    """Owner's URL of a migrated database of this worker's own."""
    name = f"rkci_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    embedded.start()
    embedded.create_database(name)
    url = embedded.url("rkci_owner", name)
    migrate.upgrade(url)
    yield url
    embedded.drop_database(name)


@pytest.fixture
def database(warehouse: str) -> str:
    """Owner's URL of the worker's database with every table empty and every number at its start."""
    administrator = embedded.url("postgres", warehouse.rsplit("/", 1)[1])
    with closing(psycopg2.connect(administrator)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(
            "select name, bytes > %s from (select format('%%I.%%I', schemaname, tablename) as name from pg_tables"
            " where schemaname = any(%s)) as ours, lateral pg_relation_size(name::regclass) as bytes where bytes > 0",
            (WORTH_TRUNCATING, *OURS),
        )
        written = cursor.fetchall()
        # of what refuses changes, and of what is referred to, too: nothing of ours stays
        cursor.execute("set local session_replication_role = replica")
        if small := [name for name, is_big in written if not is_big]:
            cursor.execute(";".join(f"delete from {name}" for name in small))
        if big := [name for name, is_big in written if is_big]:
            cursor.execute(f"truncate {', '.join(big)} cascade")
        cursor.execute(
            "select setval(format('%%I.%%I', schemaname, sequencename)::regclass, start_value, false) from pg_sequences"
            " where last_value is not null and schemaname = any(%s)",
            OURS,
        )
    return warehouse


@pytest.fixture
def connection(database: str) -> Iterator[Connection]:
    """The owner's connection to the empty database; the test commits if it wants others to see."""
    with opened(database) as session:
        yield session


@pytest.fixture
def rewrite_calendar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Called with pairs of texts (before, after), edits cycle.yaml in a copy of include/frameworks, which is then read
    in its place; every call begins from the project's own. Returns the file."""
    shipped, copy = paths.FRAMEWORKS, tmp_path / "frameworks"

    def rewrite(*changes: tuple[str, str]) -> Path:
        shutil.copytree(shipped, copy, dirs_exist_ok=True)
        file = copy / "rkci-2017" / "cycle.yaml"
        text = file.read_text(encoding="utf-8")
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        file.write_text(text, encoding="utf-8")
        monkeypatch.setattr(paths, "FRAMEWORKS", copy)
        return file

    return rewrite


@pytest.fixture
def writer_url(database: str) -> str:
    """URL of the same database for the role that Dags use."""
    return embedded.url("rkci_writer", database.rsplit("/", 1)[1])


@pytest.fixture
def bi_url(database: str) -> str:
    """URL of the same database for the role that BI tools use."""
    return embedded.url("rkci_bi", database.rsplit("/", 1)[1])
