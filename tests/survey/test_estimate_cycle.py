"""The citizen survey's estimates from answers in core: per city and domain, with a status, into the values that score."""

from typing import Any

from given_responses import make
from psycopg2.extensions import connection as Connection

from rkci.survey.estimates import estimate_cycle


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
    assert counts["core/survey_value.sql"] == len(values) == 3 * 2
    for _, _, value, error, status, is_simulated in values:
        assert 1 < value < 5
        assert 0 < error < 1
        assert (status, is_simulated) == ("reported", True)
    unsurveyed = rows(
        connection, "select status, estimate, n from core.survey_estimate where city_code = '1104' order by 1"
    )
    assert unsurveyed == [("not_surveyed", None, 0)] * 2
