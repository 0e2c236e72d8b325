"""The citizen survey's estimates from answers in core: per city and domain, with a status and the values that score."""

from typing import Any

import brute
import numpy as np
import pytest
from brute import Sample
from given_responses import make
from psycopg2.extensions import connection as Connection

from rkci.survey.cycle_estimates import estimate_cycle


def rows(connection: Connection, query: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def test_every_surveyed_city_has_a_value_with_its_error_and_an_unsurveyed_one_has_a_status(
    connection: Connection,
) -> None:
    make(connection, 900)
    counts = estimate_cycle(connection, 2017)
    values = rows(
        connection,
        "select city_code, indicator_code, value, standard_error, status, is_simulated from core.indicator_value"
        " where origin = 'survey'",
    )
    assert counts["core/indicator_value_survey.sql"] == len(values) == 3 * 2
    for _, _, value, error, status, is_simulated in values:
        assert 1 < value < 5
        assert 0 < error < 1
        assert (status, is_simulated) == ("reported", True)
    unsurveyed = rows(
        connection, "select status, estimate, n from core.survey_estimate where city_code = '1104' order by 1"
    )
    assert unsurveyed == [("not_surveyed", None, 0)] * 2


def sampled(connection: Connection, item: int) -> tuple[Sample, dict[str, list[str]]]:
    """The answers of city 1101 to an item as the brute reading takes them, calibrated by its own arithmetic."""
    found = rows(
        connection,
        "select stratum, coalesce(psu, response_id), response_id, age_group, sex, nullif(get_byte(answer, %s - 1), 0)"
        " from core.survey_response where city_code = '1101' and is_counted order by response_id",
        item,
    )
    strata, units, persons, ages, sexes, given = (list(column) for column in zip(*found, strict=True))
    frames = {name: (psus, people) for name, psus, people in rows(
        connection, "select stratum, psu_count, population from core.survey_stratum where city_code = '1101'"
    )}  # fmt: skip
    weight = np.array([frames[name][1] / strata.count(name) for name in strata])
    is_clustered = units != persons
    psus = [f"{stratum}/{unit}" for stratum, unit in zip(strata, units, strict=True)]
    sample = Sample(
        y=np.array([np.nan if answer is None else float(answer) for answer in given]),
        weight=weight,
        strata=[strata, psus] if is_clustered else [strata],
        units=[psus, persons] if is_clustered else [persons],
        populations=[np.array([float(frames[name][0 if is_clustered else 1]) for name in strata])],
    )
    if is_clustered:
        sample.populations = [*(sample.populations or []), np.full(len(strata), np.inf)]
    kinds = {"age": ages, "sex": sexes, "age_sex": [f"{age}+{sex}" for age, sex in zip(ages, sexes, strict=True)]}
    margins = rows(connection, "select margin, category, population from core.survey_margin where city_code = '1101'")
    for _ in range(300):
        for margin, category, population in margins:
            inside = np.array(kinds[margin]) == category
            sample.weight[inside] *= population / sample.weight[inside].sum()
    sample.margins = [kinds[name] for name in sorted({margin for margin, _, _ in margins})]
    return sample, kinds


RAKED = """
insert into core.survey_margin
select cycle_year, wave, city_code, kind.margin, kind.category, sum(population), 'made', 2017
from core.survey_margin
cross join lateral (
    values ('age', left(category, -2)), ('sex', right(category, 1))
) as kind (margin, category)
group by cycle_year, wave, city_code, kind.margin, kind.category;
delete from core.survey_margin where margin = 'age_sex'
"""


@pytest.mark.parametrize("is_clustered", [True, False], ids=["clusters", "persons"])
@pytest.mark.parametrize("is_raked", [False, True], ids=["post-stratified", "raked"])
def test_cells_of_like_persons_give_what_the_persons_give_one_by_one(
    is_clustered: bool, is_raked: bool, connection: Connection
) -> None:
    make(connection, 1500, is_clustered=is_clustered)
    if is_raked:
        with connection.cursor() as cursor:
            cursor.execute(RAKED)
    estimate_cycle(connection, 2017)
    sample, kinds = sampled(connection, 1)
    answered = ~np.isnan(sample.y)
    for domain, level, n, *numbers in rows(
        connection,
        "select domain, level, n, estimate, standard_error, deff from core.survey_estimate"
        " where city_code = '1101' and item = 'q01' and statistic = 'mean'",
    ):
        kind = {"age_group": "age"}.get(domain, domain)
        inside = answered & (np.array([domain == "all"] * len(answered)) | (np.array(kinds.get(kind, "")) == level))
        assert n == inside.sum()
        # after raking, ten sweeps come near to the projection
        near = 1e-4 if is_raked else 1e-9
        assert numbers == pytest.approx(brute.estimate(sample, "mean", inside), rel=near)


def test_too_few_answers_are_a_status_and_no_value(connection: Connection) -> None:
    make(connection, 60)
    estimate_cycle(connection, 2017)
    assert rows(connection, "select distinct status, value from core.indicator_value where origin = 'survey'") == [
        ("missing", None)
    ]
    assert rows(
        connection, "select distinct status from core.survey_estimate where city_code = '1101' and (n < 10) order by 1"
    ) == [("suppressed",)]
    assert rows(
        connection, "select distinct status from core.survey_estimate where city_code = '1101' and n >= 10"
    ) == [("below_target",)]


def test_estimating_twice_is_estimating_once_and_answers_that_do_not_count_do_not(connection: Connection) -> None:
    make(connection, 600)
    wanted = "select * from core.survey_estimate order by 2, 3, 4, 5, 6, 7"
    estimate_cycle(connection, 2017)
    first = rows(connection, wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into core.survey_response select cycle_year, city_code, wave, response_id || 'x', stratum, psu,"
            " mode, age_group, sex, district, weight, false, is_simulated, '{1,1,1,1}', submitted_at, file_hash"
            " from core.survey_response"
        )
    estimate_cycle(connection, 2017)
    assert rows(connection, wanted) == first
