"""Every rule of every suite has its words, fails the row that it must, and passes the one that comes near to it."""

import json
import re
from pathlib import Path

import pytest
import yaml
from psycopg2.extensions import connection as Connection
from suite_cases import CASES, Checked, suites_with_cases

from rkci.quality import suites
from rkci.quality.validate import validate

WHOLE_TABLE = {
    "city.rows",
    "city.autonomous",
    "population.rows",
    "population.every_city_every_year",
    "official_statistic.rows",
    "scoring_run.rows",
    "release.rows",
}
"""Rules about a table and not its rows: those are in test_validate.py."""

TICKET_FILES = {"ticket.readable", "ticket.reader_succeeds", "ticket.not_set_aside"}
"""Rules of the suite ticket, which is about answers, that are about the whole file."""


@pytest.mark.parametrize("checked", suites_with_cases(), indirect=True)
def test_each_rule_fails_the_row_that_it_must_and_passes_its_near_miss(checked: Checked) -> None:
    assert checked.outcome.rules_crashed == 0, str(checked.outcome)
    missed = {rule: key for rule, key in checked.must.items() if key not in checked.found.get(rule, set())}
    assert not missed, f"passed though they must fail: {missed}"
    harmed = {rule: key for rule, key in checked.must_not.items() if key in checked.found.get(rule, set())}
    assert not harmed, f"failed though they must pass: {harmed}"


def test_every_rule_has_a_case_that_fails_and_one_that_passes() -> None:
    rules = {rule.rule_id for name in suites.names() for rule in suites.load(name).rules}
    cases = {
        f"{file.stem}.{what}"
        for file in CASES.glob("*.yaml")
        for what in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
    }
    assert cases | WHOLE_TABLE == rules
    assert not cases & WHOLE_TABLE


def test_every_rule_says_why_it_is_there_and_what_to_do_in_both_languages() -> None:
    for name in suites.names():
        for rule in suites.load(name).rules:
            assert rule.message_id != rule.message_en, rule.rule_id
            assert all(text.endswith(".") for text in (rule.reason, rule.message_id, rule.message_en)), rule.rule_id


def test_every_rule_about_rows_that_may_be_refused_tells_what_it_found_and_where_by_columns_of_its_view(
    connection: Connection,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select attrelid::regclass::text, attname from pg_attribute where attnum > 0")
        there = set(cursor.fetchall())
    for suite in (suite for suite in map(suites.load, suites.names()) if suite.on_critical == "reject"):
        view = f"{suite.schema}.{suite.table}"
        for rule in suite.rules:
            assert rule.found, rule.rule_id
            is_file = suite.name == "submission" or suite.name.endswith("_file") or rule.rule_id in TICKET_FILES
            assert is_file is ("row_number" not in rule.where), rule.rule_id
            told = {"file_hash", "file_name", *rule.found, *rule.where.values()}
            assert {(view, column) for column in told} <= there, rule.rule_id


def test_no_statement_and_no_module_but_what_plants_faults_names_a_rule() -> None:
    rules = {rule.rule_id for name in suites.names() for rule in suites.load(name).rules}
    files = [
        *suites.paths.SQL.rglob("*.sql"),
        *(file for file in Path(suites.__file__).parents[1].rglob("*.py") if "simulate" not in file.parts),
    ]
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert set(re.findall(r"""['"]([a-z_]+\.[a-z_]+)['"]""", text)) & rules == set(), file
        assert "split_part(rule_id, '.', 2)" not in text, f"{file} asks for a rule by a part of its name"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"found": []}, "submission.in_time: found must name the column of batch_submission"),
        ({"where": {"kolom": "cell"}}, "submission.in_time: where has kolom; valid are sheet, row_number, cell"),
        ({"cause": "tardy"}, "submission.in_time: cause is 'tardy'; valid are city_unknown, "),
    ],
)
def test_a_rule_that_does_not_say_what_it_tells_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object], words: str
) -> None:
    content = json.loads((suites.paths.EXPECTATIONS / "submission.json").read_text(encoding="utf-8"))
    (rule,) = (one["meta"] for one in content["expectations"] if one["meta"]["rule_id"] == "submission.in_time")
    rule.update(change)
    (tmp_path / "submission.json").write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr(suites.paths, "EXPECTATIONS", tmp_path)
    with pytest.raises(suites.SuiteError, match=re.escape(words)):
        suites.load("submission")


def test_a_rule_that_tells_of_a_column_that_its_view_does_not_have_is_refused_before_anything_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer_url: str, connection: Connection
) -> None:
    text = (suites.paths.EXPECTATIONS / "submission.json").read_text(encoding="utf-8")
    (tmp_path / "submission.json").write_text(text.replace('"found": "received_text"', '"found": "arrival"'))
    monkeypatch.setattr(suites.paths, "EXPECTATIONS", tmp_path)
    with pytest.raises(suites.SuiteError, match=r"in_time tells of arrival, which quality\.batch_submission does not"):
        validate(writer_url, "submission", 2017)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from quality.validation_run")
        assert cursor.fetchone() == (0,)


def test_a_rule_without_words_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (suites.paths.EXPECTATIONS / "rank.json").read_text(encoding="utf-8")
    (tmp_path / "rank.json").write_text(text.replace('"rule_id": "rank.place_as_counted"', '"rule_id": "place"'))
    monkeypatch.setattr(suites.paths, "EXPECTATIONS", tmp_path)
    with pytest.raises(suites.SuiteError, match=r"'place' must be called rank\.<what>"):
        suites.load("rank")


def test_rules_in_the_database_are_those_of_the_files(connection: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("insert into quality.rule values ('gone.rule', 'gone', 'critical', 'r', 'i', 'e', 'gone')")
        written = suites.write_rules(connection)
        suites.write_rules(connection)
        cursor.execute("select rule_id from quality.rule order by rule_id")
        found = [rule_id for (rule_id,) in cursor.fetchall()]
    assert found == sorted(rule.rule_id for name in suites.names() for rule in suites.load(name).rules)
    assert len(found) == written


def test_rules_are_written_where_they_changed_and_nowhere_else(connection: Connection) -> None:
    with connection.cursor() as cursor:

        def versions() -> dict[str, str]:
            cursor.execute("select rule_id, ctid::text from quality.rule")
            return dict(cursor.fetchall())

        suites.write_rules(connection)
        cursor.execute("update quality.rule set reason = 'Another.' where rule_id = 'rank.place_as_counted'")
        cursor.execute("update quality.rule set place = '{}' where rule_id = 'submission_value.in_valid_range'")
        before = versions()
        suites.write_rules(connection)
        changed = {rule_id for rule_id, _ in before.items() ^ versions().items()}
    assert changed == {"rank.place_as_counted", "submission_value.in_valid_range"}
