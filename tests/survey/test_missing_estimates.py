"""Estimates that are not those of the answers that are there are made, whatever became of earlier tasks."""

import pytest
from given_responses import make
from psycopg2.extensions import connection as Connection

from rkci.survey import ingest
from rkci.survey.cycle_estimates import estimate_cycle, is_estimated

CHANGES = {
    "an answer is counted no more": "update core.survey_response set is_counted = false where city_code = '1101'",
    "answers are taken out": "delete from core.survey_response where city_code = '1101'",
    "a frame is corrected": "update core.survey_stratum set population = population + 1 where city_code = '1101'",
    "the estimates are deleted": "delete from core.survey_estimate",
    "an estimate is changed": "update core.survey_estimate set estimate = 1 where item = '' and city_code = '1101'",
    "the values that score are deleted": "delete from core.indicator_value where origin = 'survey'",
    "a value that scores is changed": "update core.indicator_value set value = 1 where city_code = '1101'",
}


@pytest.fixture
def answered(connection: Connection, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> Connection:
    """Answers in core that the ledger knows all of, and an empty inbox."""
    monkeypatch.setenv("RKCI_INBOX", f"{tmp_path}/inbox")
    make(connection, 300)
    return connection


def test_answers_without_estimates_are_something_to_do_though_nothing_new_arrived(answered: Connection) -> None:
    assert not is_estimated(answered, 2017)
    assert ingest.receive(answered, 2017)
    estimate_cycle(answered, 2017)
    assert is_estimated(answered, 2017)
    assert not ingest.receive(answered, 2017)


@pytest.mark.parametrize("change", CHANGES)
def test_estimates_of_other_answers_or_that_somebody_touched_are_made_anew(change: str, answered: Connection) -> None:
    estimate_cycle(answered, 2017)
    with answered.cursor() as cursor:
        cursor.execute(CHANGES[change])
        assert cursor.rowcount > 0
    assert ingest.receive(answered, 2017)
    estimate_cycle(answered, 2017)
    assert not ingest.receive(answered, 2017)


def test_answers_that_are_taken_in_again_as_they_were_are_estimated_already(answered: Connection) -> None:
    estimate_cycle(answered, 2017)
    with answered.cursor() as cursor:
        cursor.execute("create temporary table held as select * from core.survey_response order by random()")
        cursor.execute("delete from core.survey_response")
        cursor.execute("insert into core.survey_response select * from held")
    assert is_estimated(answered, 2017)


def test_a_cycle_without_answers_has_nothing_to_estimate(connection: Connection) -> None:
    assert is_estimated(connection, 2017)
