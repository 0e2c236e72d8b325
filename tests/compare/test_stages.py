"""Final scoring in two stages, on the small world: every number of it computed by hand.

Nominees are 1275 and 1276; 1271, the best of the first stage, was excluded. Beside small_world.py:

| city | nominee | evidence | health | index |
|---|---|---|---|---|
| 1275 | yes | survey: deaths 10 (100) | 43.75 | 66.25 (first 55: survey 0.15 x (100 - 55), the rest is shared again) |
| 1276 | yes | visit: doctors 1 (25 in place of 50) | 31.25 | 38.75 (first 50: visit 0.45 x (25 - 50)) |
| 1271 | no | survey: doctors 0, which does not count | 76.25 | 65.75 |
"""

import pytest
from psycopg2.extensions import connection as Connection
from small_world import Rkci, World, publish, rows

from rkci.publish.release import build
from rkci.quality.validate import validate
from rkci.scoring.run import ScoringError, score_cycle
from rkci.scoring.uncertainty.simulate import simulate_newest

NOMINEES_ONLY = "nominees_only: [visit, survey]\n  max_age_years: 0"
UNCERTAIN = "uncertainty: {draws: 100, seed: 1, weight_noise: 1, provenance: hand-made}\n"


@pytest.fixture
def staged(world: World) -> World:
    """Cycle 2017 under a framework of two stages, with survey and visits; nobody is a nominee yet."""
    folder = world.framework("staged")
    file = folder / "framework.yaml"
    file.write_text(file.read_text().replace("max_age_years: 0", NOMINEES_ONLY) + UNCERTAIN)
    world.open(2017, "staged")
    for city, indicator, origin, value in (
        ("1275", "deaths", "survey", 10), ("1271", "doctors", "survey", 0), ("1276", "doctors", "visit", 1),
    ):  # fmt: skip
        with world.connection.cursor() as cursor:
            cursor.execute(
                "insert into core.indicator_value (cycle_year, city_code, indicator_code, origin, value, status, year,"
                " is_simulated, file_hash) values (2017, %s, %s, %s, %s, 'reported', 2017, false, 'file')",
                (city, indicator, origin, value),
            )
    return world


def nominate(connection: Connection, *cities: str) -> None:
    with connection.cursor() as cursor:
        for place, city in enumerate(cities, start=1):
            cursor.execute("insert into core.nominee values (2017, %s, 'sedang', %s, 50, 1, 2, 1)", (city, place))


RANKING = (
    "select city_code, is_nominee, first_stage_score, first_stage_rank_in_class, score, rank_in_class, rank_overall"
    " from mart.current_ranking where class_code = 'sedang' order by rank_in_class"
)


def close(found: list[tuple], expected: list[tuple]) -> None:
    assert len(found) == len(expected)
    for row, wanted in zip(found, expected, strict=True):
        assert list(row) == [pytest.approx(one) if isinstance(one, float) else one for one in wanted]


def test_nominees_are_ranked_on_all_evidence_and_the_others_keep_their_place_after_them(staged: World) -> None:
    nominate(staged.connection, "1275", "1276")
    publish(staged.connection, 2017)
    close(
        rows(staged.connection, RANKING),
        [
            ("1275", True, 55.0, 2, 66.25, 1, 1),
            ("1276", True, 50.0, 3, 38.75, 2, 2),
            ("1271", False, 65.75, 1, 65.75, 3, 3),
        ],
    )
    origins = "select city_code, origin from mart.current_indicator_value where origin <> 'official' order by 1"
    assert rows(staged.connection, origins) == [("1275", "survey"), ("1276", "visit")]


def test_the_release_says_what_changed_between_the_stages(staged: World) -> None:
    nominate(staged.connection, "1275", "1276")
    publish(staged.connection, 2017)
    changes = (
        "select city_code, score_change, survey_points, visit_points, other_points, first_stage_rank_in_class,"
        " rank_in_class from mart.current_stage_change where class_code = 'sedang' order by city_code"
    )
    close(
        rows(staged.connection, changes),
        [
            ("1271", 0.0, 0.0, 0.0, 0.0, 1, 3),
            ("1275", 11.25, 6.75, 0.0, 4.5, 2, 1),
            ("1276", -11.25, 0.0, -11.25, 0.0, 3, 2),
        ],
    )


def test_before_there_are_nominees_there_is_one_stage_and_everything_counts_for_all(staged: World) -> None:
    publish(staged.connection, 2017)
    survey = "select score from mart.current_ranking where city_code = '1271'"  # doctors 0, deaths 20: health 20
    close(rows(staged.connection, survey), [(0.6 * 20 + 0.4 * 50,)])
    assert rows(staged.connection, "select count(*) from mart.stage_change") == [(0,)]
    told = "select distinct is_nominee, first_stage_score, first_stage_rank_in_class from mart.ranking"
    assert rows(staged.connection, told) == [(False, None, None)]
    assert rows(staged.connection, "select distinct kind from scoring.run") == [("cycle",)]


def test_a_framework_without_evidence_of_nominees_alone_has_one_stage(world: World) -> None:
    world.open(2017, "tiny")
    publish(world.connection, 2017)
    before = rows(world.connection, "select content_hash from mart.release where state = 'current'")
    nominate(world.connection, "1275", "1276")
    publish(world.connection, 2017)
    assert rows(world.connection, "select content_hash from mart.release where state = 'current'") == before


def test_a_new_run_replaces_both_stages_but_not_those_of_a_release(staged: World) -> None:
    nominate(staged.connection, "1275")
    publish(staged.connection, 2017)
    for _ in range(2):
        score_cycle(staged.connection, 2017, "staged")
    kinds = "select kind, count(*) from scoring.run group by kind order by kind"
    assert rows(staged.connection, kinds) == [("cycle", 2), ("first_stage", 2)]
    linked = "select count(first_run_id) from scoring.run join mart.release using (run_id)"
    assert rows(staged.connection, linked) == [(1,)]


def test_the_intervals_of_nominees_are_among_nominees_and_those_of_the_others_after_them(staged: World) -> None:
    nominate(staged.connection, "1275", "1276")
    score_cycle(staged.connection, 2017, "staged")
    simulate_newest(staged.connection, 2017, "staged")
    drawn = (
        "select unit_code, rank_low, rank_high, p_beats_next, tie_group, places"
        " from scoring.uncertainty_unit where group_column = 'overall'"
    )
    found = {row[0]: row[1:] for row in rows(staged.connection, drawn)}
    assert found["1271"] == (3, 3, None, found["1276"][3] + 1, [3])
    assert {place for city in ("1275", "1276") for place in found[city][4]} <= {1, 2}
    assert found["1276"][2] is None
    assert found["1275"][2] is not None


def test_the_rules_of_scores_and_releases_hold_in_two_stages(staged: World, database: str) -> None:
    nominate(staged.connection, "1275", "1276")
    score_cycle(staged.connection, 2017, "staged")
    build(staged.connection, 2017, "staged")
    staged.connection.commit()
    for suite in ("scoring_run", "score", "rank", "contribution", "ranking", "indicator_value"):
        outcome = validate(database, suite, 2017)
        failed = {failure.finding.rule.rule_id for failure in outcome.failures}
        assert not failed & {"rank.place_as_counted", "ranking.place_as_counted", "ranking.origins_add_up"}, failed
        assert not outcome.rules_crashed


@pytest.mark.parametrize("city", ["1275", "1271"])
def test_explain_adds_up_and_says_the_stage(staged: World, rkci: Rkci, city: str) -> None:
    nominate(staged.connection, "1275", "1276")
    publish(staged.connection, 2017)
    staged.connection.commit()
    told = rkci("explain", "--cycle", 2017, "--city", city)
    assert told.exit_code == 0, told.output
    words = " ".join(told.output.split())
    if city == "1275":
        assert "nominee: survey and visits count" in words
        assert "first stage: score 55, rank 2 in class sedang" in words
        assert "score 66.25" in words
        assert "citizen survey" in words
    else:
        assert "not a nominee: it keeps its rank of the first stage" in words
        assert "score 65.75" in words
        assert "citizen survey" not in words


def test_a_framework_that_scales_by_the_cities_at_hand_is_refused_where_it_moves_the_others(staged: World) -> None:
    nominate(staged.connection, "1275")
    file = staged.folder / "staged" / "framework.yaml"
    file.write_text(file.read_text().replace("method: goalposts", "method: minmax"))
    staged.open(2017, "staged")
    with pytest.raises(ScoringError, match=r"Kota Sibolga: .* first, .* with the nominees"):
        score_cycle(staged.connection, 2017, "staged")
