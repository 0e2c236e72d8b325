"""Survey estimates in a release: what BI sees, and that no cell of few answers can be had from it or by difference."""

from itertools import groupby
from typing import Any

import psycopg2
import pytest
from given_responses import make
from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.database.connection import connect
from rkci.quality.validate import validate
from rkci.survey.cycle_estimates import estimate_cycle

AGES = ("15-19", "20-29", "30-39", "40-49", "50-59", "60+")
OF_CITY = (
    "select level, n from mart.survey_estimate where domain = 'age_group' and city_code = '{}' and item = ''"
    " and indicator_code = 'perception_1' and statistic = 'mean' order by level"
)


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def leave(connection: Connection, city: str, age: str, answers: int) -> None:
    """Let no more than so many answers of an age group of a city count."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update core.survey_response set is_counted = response_id in (select response_id from core.survey_response"
            " where city_code = %(city)s and age_group = %(age)s"
            " and get_byte(answer, 0) > 0 and get_byte(answer, 1) > 0 order by response_id limit %(answers)s)"
            " where city_code = %(city)s and age_group = %(age)s",
            {"city": city, "age": age, "answers": answers},
        )


@pytest.fixture
def released(connection: Connection) -> Connection:
    """A draft of the estimates of three cities: 1101 has a cell of 3 answers, 1102 of 3 and 4, 1103 none so small."""
    make(connection, 600)
    leave(connection, "1101", "60+", 3)
    leave(connection, "1102", "50-59", 3)
    leave(connection, "1102", "60+", 4)
    estimate_cycle(connection, 2017)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into mart.release values ('r1', 2017, 'rkci-2017', 1, 'draft', 't', 't', true, 'h', 'c', 1)"
        )
        cursor.execute(
            "insert into mart.method (release_id, cycle_year, framework_id, code, level, weight, effective_weight)"
            " values ('r1', 2017, 'rkci-2017', 'perception_1', 1, 1, 1), ('r1', 2017, 'rkci-2017', 'index', 2, 1, 1)"
        )
    sql_files.run(connection, "mart/survey_estimate.sql", {"release_id": "r1", "suppress_below": 10})
    connection.commit()
    return connection


def test_the_next_smallest_cells_are_blank_too_until_what_is_blank_is_no_few_answers(released: Connection) -> None:
    for city, blank in (("1101", 2), ("1102", 3), ("1103", 0)):
        shown = dict(rows(released, OF_CITY.format(city)))
        assert sorted(shown) == list(AGES)
        made = dict(rows(released, OF_CITY.format(city).replace("mart.", "core.")))
        smallest = sorted(AGES, key=lambda age: (made[age], age))[:blank]
        assert {age for age in AGES if shown[age] is None} == set(smallest)
        assert {age: n for age, n in shown.items() if n is not None} == {
            age: n for age, n in made.items() if age not in smallest
        }


def test_no_few_answers_are_shown_or_left_over_in_any_domain(released: Connection) -> None:
    found = rows(
        released,
        "select (city_code, item, domain, statistic)::text, given.status, made.n, num_nonnulls(given.estimate,"
        " given.se, given.ci_low, given.ci_high, given.deff, given.df, given.n) from mart.survey_estimate as given"
        " join core.survey_estimate as made using (city_code, indicator_code, item, domain, level, statistic)"
        " where given.status <> 'not_surveyed' order by 1",
    )
    assert len(found) == 3 * 3 * (1 + 6 + 2) * 3
    assert any(status == "suppressed" for _, status, _, _ in found)
    for _, cells in groupby(found, key=lambda cell: cell[0]):
        domain = list(cells)
        blank = [n for _, status, n, _ in domain if status == "suppressed"]
        assert all(figures == 0 for _, status, _, figures in domain if status == "suppressed")
        assert all(n >= 10 and figures >= 5 for _, status, n, figures in domain if status != "suppressed")
        assert len(blank) != 1
        assert not blank or sum(blank) >= 10


def test_a_city_without_a_survey_has_a_status_and_others_are_of_the_releases_indicators(released: Connection) -> None:
    unsurveyed = "select item, status, estimate, n, is_simulated from mart.survey_estimate where city_code = '1104'"
    assert rows(released, unsurveyed) == [("", "not_surveyed", None, 0, False)]
    assert rows(released, "select distinct indicator_code from mart.survey_estimate") == [("perception_1",)]
    assert rows(released, "select bool_and(is_simulated) from mart.survey_estimate where city_code < '1104'") == [
        (True,)
    ]


def test_the_suite_passes_and_bi_sees_no_draft_and_nothing_but_mart(
    released: Connection, writer_url: str, bi_url: str
) -> None:
    outcome = validate(writer_url, "survey_estimate", 2017)
    assert outcome.outcome == "passed", str(outcome)
    counted = "select count(*) from mart.survey_estimate"
    with connect(bi_url) as bi:
        assert rows(bi, counted) == [(0,)]
    with released.cursor() as cursor:
        cursor.execute("update mart.release set state = 'current'")
    released.commit()
    with connect(bi_url) as bi:
        assert (
            rows(bi, counted)
            == rows(bi, "select count(*) from mart.current_survey_estimate")
            == rows(released, counted)
        )
    with pytest.raises(psycopg2.errors.InsufficientPrivilege), connect(bi_url) as bi:
        rows(bi, "select n from core.survey_estimate")
