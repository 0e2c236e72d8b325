"""The survey's estimates against numbers worked out here by hand: waves, trimming, direction, exact counting."""

import math
from collections.abc import Sequence
from statistics import fmean, variance
from typing import Any

import pytest
from given_responses import make
from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci.refusal import Refusal
from rkci.survey import profiles
from rkci.survey.cycle_estimates import estimate_cycle

CITY = "1101"
Answers = Sequence[Sequence[int | None]]


@pytest.fixture
def one_city(connection: Connection) -> Connection:
    """A cycle with a city, two items of one indicator, no margins, no frame, and no answers yet."""
    make(connection, 0, cities=1, items=2)
    with connection.cursor() as cursor:
        cursor.execute("delete from core.survey_margin; delete from core.survey_stratum")
    return connection


def answer(
    connection: Connection,
    answers: Answers,
    wave: str = "w1",
    weights: Sequence[float | None] = (),
    lowest: Sequence[int] = (1, 1),
) -> None:
    """Answers of so many persons to all items, whose scales begin so low, each with a weight if there are any."""
    rows = [
        (
            2017,
            CITY,
            wave,
            f"{wave}-{number:04}",
            "S1",
            weight,
            True,
            True,
            bytes(0 if x is None else x - low + 1 for x, low in zip(given, lowest, strict=True)),
            "made",
        )
        for number, (given, weight) in enumerate(zip(answers, weights or [None] * len(answers), strict=True))
    ]
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            "insert into core.survey_response (cycle_year, city_code, wave, response_id, stratum, weight, is_counted,"
            " is_simulated, answer, file_hash) values %s",
            rows,
        )


def frame(connection: Connection, wave: str, pool_weight: float, population: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into core.survey_wave values (2017, %(wave)s, %(weight)s, 'door', 10, '{}', 'made', true)"
            " on conflict (cycle_year, wave) do update set pool_weight = %(weight)s;"
            "insert into core.survey_stratum values (2017, %(wave)s, %(city)s, 'S1', 1, %(people)s, 1, 10, '{}')",
            {"wave": wave, "weight": pool_weight, "city": CITY, "people": population},
        )


def estimated(connection: Connection, item: str) -> dict[str, dict[str, Any]]:
    """What is estimated of the city and an item ('' for the indicator) by statistic."""
    estimate_cycle(connection, 2017)
    names = ("statistic", "estimate", "standard_error", "ci_low", "ci_high", "deff", "n", "df", "calibration")
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {', '.join(names)} from core.survey_estimate"
            " where city_code = %s and item = %s and domain = 'all' order by indicator_code",
            (CITY, item),
        )
        return {row[0]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}


def test_waves_are_pooled_by_their_declared_weights(one_city: Connection) -> None:
    first, second = [1, 2, 2, 3, 5] * 4, [4, 4, 5, 3, 1, 2, 4, 5] * 5
    frame(one_city, "w1", 1, 1000)
    frame(one_city, "w2", 3, 2000)
    answer(one_city, [[given, None] for given in first], "w1")
    answer(one_city, [[given, None] for given in second], "w2")
    found = estimated(one_city, "q01")

    # a quarter of the weight to the first, three to the second, each standing for its own population
    people = {"w1": 1000 * 0.25, "w2": 2000 * 0.75}
    mean = (people["w1"] * fmean(first) + people["w2"] * fmean(second)) / (people["w1"] + people["w2"])
    favourable = [[float(given >= 4) for given in wave] for wave in (first, second)]
    total = people["w1"] * fmean(favourable[0]) + people["w2"] * fmean(favourable[1])
    assert found["mean"]["estimate"] == pytest.approx(mean, rel=1e-14)
    assert found["total"]["estimate"] == pytest.approx(total, rel=1e-14)
    assert found["proportion"]["estimate"] == pytest.approx(total / 1750, rel=1e-14)

    def error(values: Sequence[Sequence[float]], centre: float, scale: float) -> float:
        """Every wave is a simple random sample from its own stratum, corrected for its frame."""
        pooled = 0.0
        for wave, share, frame_size in zip(values, (0.25, 0.75), (1000, 2000), strict=True):
            n = len(wave)
            influence = [share * frame_size / n * (value - centre) / scale for value in wave]
            pooled += (1 - n / frame_size) * n * variance(influence)
        return math.sqrt(pooled)

    assert found["mean"]["standard_error"] == pytest.approx(error([first, second], mean, 1750), rel=1e-13)
    assert found["total"]["standard_error"] == pytest.approx(error(favourable, 0, 1), rel=1e-13)
    assert (found["mean"]["n"], found["mean"]["df"]) == (60, 58)
    assert found["mean"]["calibration"] == "w1: none; w2: none"


def test_what_is_cut_off_the_largest_weight_goes_to_all_alike(one_city: Connection) -> None:
    # the mean weight is 60 / 20 = 3, so 41 is cut to 5 times that: 15 of 34, and all of them scaled to 60 again
    answer(one_city, [[5, None]] + [[1, None]] * 19, weights=[41.0] + [1.0] * 19)
    found = estimated(one_city, "q01")
    assert found["mean"]["estimate"] == pytest.approx((15 * 5 + 19 * 1) / 34, rel=1e-14)
    assert found["total"]["estimate"] == pytest.approx(60 * 15 / 34, rel=1e-14)


def test_an_item_where_less_is_better_counts_from_its_other_end(one_city: Connection) -> None:
    with one_city.cursor() as cursor:
        cursor.execute("update core.survey_item set direction = -1 where item = 'q01'")
    answer(one_city, [[1, 5]] * 6 + [[2, 3]] * 3 + [[4, None]] * 3)
    item, indicator = estimated(one_city, "q01"), estimated(one_city, "")
    # 1, 2 and 4 stand for 5, 4 and 2; those who agreed with what is bad are not favourable
    assert item["mean"]["estimate"] == pytest.approx((6 * 5 + 3 * 4 + 3 * 2) / 12, rel=1e-14)
    assert item["proportion"]["estimate"] == pytest.approx(9 / 12, rel=1e-14)
    # the means of both items: 5, 3.5 and, where the second was not answered, 2
    assert indicator["mean"]["estimate"] == pytest.approx((6 * 5 + 3 * 3.5 + 3 * 2) / 12, rel=1e-14)
    assert indicator["proportion"]["estimate"] == pytest.approx(6 / 12, rel=1e-14)


SCALES = [(1, 5, 1), (0, 10, 1), (1, 5, -1), (0, 10, -1), (1, 4, 1)]


def test_an_indicator_of_many_items_on_several_scales_is_the_mean_of_what_is_answered(one_city: Connection) -> None:
    """Five items do not fit one profile, and their steps are too fine for squares to share a number."""
    with one_city.cursor() as cursor:
        cursor.execute("delete from core.survey_item")
        for position, (low, high, direction) in enumerate(SCALES, start=1):
            cursor.execute(
                "insert into core.survey_item values (2017, %s, %s, 'perception_1', %s, %s, %s)",
                (f"q{position}", position, low, high, direction),
            )
    persons: list[list[int | None]] = [
        [
            None if (7 * person + 3 * place) % 5 == 0 else low + (person * (place + 2) + place) % (high - low + 1)
            for place, (low, high, _) in enumerate(SCALES)
        ]
        for person in range(60)
    ]
    answer(one_city, [*persons, [None] * 5], lowest=[low for low, _, _ in SCALES])
    means = []
    for person in persons:
        on_scale = [
            1 + 4 * ((given - low) if direction > 0 else (high - given)) / (high - low)
            for given, (low, high, direction) in zip(person, SCALES, strict=True)
            if given is not None
        ]
        means.append(fmean(on_scale))
    found = estimated(one_city, "")
    assert found["mean"]["n"] == 60
    assert found["mean"]["estimate"] == pytest.approx(fmean(means), rel=1e-14)
    # 61 persons were asked; the one without an answer has no influence
    influence = [(mean - fmean(means)) / 60 for mean in means] + [0]
    assert found["mean"]["standard_error"] == pytest.approx(math.sqrt(61 * variance(influence)), rel=1e-13)
    assert found["proportion"]["estimate"] == pytest.approx(sum(mean >= 4 for mean in means) / 60, rel=1e-14)


def test_a_cycle_without_items_has_no_estimates_and_an_indicator_of_too_many_is_refused(one_city: Connection) -> None:
    answer(one_city, [[1, 2]] * 12)
    with one_city.cursor() as cursor:
        cursor.execute("delete from core.survey_item")
    assert estimate_cycle(one_city, 2017) == {"core/survey_estimate.sql": 0, "core/indicator_value_survey.sql": 0}
    items = [profiles.Item(f"q{place}", place, "perception_1", 1, 5, 1) for place in range(1, 31)]
    with pytest.raises(Refusal, match="perception_1 has too many items"):
        profiles.counting(items, 4)
    assert profiles.counting(items[:18], 4).bits >= profiles.FEWEST_BITS


def published(connection: Connection) -> list[str]:
    """All that is estimated, as text, digit by digit."""
    estimate_cycle(connection, 2017)
    with connection.cursor() as cursor:
        cursor.execute(
            "select t::text from core.survey_estimate as t union all"
            " select t::text from core.indicator_value as t where origin = 'survey' order by 1"
        )
        return [row for (row,) in cursor.fetchall()]


STORED_ANEW = """
create temp table given on commit drop as select * from core.survey_response;
delete from core.survey_response;
insert into core.survey_response select * from given order by md5(response_id);
drop table given
"""


@pytest.mark.parametrize("is_clustered", [True, False], ids=["clusters", "persons"])
def test_the_order_of_the_stored_answers_and_the_number_of_workers_change_no_digit(
    is_clustered: bool, connection: Connection
) -> None:
    make(connection, 2000, is_clustered=is_clustered)
    with connection.cursor() as cursor:
        # weights that no float holds exactly
        cursor.execute("update core.survey_response set weight = 1 / (2 + (hashtext(response_id) & 7))::float")
        cursor.execute("set local max_parallel_workers_per_gather = 0")
        first = published(connection)
        cursor.execute(STORED_ANEW)
        cursor.execute(
            "set local max_parallel_workers_per_gather = 2; set local parallel_setup_cost = 0;"
            "set local parallel_tuple_cost = 0; set local min_parallel_table_scan_size = 0"
        )
        assert published(connection) == first


def test_more_like_persons_than_a_number_holds_are_counted_in_pieces(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(connection, 3000, is_clustered=False)
    first = published(connection)
    # of 40 bits a count has seven, and cells by sex alone have more than 127 persons
    with connection.cursor() as cursor:
        cursor.execute("update core.survey_response set age_group = '20-29'")
        whole = published(connection)
        monkeypatch.setattr(profiles, "NUMBER", 40)
        assert published(connection) == whole != first
        cursor.execute("select count(*), count(distinct cell), max(n) from survey_piece")
        ((pieces, cells, largest),) = cursor.fetchall()
    assert pieces > cells
    assert largest < 2**7
