"""Opening cycle 2017 on the real register and populations."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection

from rkci import framework as frameworks
from rkci import paths, reference
from rkci.ops.cycle_opening import OpeningError, open_cycle


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


def test_what_was_frozen_as_final_does_not_change_even_if_the_change_calls_it_a_demo(loaded: Connection) -> None:
    open_cycle(loaded, 2017)
    with loaded.cursor() as cursor:
        cursor.execute("update ops.cycle_framework set status = 'frozen', framework_hash = 'as it was then'")
    with pytest.raises(OpeningError, match=r"neither the framework nor cycle\.yaml changes any more"):
        open_cycle(loaded, 2017)


def test_a_changed_calendar_of_a_demo_is_frozen_anew(loaded: Connection) -> None:
    open_cycle(loaded, 2017)
    with loaded.cursor() as cursor:
        cursor.execute("update ops.cycle set calendar_hash = 'before', submission_closes_at = submission_opens_at")
    assert open_cycle(loaded, 2017)
    with loaded.cursor() as cursor:
        cursor.execute("select submission_closes_at > submission_opens_at from ops.cycle")
        assert cursor.fetchall() == [(True,)]


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
