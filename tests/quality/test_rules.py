"""Every rule of every suite has its words, fails the row that it must, and passes the one that comes near to it."""

from pathlib import Path

import pytest
import yaml
from psycopg2.extensions import connection as Connection
from suite_cases import CASES, Checked, suites_with_cases

from rkci.quality import suites

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


def test_a_rule_without_words_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (suites.paths.EXPECTATIONS / "rank.json").read_text(encoding="utf-8")
    (tmp_path / "rank.json").write_text(text.replace('"rule_id": "rank.place_as_counted"', '"rule_id": "place"'))
    monkeypatch.setattr(suites.paths, "EXPECTATIONS", tmp_path)
    with pytest.raises(suites.SuiteError, match=r"'place' must be called rank\.<what>"):
        suites.load("rank")


def test_rules_in_the_database_are_those_of_the_files(connection: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("insert into quality.rule values ('gone.rule', 'gone', 'critical', 'r', 'i', 'e')")
        written = suites.write_rules(connection)
        suites.write_rules(connection)
        cursor.execute("select rule_id from quality.rule order by rule_id")
        found = [rule_id for (rule_id,) in cursor.fetchall()]
    assert found == sorted(rule.rule_id for name in suites.names() for rule in suites.load(name).rules)
    assert len(found) == written
