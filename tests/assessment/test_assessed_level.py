"""What readers come to: who agrees, who needs a third, and which level scores in place of the claim."""

from collections.abc import Callable
from pathlib import Path

import pytest
from assessed import ASSESSED, BINJAI, LEDGER, OTHER, QUESTION, REFUSED, STATE, claim, reading, rows
from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.intake.ingest import LedgerError, check_ledger
from rkci.publish.release import build
from rkci.scoring.explain import explain
from rkci.scoring.run import score_cycle

Give = Callable[..., Path]
TakeIn = Callable[[], bool]

READ_BY = {
    "one alone is open": ((3,), ("single", 1, 3, 3, 4, None)),
    "two who agree": ((3, 3), ("agreed", 2, 3, 3, 4, 3)),
    "two who are one apart come to the lower": ((4, 3), ("agreed", 2, 3, 4, 4, 3)),
    "two who are two apart need a third": ((4, 2), ("third_needed", 2, 2, 4, 4, None)),
    "a third between them": ((4, 2, 3), ("settled", 3, 2, 4, 4, 3)),
    "a third who sides with one of them": ((4, 2, 2), ("settled", 3, 2, 4, 4, 2)),
    "a third beyond them decides nothing alone": ((4, 2, 1), ("settled", 3, 1, 4, 4, 2)),
}


def test_each_way_of_reading_has_its_state_and_its_level(opened: Connection, give: Give, take_in: TakeIn) -> None:
    with opened.cursor() as cursor:
        cursor.execute("select city_code from core.cycle_city where city_code <> %s order by 1 limit 7", (BINJAI,))
        cities = [city_code for (city_code,) in cursor.fetchall()]
    for city_code in cities:
        claim(opened, city_code, QUESTION, 4)
    opened.commit()
    for day, assessor in enumerate(("A01", "A02", "A04")):
        given = [
            reading(assessor, levels[day], city_code=city_code)
            for city_code, (levels, _) in zip(cities, READ_BY.values(), strict=True)
            if len(levels) > day
        ]
        give(f"{assessor}.csv", *given, day=day)
    take_in()
    with opened.cursor() as cursor:
        cursor.execute(STATE + " order by city_code")
        assert dict(zip(READ_BY, cursor.fetchall(), strict=True)) == {
            name: expected for name, (_, expected) in READ_BY.items()
        }
    expected = [level for _, (*_, level) in READ_BY.values() if level is not None]
    assert rows(opened, ASSESSED + " order by city_code") == [(level,) for level in expected]
    assert rows(opened, "select count(*) from core.indicator_value where origin = 'submitted'") == [(9,)]


def test_a_newer_level_of_the_same_assessor_supersedes_the_older_and_the_ledger_adds_up(
    opened: Connection, give: Give, take_in: TakeIn
) -> None:
    give("A01.csv", reading("A01", 4))
    give("A02.csv", reading("A02", 2), day=1)
    take_in()
    assert rows(opened, STATE) == [("third_needed", 2, 2, 4, 4, None)]
    give("A02_koreksi.csv", reading("A02", 3), day=2)
    give("A01 lagi.csv", reading("A01", 4), day=3)
    assert take_in()
    assert rows(opened, STATE) == [("agreed", 2, 3, 4, 4, 3)]
    assert rows(opened, LEDGER) == [("file", 4, 3, 0, 1), ("row", 3, 2, 0, 1)]
    before = rows(opened, "select * from core.assessment order by assessor")
    assert not take_in()
    assert rows(opened, "select * from core.assessment order by assessor") == before
    assert [reader for (reader,) in rows(opened, "select reader from core.assessment order by assessor")] == [1, 2]


def test_what_may_not_count_is_refused_by_its_rule_and_takes_nothing_else_with_it(
    opened: Connection, give: Give, take_in: TakeIn
) -> None:
    give(
        "campur.csv",
        reading("A03", 4),
        reading("A09", 4),
        reading("A01", 5, reason=""),
        reading("A01", "tiga", indicator_code=OTHER),
        reading("A02", 4, indicator_code="life_expectancy_uhh"),
        reading("A02", 3, indicator_code="data_governance_level"),
        reading("A02", 3, city_code="12.75"),
        reading("A02", 3, indicator_code=OTHER, cycle=2015),
        reading("A02", 4),
        reading("A04", 5, reason="bukti tambahan dari BPKP"),
    )
    take_in()
    assert [rule.removeprefix("assessment.") for _, rule, _ in rows(opened, REFUSED)] == [
        "above_claim_explained", "assessor_known", "city_known", "claim_given", "cycle_matches",
        "indicator_is_maturity", "level_is_one_of_five", "no_conflict",
    ]  # fmt: skip
    assert rows(opened, STATE) == [("agreed", 2, 4, 5, 4, 4)]
    assert rows(opened, LEDGER) == [("file", 1, 1, 0, 0), ("row", 10, 2, 8, 0)]
    words = rows(opened, "select message_id, message_en from quality.rejected_row where found_text = 'A03 1276'")
    assert "konflik kepentingan" in words[0][0]
    assert "conflict of interest" in words[0][1]


def test_a_level_that_was_refused_for_an_unknown_assessor_counts_once_the_assessor_is_registered(
    opened: Connection, give: Give, take_in: TakeIn
) -> None:
    give("A09.csv", reading("A09", 3))
    take_in()
    assert rows(opened, STATE) == []
    with opened.cursor() as cursor:
        cursor.execute("insert into ops.assessor (cycle_year, assessor, name) values (2017, 'A09', 'Eka')")
    take_in()
    assert rows(opened, STATE) == [("single", 1, 3, 3, 4, None)]


def test_a_changed_assessment_changes_the_score_and_the_way_back_leads_to_its_row(
    opened: Connection, give: Give, take_in: TakeIn
) -> None:
    def normalised() -> tuple[float, str, str, str]:
        run_id = score_cycle(opened, 2017, "rkci-2017")
        with opened.cursor() as cursor:
            cursor.execute(
                "select selected, origin, source, cell from scoring.cell"
                " where run_id = %s and unit_code = %s and indicator_code = %s",
                (run_id, BINJAI, QUESTION),
            )
            (found,) = cursor.fetchall()
            return found

    assert normalised()[:2] == (4, "submitted")
    give("A01.csv", reading("A01", 4))
    give("A02.csv", reading("A02", 2), day=1)
    take_in()
    assert normalised()[:2] == (4, "submitted")
    give("A04.csv", reading("A04", 3), day=2)
    take_in()
    assert normalised() == (3, "assessed", "assessments/A04.csv", "E2")
    give("A04b.csv", reading("A04", 2), day=3)
    take_in()
    assert normalised() == (2, "assessed", "assessments/A02.csv", "E2")
    assert rows(opened, "select value from core.indicator_value where origin = 'submitted' order by 1") == [(4,), (4,)]

    build(opened, 2017, "rkci-2017")
    shares = rows(
        opened,
        "select assessed_pct, abs(official_pct + submitted_pct + assessed_pct - coverage_pct) < 1e-9"
        " from mart.ranking where framework_id = 'rkci-2017' and city_code = '1276'",
    )
    weight = rows(opened, f"select max(effective_weight) from scoring.weight where code = '{QUESTION}'")
    assert shares == [(pytest.approx(100 * weight[0][0]), True)]

    words: list[str] = []

    def walk(branch: object) -> None:
        words.append(branch.words)  # type: ignore[attr-defined]
        for child in branch.children:  # type: ignore[attr-defined]
            walk(child)

    walk(explain(opened, 2017, BINJAI, "rkci-2017").tree)
    assert any("assessed at the desk" in one and "A02.csv" in one for one in words)


def test_the_check_finds_a_file_that_the_ledger_lost(opened: Connection, give: Give, take_in: TakeIn) -> None:
    give("A01.csv", reading("A01", 4))
    take_in()
    with opened.cursor() as cursor:
        cursor.execute("delete from quality.ledger where layer = 'row'")
    found = sql_files.query(opened, "checks/list_adds_up.sql", {"cycle": 2017, "dataset": "assessments"})
    assert [(one["file_name"], one["layer"]) for one in found] == [("assessments/A01.csv", "row")]
    with pytest.raises(LedgerError, match="does not add up"):
        check_ledger(opened, 2017, "assessments")
