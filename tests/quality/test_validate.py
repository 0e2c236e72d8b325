"""What one run of a suite does: outcomes, every failing row, crashes that are neither, and the Data Docs."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from rkci.quality import suites
from rkci.quality import validate as validation
from rkci.quality.validate import ValidationDisturbed, ValidationStopped, validate


def execute(connection: Connection, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.commit()


def query(connection: Connection, statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def register(connection: Connection, cities: int, autonomous: int) -> None:
    """A city register without fault, of any length."""
    execute(
        connection,
        f"""
        insert into staging.city
        select
            n, (11 + n / 9)::text || (71 + n % 9)::text, (11 + n / 9)::text || '.' || (71 + n % 9)::text, 'Kota N' || n,
            case when n <= {autonomous} then 'Provinsi ' || n / 9 else 'DKI Jakarta' || n / 9 end,
            3.6, 98.5, 90.2, n <= {autonomous}, null, 'BPS', 'public'
        from generate_series(1, {cities}) as n
        """,
    )
    # a province that is both is not a province: the last ones begin a province of their own
    execute(
        connection, f"update staging.city set city_code = '31' || substr(city_code, 3) where row_number > {autonomous}"
    )
    execute(connection, "update staging.city set province = 'DKI Jakarta' where city_code like '31%'")


@pytest.fixture
def failing(connection: Connection, writer_url: str) -> str:
    """A cycle in which 251 answers of one file name an indicator that does not exist."""
    execute(
        connection,
        """
        insert into staging.submission_value
        select 2017, 'abc', '1276/a.xlsx', 'Ekonomi', n, 'E' || n, '1276', 'nothing_' || n, '4', 4, 'reported', 'plain',
            '2016', 2016, 'Dinas', 'laporan', null, true
        from generate_series(1, 251) as n
        """,
    )
    return writer_url


def suite_file(folder: Path, monkeypatch: pytest.MonkeyPatch, *expectations: dict[str, Any]) -> None:
    """Let `expectations/` hold one suite, `city`, with these expectations."""
    words = {"reason": "Why.", "message_id": "Perbaiki.", "message_en": "Fix it."}
    content = {
        "name": "city",
        "meta": {"table": "quality.batch_city", "dataset": "reference", "on_critical": "stop"},
        "expectations": [
            {"severity": "critical", **given, "meta": {"rule_id": f"city.rule_{number}", **words}}
            for number, given in enumerate(expectations)
        ],
    }
    (folder / "city.json").write_text(json.dumps(content))
    monkeypatch.setattr(suites.paths, "EXPECTATIONS", folder)


def test_all_failing_rows_are_kept_whole_and_not_only_the_first_two_hundred(
    failing: str, connection: Connection
) -> None:
    outcome = validate(failing, "submission_value", 2017)
    kept = query(
        connection,
        "select row ->> 'value_text', row ->> 'sheet', row ->> 'cell', severity, cycle_year from quality.failed_row"
        " where rule_id = 'submission_value.indicator_known'",
    )
    assert len(kept) == 251
    assert len({row[2] for row in kept}) == 251
    assert {(row[0], row[1], row[3], row[4]) for row in kept} == {("4", "Ekonomi", "critical", 2017)}
    assert outcome.rows_failed == 251


def test_rejecting_suites_go_on_with_the_rest(failing: str, connection: Connection) -> None:
    outcome = validate(failing, "submission_value", 2017)
    assert outcome.outcome == "rejected"
    outcome.raise_if_stopped()
    recorded = query(
        connection, "select validation_id, suite, cycle_year, outcome, rules_failed from quality.validation_run"
    )
    assert recorded == [(outcome.validation_id, "submission_value", 2017, "rejected", 1)]


def test_a_suite_sees_its_cycle_only(failing: str) -> None:
    assert validate(failing, "submission_value", 2018).outcome == "passed"


def test_a_suite_that_shares_its_view_sees_the_files_of_its_own_list_only(
    connection: Connection, writer_url: str
) -> None:
    execute(
        connection,
        "insert into staging.list_file (cycle_year, dataset, file_hash, file_name, received_at, rows_received,"
        " rows_read, unreadable_rule) values"
        " (2017, 'assessments', 'a', 'assessments/a.xlsx', now(), 0, 0, 'no_header'),"
        " (2017, 'visits', 'a', 'visits/a.xlsx', now(), 2, 2, null)",
    )
    assert validate(writer_url, "assessment_file", 2017).outcome == "rejected"
    assert validate(writer_url, "visit_file", 2017).outcome == "rejected"
    assert validate(writer_url, "objection_file", 2017).outcome == "passed"
    assert query(connection, "select rule_id, row ->> 'dataset' from quality.failed_row order by 1") == [
        ("assessment_file.readable", "assessments"), ("visit_file.folder_of_city", "visits"),
    ]  # fmt: skip


def test_warnings_flag(failing: str, connection: Connection) -> None:
    execute(
        connection,
        "insert into ops.cycle values (2017, 'RKCI', 2017, '2017-05-04', '2017-05-15', '2017-06-07', true);"
        "insert into core.cycle_indicator values (2017, 'doctors', 'Dokter', 'Doctors', 'persons', 'submitted',"
        " 'number', 0, null, true, null);"
        "update staging.submission_value set indicator_code = 'doctors', year_text = null, year = null,"
        " file_hash = 'file' || row_number",
    )
    outcome = validate(failing, "submission_value", 2017)
    assert outcome.outcome == "flagged"
    assert [failure.finding.rule.rule_id for failure in outcome.failures] == ["submission_value.year_given"]


def test_stopping_suites_say_which_rule_in_both_languages_and_show_rows(
    connection: Connection, writer_url: str
) -> None:
    register(connection, cities=98, autonomous=93)
    assert validate(writer_url, "city", None).outcome == "passed"
    execute(connection, "update staging.city set city_code = '1204' where row_number = 7")
    outcome = validate(writer_url, "city", None)
    with pytest.raises(ValidationStopped) as stopped:
        outcome.raise_if_stopped()
    message = str(stopped.value)
    assert "Suite city stopped" in message
    assert "city.code_is_of_a_city (critical, failed, 1 rows)" in message
    assert "Ini bukan kode BPS sebuah kota" in message
    assert "This is not a BPS code of a city" in message
    assert "city_code 1204" in message


@pytest.mark.parametrize(
    ("expectation", "detail"),
    [
        ({"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "no_such"}}, "no_such"),
        (
            {
                "type": "unexpected_rows_expectation",
                "kwargs": {"unexpected_rows_query": "select * from {batch} where no_such"},
            },
            "no_such",
        ),
        (
            {
                "type": "unexpected_rows_expectation",
                "kwargs": {"unexpected_rows_query": "select * from {batch} where 1 / (row_number - row_number) = 1"},
            },
            "division by zero",
        ),
    ],
    ids=["unknown column", "broken SQL", "error while running"],
)
def test_a_rule_that_cannot_be_evaluated_is_neither_passed_nor_failed(
    expectation: dict[str, Any],
    detail: str,
    connection: Connection,
    writer_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register(connection, cities=3, autonomous=3)
    sound = {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "city_name"}}
    suite_file(tmp_path, monkeypatch, expectation, sound)
    outcome = validate(writer_url, "city", None)
    assert outcome.outcome == "crashed"
    with pytest.raises(ValidationStopped, match=detail):
        outcome.raise_if_stopped()
    results = query(
        connection, "select rule_id, outcome, rows_failed, detail from quality.validation_result order by rule_id"
    )
    assert results[0][:3] == ("city.rule_0", "crashed", 0)
    assert detail in results[0][3]
    assert results[1] == ("city.rule_1", "passed", 0, None)


def test_rows_that_change_while_they_are_validated_leave_no_record(
    failing: str, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluate = validation.evaluate

    def disturbed(*arguments: Any) -> Any:
        findings = evaluate(*arguments)
        execute(connection, "delete from staging.submission_value where row_number = 1")
        return findings

    monkeypatch.setattr(validation, "evaluate", disturbed)
    with pytest.raises(ValidationDisturbed, match="counted 251 failing rows, a moment later there were 250"):
        validate(failing, "submission_value", 2017)
    assert query(connection, "select * from quality.validation_run") == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("delete from staging.city where row_number = 1", "city.rows"),
        ("update staging.city set is_autonomous = false where row_number = 1", "city.autonomous"),
        ("delete from staging.population", "population.rows"),
        ("delete from staging.population where row_number = 1", "population.every_city_every_year"),
        ("delete from staging.official_statistic", "official_statistic.rows"),
        ("delete from ops.cycle_framework", "scoring_run.rows"),
        ("delete from ops.cycle_framework", "release.rows"),
    ],
)
def test_rules_about_whole_tables_notice_one_row_too_few(
    change: str, rule: str, connection: Connection, writer_url: str
) -> None:
    register(connection, cities=98, autonomous=93)
    execute(
        connection,
        """
        insert into staging.population
        select row_number + 1000 * (year - 2017), city_code, year, 240000, 'BPS', 'public'
        from staging.city, generate_series(2017, 2018) as year;
        insert into staging.official_statistic values (1, '1172', 'water', 2017, 50, '%', 'BPS', 'public');
        insert into ops.cycle values (2017, 'RKCI', 2017, '2017-05-04', '2017-05-15', '2017-06-07', true);
        insert into ops.cycle_framework values (2017, 'rkci-2017', 'abc', true, '2017-05-04')
        """,
    )
    suite = rule.split(".")[0]

    def failed() -> set[str]:
        return {failure.finding.rule.rule_id for failure in validate(writer_url, suite, 2017).failures}

    assert rule not in failed()
    execute(connection, change)
    assert rule in failed()


def test_no_connection_is_left_open(failing: str) -> None:
    validate(failing, "submission_value", 2017)
    with closing(psycopg2.connect(failing)) as connection:
        others = query(
            connection,
            "select count(*) from pg_stat_activity where usename = 'rkci_writer' and datname = current_database()"
            " and pid <> pg_backend_pid()",
        )
    assert others == [(0,)]


def test_an_unknown_suite_is_named_beside_those_that_there_are(writer_url: str) -> None:
    with pytest.raises(suites.SuiteError, match=r"no expectations/nothing\.json; the suites are assessment"):
        validate(writer_url, "nothing", None)
