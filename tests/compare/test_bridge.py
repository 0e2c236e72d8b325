"""Bridges, improvement apart from achievement, and the ledger of class changes, by hand (see small_world)."""

import pytest
from small_world import Rkci, World, publish, rows

from rkci.refusal import Refusal
from rkci.scoring.bridge import bridge


@pytest.fixture
def two_cycles(world: World) -> World:
    """2017 published under `tiny`, 2019 under `tiny-2019`."""
    world.framework("tiny-2019", indicators_csv=(",,0,4,", ",,0,8,"))
    world.open(2017, "tiny")
    publish(world.connection, 2017)
    world.open(2019, "tiny-2019")
    publish(world.connection, 2019)
    world.connection.commit()
    return world


def test_an_older_cycle_is_scored_by_the_tree_and_goalposts_of_a_newer_framework(two_cycles: World) -> None:
    made = bridge(two_cycles.connection, 2017, "tiny-2019")
    scores = {row["unit_code"]: row["score_after"] for row in made.moves}
    assert scores == {
        "1271": pytest.approx(48.875),  # doctors 3 of 8: 37.5; health 48.125; 0.6 x 48.125 + 0.4 x 50
        "1275": pytest.approx(47.5),  # doctors 12.5; 0.6 x 12.5 + 40
        "1276": pytest.approx(38.75),  # doctors 25, deaths 50: 31.25; 18.75 + 20
        "1277": 0,
    }
    assert made.never_had == []
    kept = rows(two_cycles.connection, f"select kind, cycle_year from scoring.run where run_id = {made.run_id}")
    assert kept == [("bridge", 2017)]


def test_a_bridge_that_is_made_again_replaces_the_one_before(two_cycles: World) -> None:
    before = rows(two_cycles.connection, "select count(*) from scoring.run")
    first = bridge(two_cycles.connection, 2017, "tiny-2019")
    second = bridge(two_cycles.connection, 2017, "tiny-2019")
    assert first.run_id != second.run_id
    assert rows(two_cycles.connection, "select count(*) from scoring.run") == [(before[0][0] + 1,)]


def test_indicators_that_the_older_cycle_never_had_are_counted_and_said(two_cycles: World, rkci: Rkci) -> None:
    two_cycles.framework("tiny-2021", indicators_csv=("deaths,health,Kematian,Deaths", "teeth,health,Gigi,Teeth"))
    done = rkci("bridge", "--cycle", 2017, "--framework", "tiny-2021")
    assert done.exit_code == 0, done.output
    assert "1 of 3 indicators were never had in 2017 and are missing\n  teeth: Teeth\n" in done.output
    assert "3 of 4 cities have a rank under it" in done.output
    assert "85 %" in done.output


def test_a_cycle_with_nothing_that_the_framework_asks_for_is_refused(two_cycles: World) -> None:
    folder = two_cycles.framework("other")
    text = (folder / "indicators.csv").read_text()
    for code in ("doctors", "deaths", "income"):
        text = text.replace(f"{code},", f"other_{code},", 1)
    (folder / "indicators.csv").write_text(text)
    with pytest.raises(Refusal, match="Cycle 2017 has no value of any of the 3 indicators of other"):
        bridge(two_cycles.connection, 2017, "other")


def test_a_bridge_never_reaches_mart(two_cycles: World) -> None:
    before = rows(two_cycles.connection, "select * from mart.ranking order by release_id, city_code")
    bridge(two_cycles.connection, 2017, "tiny-2019")
    assert rows(two_cycles.connection, "select * from mart.ranking order by release_id, city_code") == before


def test_improvement_is_apart_from_achievement_and_rests_on_what_both_cycles_have(two_cycles: World) -> None:
    found = rows(
        two_cycles.connection,
        "select city_code, class_code, earlier_class_code, rank_in_class, improvement_rank_in_class, score,"
        " common_pct, earlier_common_score, common_score, improvement"
        " from mart.current_improvement where cycle_year = 2019 and earlier_cycle_year = 2017 order by city_code",
    )
    assert found == [
        # all three in both years
        ("1271", "sedang", "sedang", 3, 2, *map(pytest.approx, (54.5, 100, 48.875, 54.5, 5.625))),
        # no deaths in 2017: doctors 12.5 -> 50, income 100 -> 100
        ("1275", "sedang", "sedang", 2, 1, *map(pytest.approx, (70, 85, 47.5, 70, 22.5))),
        # no doctors in 2019: deaths and income, 50 in both
        ("1276", "sedang", "sedang", 4, 3, *map(pytest.approx, (50, 55, 50, 50, 0))),
        # income alone covers too little
        ("1277", "sedang", "kecil", 1, None, *map(pytest.approx, (100, 40, 0, 100)), None),
    ]


def test_a_first_cycle_and_a_framework_that_scales_by_the_cities_at_hand_have_no_improvement(world: World) -> None:
    world.framework("minmax", framework_yaml=("method: goalposts", "method: minmax"))
    world.open(2017, "tiny")
    publish(world.connection, 2017)
    world.open(2019, "minmax")
    publish(world.connection, 2019)
    assert rows(world.connection, "select count(*) from mart.improvement") == [(0,)]
    assert rows(world.connection, "select count(*) from mart.release") == [(2,)]


def test_publishing_again_with_an_earlier_cycle_makes_no_new_revision(two_cycles: World) -> None:
    assert publish(two_cycles.connection, 2019) == ["2019-tiny-2019-r1"]
    runs = rows(two_cycles.connection, "select kind, cycle_year from scoring.run where kind = 'bridge' order by 2")
    assert runs == [("bridge", 2017), ("bridge", 2019)]


def test_an_erratum_of_the_earlier_cycle_makes_a_new_revision_of_the_later_one(two_cycles: World) -> None:
    with two_cycles.connection.cursor() as cursor:
        cursor.execute(
            "update core.official_statistic set value = 2 where city_code = '1275' and indicator_code = 'doctors'"
            " and year = 2017"
        )
    assert publish(two_cycles.connection, 2019) == ["2019-tiny-2019-r2"]


def test_the_ledger_of_class_changes_names_both_classes_and_populations(two_cycles: World) -> None:
    assert rows(two_cycles.connection, "select * from core.class_change") == [
        ("1277", "Kota Padang Sidempuan", 2017, "kecil", 100_000, 2017, "made", 2019, "sedang", 300_000, 2019, "made")
    ]
