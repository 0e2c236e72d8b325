"""What was validated goes on, and nothing else: a staged version without its own validation is not accepted."""

from collections.abc import Callable

import pytest
from psycopg2.extensions import connection as Connection

from rkci import reference
from rkci.assessment.ingest import ASSESSMENTS
from rkci.database.locks import REFERENCE
from rkci.intake import submissions
from rkci.objections.ingest import OBJECTIONS
from rkci.quality import validate as validation
from rkci.quality.validate import ValidationDisturbed, validate
from rkci.quality.validated import NotValidated, expect_validated, staged, subject
from rkci.survey import ingest as survey
from rkci.visits.ingest import FINDINGS

ACCEPTING = {
    "submissions": (submissions.accept, submissions.SUITES),
    "assessments": (ASSESSMENTS.accept, ASSESSMENTS.suites),
    "survey": (survey.accept, survey.SUITES),
    "visits": (FINDINGS.accept, FINDINGS.suites),
    "objections": (OBJECTIONS.accept, OBJECTIONS.suites),
}


def recorded(connection: Connection) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("select suite, subject from quality.validation_run order by validation_id")
        return list(cursor.fetchall())


@pytest.mark.parametrize("dataset", ACCEPTING)
def test_what_was_staged_after_its_validation_is_not_accepted(
    dataset: str, connection: Connection, writer_url: str
) -> None:
    accept, suites = ACCEPTING[dataset]
    staged(connection, 2017, dataset)
    connection.commit()
    with pytest.raises(NotValidated, match=f"{suites[0]} was never validated"):
        accept(connection, 2017)
    connection.rollback()
    for suite in suites:
        validate(writer_url, suite, 2017)
    expect_validated(connection, 2017, suites)
    staged(connection, 2017, dataset)
    connection.commit()
    with pytest.raises(NotValidated) as refused:
        accept(connection, 2017)
    assert f"{suites[-1]} was validated (validation {len(suites)}) as staged version 1; now it is staged version 2" in (
        str(refused.value)
    )


def test_every_suite_of_a_dataset_must_have_seen_what_is_staged(connection: Connection, writer_url: str) -> None:
    staged(connection, 2017, "visits")
    connection.commit()
    validate(writer_url, "visit_file", 2017)
    with pytest.raises(NotValidated, match="visit_finding was never validated") as refused:
        expect_validated(connection, 2017, FINDINGS.suites)
    assert "visit_file" not in str(refused.value)


def test_the_staging_of_another_dataset_or_cycle_takes_nothing_away(connection: Connection, writer_url: str) -> None:
    staged(connection, 2017, "objections")
    connection.commit()
    for suite in OBJECTIONS.suites:
        validate(writer_url, suite, 2017)
    staged(connection, 2017, "visits")
    staged(connection, 2019, "objections")
    expect_validated(connection, 2017, OBJECTIONS.suites)
    with pytest.raises(NotValidated, match="of cycle 2019"):
        expect_validated(connection, 2019, OBJECTIONS.suites)


def test_a_validation_that_stopped_lets_nothing_through(connection: Connection, writer_url: str) -> None:
    assert validate(writer_url, "city", None).outcome == "stopped"  # there are no cities
    with pytest.raises(NotValidated, match=r"city stopped \(validation 1\)"):
        expect_validated(connection, None, ["city"])


def test_reference_data_are_accepted_as_they_were_validated_or_not_at_all(
    connection: Connection, writer_url: str
) -> None:
    reference.load(connection)
    connection.commit()
    with pytest.raises(NotValidated, match="official_statistic was never validated"):
        reference.accept_validated(connection)
    connection.rollback()
    for suite in reference.FILES:
        validate(writer_url, suite, None)
    assert reference.accept_validated(connection)["official_statistic"] > 0
    reference.load(connection)
    with pytest.raises(NotValidated, match="as staged version 1; now it is staged version 2"):
        reference.accept_validated(connection)


def test_what_is_staged_anew_while_it_is_validated_leaves_no_record(
    connection: Connection, writer_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged(connection, 2017, "visits")
    connection.commit()
    evaluate: Callable[..., object] = validation.evaluate

    def overtaken(*arguments: object) -> object:
        findings = evaluate(*arguments)
        staged(connection, 2017, "visits")
        connection.commit()
        return findings

    monkeypatch.setattr(validation, "evaluate", overtaken)
    with pytest.raises(ValidationDisturbed, match=r"validated staged version 1, and a moment later .* version 2"):
        validate(writer_url, "visit_file", 2017)
    assert recorded(connection) == []


def test_a_validation_says_what_it_was_of(connection: Connection, writer_url: str) -> None:
    staged(connection, REFERENCE, "reference")
    connection.commit()
    for suite, cycle_year in (("regency", None), ("visit_file", 2017), ("score", 2017), ("ranking", 2017)):
        validate(writer_url, suite, cycle_year)
    assert [what for _, what in recorded(connection)] == [
        "staged version 1", "staged version 0", "no run", "no release",
    ]  # fmt: skip
    assert subject(connection, "visits", 2017) == "staged version 0"
