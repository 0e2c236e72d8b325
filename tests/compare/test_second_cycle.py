"""A second cycle on the real statistics of 2019: rkci-2017-official as an edition of its own."""

import csv
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection
from small_world import publish, rows

from rkci import paths
from rkci.cycles.opening import open_cycle
from rkci.publish.difference import difference
from rkci.scoring.bridge import bridge

EDITION = "rkci-2019-official"


@pytest.fixture
def second(demo: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Connection:
    """2017 and 2019 published, both of real official statistics."""
    publish(demo, 2017)
    folder = tmp_path / "frameworks"
    for framework_id, source in ((EDITION, "rkci-2017-official"), ("rkci-2017", "rkci-2017")):
        (folder / framework_id).mkdir(parents=True)
        for name in ("framework.yaml", "tree.csv", "indicators.csv"):
            (folder / framework_id / name).write_bytes((paths.FRAMEWORKS / source / name).read_bytes())
    calendar = (paths.FRAMEWORKS / "rkci-2017" / "cycle.yaml").read_text()
    calendar = calendar.replace("cycle_year: 2017", "cycle_year: 2019").replace("year: 2017", "year: 2019")
    calendar = calendar.replace("frameworks: [rkci-2017, rkci-2017-official]", f"frameworks: [{EDITION}]")
    (folder / EDITION / "cycle.yaml").write_text(calendar)
    monkeypatch.setattr(paths, "FRAMEWORKS", folder)
    open_cycle(demo, 2019)
    publish(demo, 2019)
    return demo


def class_of(population: float) -> str:
    return "besar" if population > 1_000_000 else "kecil" if population < 200_000 else "sedang"


def test_a_bridge_under_the_same_method_gives_the_very_scores(second: Connection) -> None:
    made = bridge(second, 2017, EDITION)
    own = rows(
        second, "select city_code, score from mart.current_ranking where framework_id = 'rkci-2017-official' order by 1"
    )
    assert sorted((row["unit_code"], row["score_after"]) for row in made.moves) == own


def test_every_city_has_its_improvement_on_what_both_cycles_have(second: Connection) -> None:
    found = rows(
        second,
        "select i.improvement, i.common_score - i.earlier_common_score, i.score - i.common_score, common_pct,"
        " improvement_rank_in_class from mart.current_improvement as i where cycle_year = 2019",
    )
    assert len(found) == 93
    assert all(improvement == expected for improvement, expected, _, _, _ in found)
    shares = sorted(share for _, _, _, share, _ in found)
    assert shares[0] == pytest.approx(97.2, abs=1e-3)  # Kota Bima has no income per head in 2017
    assert shares[1:] == [pytest.approx(100)] * 92
    assert sum(place == 1 for _, _, _, _, place in found) == 3
    assert 0 < sum(improvement > 0 for improvement, *_ in found) <= 93


def test_class_changes_are_those_of_the_frozen_populations(second: Connection) -> None:
    populations: dict[tuple[str, str], float] = {}
    with (paths.REFERENCE / "populations.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            populations[row["city_code"], row["year"]] = float(row["population"])
    autonomous = [code for (code,) in rows(second, "select city_code from core.city where is_autonomous")]
    classes = {code: (class_of(populations[code, "2017"]), class_of(populations[code, "2019"])) for code in autonomous}
    expected = {(code, *both) for code, both in classes.items() if both[0] != both[1]}
    assert set(rows(second, "select city_code, from_class_code, to_class_code from core.class_change")) == expected


def test_the_difference_between_the_two_cycles_adds_up(second: Connection) -> None:
    told = difference(second, "2017-rkci-2017-official-r1", f"2019-{EDITION}-r1")
    assert told.unexplained <= 1e-9
    causes = {row["cause"] for row in told.rows} - {None}
    assert "datum" in causes
    assert causes <= {"datum", "imputation"}
