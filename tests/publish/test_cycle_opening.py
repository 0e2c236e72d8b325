"""Opening cycle 2017 on the real register and populations."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from airflow.sdk.exceptions import AirflowFailException
from psycopg2.extensions import connection as Connection

from rkci import cycles, paths, reference
from rkci import framework as frameworks
from rkci.cycles import CycleError
from rkci.cycles.opening import OpeningError, open_cycle
from rkci.orchestration import context

Rewrite = Callable[..., Path]


@pytest.fixture
def loaded(connection: Connection) -> Connection:
    reference.load(connection)
    reference.accept(connection)
    return connection


def classes(connection: Connection) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select city_code, class_code from core.cycle_city where cycle_year = 2017")
        return dict(cursor.fetchall())


def test_the_93_autonomous_cities_fall_into_three_classes(loaded: Connection) -> None:
    assert open_cycle(loaded, 2017)
    assert Counter(classes(loaded).values()) == {"besar": 14, "sedang": 45, "kecil": 34}
    assert classes(loaded)["1276"] == "sedang"


@pytest.mark.parametrize(
    ("population", "class_code"),
    [(199_999, "kecil"), (200_000, "sedang"), (1_000_000, "sedang"), (1_000_001, "besar")],
)
def test_the_edges_belong_to_sedang(loaded: Connection, population: int, class_code: str) -> None:
    with loaded.cursor() as cursor:
        cursor.execute(
            "update core.population set population = %s where city_code = '1276' and year = 2017", (population,)
        )
    open_cycle(loaded, 2017)
    assert classes(loaded)["1276"] == class_code


def test_a_frozen_population_stays_when_the_reference_changes(loaded: Connection) -> None:
    open_cycle(loaded, 2017)
    with loaded.cursor() as cursor:
        cursor.execute("update core.population set population = 1 where city_code = '1276' and year = 2017")
    assert not open_cycle(loaded, 2017)
    assert classes(loaded)["1276"] == "sedang"


def test_a_city_without_a_population_is_named(loaded: Connection) -> None:
    with loaded.cursor() as cursor:
        cursor.execute("delete from core.population where city_code = '1276' and year = 2017")
    with pytest.raises(OpeningError, match="1276"):
        open_cycle(loaded, 2017)


def test_opening_before_the_reference_is_loaded_says_what_to_do(connection: Connection) -> None:
    with pytest.raises(OpeningError, match="run reference_load first"):
        open_cycle(connection, 2017)


REAL = ("demo: true\n", "")
EARLIER = ('closes: "2017-06-07T00:00"', 'closes: "2017-06-06T00:00"')


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key of the secretariat, which a cycle that is not a demo needs."""
    file = tmp_path / "signing.key"
    file.write_bytes(b"k" * 40)
    monkeypatch.setenv("RKCI_SIGNING_KEY", str(file))


def closes(connection: Connection) -> str:
    """When submissions close: by ops.cycle and by `cycles.of`, which say the same."""
    with connection.cursor() as cursor:
        cursor.execute("select submission_closes_at from ops.cycle")
        ((instant,),) = cursor.fetchall()
    phase = cycles.of(connection, 2017).phases["submission"]
    assert phase.closes == instant
    return f"{phase.closes:%Y-%m-%d %H:%M %Z}"


def test_what_was_frozen_as_final_does_not_change_even_if_the_change_calls_it_a_demo(loaded: Connection) -> None:
    open_cycle(loaded, 2017)
    with loaded.cursor() as cursor:
        cursor.execute("update ops.cycle_framework set status = 'frozen', framework_hash = 'as it was then'")
    with pytest.raises(OpeningError, match=r"rkci-2017, rkci-2017-official\. Neither the framework nor cycle\.yaml"):
        open_cycle(loaded, 2017)


def test_a_changed_calendar_of_a_demo_is_frozen_anew(loaded: Connection, rewrite_calendar: Rewrite) -> None:
    open_cycle(loaded, 2017)
    assert closes(loaded) == "2017-06-07 00:00 WIB"
    rewrite_calendar(EARLIER)
    with pytest.raises(CycleError, match=r"differs from .* in phases\.submission\.closes\. It is a demo: run cycle"):
        cycles.of(loaded, 2017)
    assert open_cycle(loaded, 2017)
    assert closes(loaded) == "2017-06-06 00:00 WIB"
    assert not open_cycle(loaded, 2017)


@pytest.mark.usefixtures("key")
def test_the_calendar_of_a_real_cycle_is_frozen_and_a_change_is_refused_by_its_keys(
    loaded: Connection, rewrite_calendar: Rewrite
) -> None:
    rewrite_calendar(REAL)
    assert open_cycle(loaded, 2017)
    rewrite_calendar(REAL, EARLIER, ("readers: 2", "readers: 3"), ("per_class: 10", "per_class: 12"))
    keys = r"assessment\.readers, phases\.submission\.closes, shortlist\.per_class"
    with pytest.raises(OpeningError, match=keys):
        open_cycle(loaded, 2017)
    with pytest.raises(CycleError, match=f"{keys}. It does not change any more"):
        cycles.of(loaded, 2017)
    rewrite_calendar(REAL, ("# Local time.", "# Local time, as a comment says."), ('"1276"', "1276"))
    assert closes(loaded) == "2017-06-07 00:00 WIB"
    assert not open_cycle(loaded, 2017)


@pytest.mark.usefixtures("key")
def test_a_demo_stays_a_demo_and_a_real_cycle_a_real_one(loaded: Connection, rewrite_calendar: Rewrite) -> None:
    open_cycle(loaded, 2017)
    rewrite_calendar(REAL)
    with pytest.raises(OpeningError, match=r"differs: demo\. .* a demo stays a demo"):
        open_cycle(loaded, 2017)


def test_an_open_cycle_does_not_need_its_file_but_a_file_that_does_not_hold_is_told(
    loaded: Connection, rewrite_calendar: Rewrite
) -> None:
    open_cycle(loaded, 2017)
    file = rewrite_calendar(("readers: 2", "readers: two"))
    with pytest.raises(CycleError, match=r"rkci-2017/cycle\.yaml: assessment\.readers .*whole number"):
        cycles.of(loaded, 2017)
    file.unlink()
    assert closes(loaded) == "2017-06-07 00:00 WIB"


@pytest.mark.usefixtures("key")
def test_a_cycle_that_was_opened_before_calendars_were_kept_gets_the_one_of_its_hash(
    loaded: Connection, rewrite_calendar: Rewrite
) -> None:
    file = rewrite_calendar(REAL)
    open_cycle(loaded, 2017)
    with loaded.cursor() as cursor:
        cursor.execute(
            "update ops.cycle set declaration = null, calendar_hash = %s",
            (hashlib.sha256(file.read_bytes()).hexdigest(),),
        )
    file.write_text(file.read_text().replace("readers: 2", "readers: 3"))
    with pytest.raises(OpeningError, match=r"differs: cycle\.yaml\."):
        open_cycle(loaded, 2017)
    rewrite_calendar(REAL)
    assert open_cycle(loaded, 2017)
    assert cycles.find(loaded, 2017) == replace(cycles.declared(2017), file_hash="")


def test_instants_are_told_in_the_time_zone_that_was_frozen(loaded: Connection, rewrite_calendar: Rewrite) -> None:
    rewrite_calendar(("timezone: Asia/Jakarta", "timezone: Asia/Jayapura"))
    open_cycle(loaded, 2017)
    with loaded.cursor() as cursor:
        cursor.execute("show timezone")
        before = cursor.fetchall()
        cursor.execute("select ops.local_time(submission_closes_at, 2017), ops.cycle_timezone(2017) from ops.cycle")
        assert cursor.fetchall() == [("2017-06-07 00:00 WIT", "Asia/Jayapura")]
        cursor.execute("show timezone")
        assert cursor.fetchall() == before


def test_the_penalty_of_disproved_claims_is_frozen_with_the_cycle(
    loaded: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def frozen() -> dict[str, tuple[int, float, float]]:
        with loaded.cursor() as cursor:
            cursor.execute("select indicator_code, direction, worst, share from core.cycle_penalty")
            return {code: tuple(rest) for code, *rest in cursor.fetchall()}

    open_cycle(loaded, 2017)
    assert frozen() == {}
    folder = shutil.copytree(paths.FRAMEWORKS, tmp_path / "frameworks") / "rkci-2017"
    with (folder / "framework.yaml").open("a", encoding="utf-8") as header:
        header.write("disproved_claims: {method: share, share: 0.25, provenance: assumed}\n")
    with monkeypatch.context() as patched:
        patched.setattr(paths, "FRAMEWORKS", folder.parent)
        assert open_cycle(loaded, 2017)
    claimed = [one for one in frameworks.load("rkci-2017").indicators if one.source == "submitted"]
    assert frozen().keys() == {one.code for one in claimed}
    assert frozen()["e_government_level"] == (1, 1, 0.25)
    assert frozen()["permit_days"] == (-1, 30, 0.25)
    assert open_cycle(loaded, 2017)
    assert frozen() == {}


def test_a_task_of_an_open_cycle_whose_file_differs_is_refused_and_the_one_that_opens_it_goes_on(
    loaded: Connection, writer_url: str, rewrite_calendar: Rewrite, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_cycle(loaded, 2017)
    loaded.commit()
    rewrite_calendar(EARLIER)
    monkeypatch.setattr(context, "warehouse_url", lambda: writer_url)
    run = SimpleNamespace(partition_key="2017")
    monkeypatch.setattr(context, "get_current_context", lambda: {"dag_run": run, "params": {}})
    with pytest.raises(AirflowFailException, match=r"phases\.submission\.closes"), context.warehouse():
        pytest.fail("the task went on")
    with context.warehouse(is_opening=True) as connection:
        assert open_cycle(connection, 2017)
    with context.warehouse() as connection:
        assert not open_cycle(connection, 2017)
