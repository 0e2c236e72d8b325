"""The shortlist: who is in, what decides at the cut line, who says so, and that it stays said."""

from typing import Any

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection
from scored import KECIL, SCORES, SEDANG, draw, rows, score
from typer.testing import CliRunner

from rkci.cli import app
from rkci.refusal import Refusal
from rkci.visits.shortlist import Proposal, decide, exclude, nominees, propose

IN = "select city_code from staging.nominee where is_in and class_code = 'sedang' order by place"
DECIDED = "select kind, subject, outcome, decided_by, reason from ops.decision order by decision_id"


def answer(connection: Connection, proposal: Proposal, outcome: str = "Approve", by: str = "Ani") -> bool:
    return decide(connection, 2017, proposal.content_hash, outcome=outcome, decided_by=by, reason="sesuai skor")


def cities(found: list[tuple[Any, ...]]) -> list[str]:
    return [row[0] for row in found]


def notes(proposal: Proposal) -> dict[str, str]:
    return {row[2]: row[-1] for row in proposal.rows if row[-1]}


def test_the_first_ten_of_each_class_are_proposed_and_all_where_there_are_fewer(scored: Connection) -> None:
    proposal = propose(scored, 2017)
    assert proposal.is_new
    assert [row[:4] for row in proposal.rows][:3] == [
        ("kecil", "1", "1201", "Kota 1201"), ("kecil", "2", "1202", "Kota 1202"), ("sedang", "1", "1101", "Kota 1101"),
    ]  # fmt: skip
    assert cities(rows(scored, IN)) == SEDANG[:10]
    assert notes(proposal) == {}
    assert propose(scored, 2017) == proposal


def test_a_city_without_a_place_is_no_candidate(scored: Connection) -> None:
    score(scored, SCORES | {"1103": None})
    propose(scored, 2017)
    assert cities(rows(scored, IN)) == [city for city in SEDANG[:11] if city != "1103"]


def test_what_is_approved_is_kept_with_who_when_and_why_and_asked_about_no_more(scored: Connection) -> None:
    proposal = propose(scored, 2017)
    assert answer(scored, proposal)
    assert rows(scored, DECIDED) == [("shortlist", proposal.content_hash, "Approve", "Ani", "sesuai skor")]
    assert cities(nominees(scored, 2017)) == KECIL + SEDANG[:10]
    ((decision_id,),) = rows(scored, "select distinct decision_id from core.nominee")
    assert rows(scored, "select decision_id from ops.decision") == [(decision_id,)]
    again = propose(scored, 2017)
    assert not again.is_new
    assert answer(scored, again)
    assert len(rows(scored, DECIDED)) == 1


def test_a_rejection_is_recorded_once_and_changes_nothing(scored: Connection) -> None:
    answer(scored, propose(scored, 2017))
    score(scored, SCORES | {"1113": 90.0})
    other = propose(scored, 2017)
    assert other.is_new
    assert not answer(scored, other, "Reject", "Budi")
    assert not answer(scored, other, "Reject", "Budi")
    assert [row[2:4] for row in rows(scored, DECIDED)] == [("Approve", "Ani"), ("Reject", "Budi")]
    assert "1113" not in cities(nominees(scored, 2017))
    assert rows(scored, IN) == []


def test_a_list_that_changed_since_it_was_shown_cannot_be_approved(scored: Connection) -> None:
    shown = propose(scored, 2017)
    score(scored, SCORES | {"1113": 90.0})
    propose(scored, 2017)
    with pytest.raises(Refusal, match="no longer the one that was approved"):
        answer(scored, shown)
    assert nominees(scored, 2017) == []


def test_an_excluded_city_stays_visible_with_the_reason_and_the_next_moves_up(scored: Connection) -> None:
    answer(scored, propose(scored, 2017))
    told = exclude(scored, 2017, "1102", reason="data terbukti palsu", by="Citra")
    assert "until nominees_shortlist is run" in told
    assert "1102" in cities(nominees(scored, 2017))
    proposal = propose(scored, 2017)
    assert proposal.is_new
    assert notes(proposal) == {"1102": "excluded by Citra: data terbukti palsu"}
    answer(scored, proposal)
    assert cities(nominees(scored, 2017)) == KECIL + [city for city in SEDANG[:11] if city != "1102"]
    exclude(scored, 2017, "1102", reason="diperiksa ulang", by="Citra", readmit=True)
    propose(scored, 2017)
    assert cities(rows(scored, IN)) == SEDANG[:10]


@pytest.mark.parametrize(
    ("city", "reason", "by", "words"),
    [
        ("1102", " ", "Ani", "--reason is empty"),
        ("1102", "palsu", "", "--by is empty"),
        ("9999", "palsu", "Ani", "BPS code of no city of cycle 2017"),
        ("1101", "palsu", "Ani", "excluded already by Budi: palsu"),
    ],
)
def test_an_exclusion_needs_a_city_a_reason_and_a_name_and_is_said_once(
    scored: Connection, city: str, reason: str, by: str, words: str
) -> None:
    exclude(scored, 2017, "1101", reason="palsu", by="Budi")
    with pytest.raises(Refusal, match=words):
        exclude(scored, 2017, city, reason=reason, by=by)
    assert len(rows(scored, DECIDED)) == 1


def test_the_probability_of_being_in_is_that_of_a_place_not_after_the_last_in(scored: Connection) -> None:
    run_id = score(scored, dict(SCORES))
    places = {"1109": {8: 0.25, 9: 0.5, 11: 0.25}, "1110": {9: 0.5, 10: 0.25, 12: 0.25}, "1111": {10: 0.4, 11: 0.6}}
    draw(scored, run_id, places, tie_groups=[4, 5, 5])
    likely = "select city_code, probability_in, is_close_to_cut from staging.nominee where rank_low is not null"
    proposal = propose(scored, 2017)
    assert sorted(rows(scored, likely)) == [("1109", 0.75, False), ("1110", 0.75, True), ("1111", 0.4, True)]
    assert notes(proposal)["1111"].startswith("out; not to be told apart")
    shown = {row[2]: row[5:7] for row in proposal.rows}
    assert shown["1110"] == ("9 to 12", "75 %")
    assert shown["1101"] == ("-", "-")
    # the list reaches to the eleventh place once a city before it is excluded
    exclude(scored, 2017, "1101", reason="palsu", by="Budi")
    propose(scored, 2017)
    assert sorted(rows(scored, likely)) == [("1109", 1.0, False), ("1110", 0.75, False), ("1111", 1.0, False)]


def test_equal_scores_at_the_cut_line_are_told_apart_by_the_declared_criteria_in_order(scored: Connection) -> None:
    tied = SCORES | dict.fromkeys(("1110", "1111", "1112"), 62.0)
    score(scored, tied)
    assert notes(propose(scored, 2017)) == {
        "1110": "same score on both sides of the cut line: in by shortlist.tie_break",
        "1111": "same score on both sides of the cut line: out by shortlist.tie_break",
        "1112": "same score on both sides of the cut line: out by shortlist.tie_break",
    }
    assert cities(rows(scored, IN))[9:] == ["1110"]
    run_id = score(scored, tied, coverage={"1111": 0.9})
    propose(scored, 2017)
    assert cities(rows(scored, IN))[9:] == ["1111"]
    draw(scored, run_id, {"1111": {10: 0.2, 12: 0.8}, "1112": {10: 0.7, 11: 0.3}}, tie_groups=[5, 5])
    propose(scored, 2017)
    assert cities(rows(scored, IN))[9:] == ["1112"]


def test_once_there_are_two_stages_the_list_is_that_of_the_first(scored: Connection) -> None:
    answer(scored, propose(scored, 2017))
    first = score(scored, dict(SCORES), kind="first_stage")
    score(scored, SCORES | {"1113": 99.0}, first_run_id=first)
    assert not propose(scored, 2017).is_new


def test_nothing_is_proposed_before_there_are_scores(connection: Connection) -> None:
    with pytest.raises(Refusal, match="run scores_compute first"):
        propose(connection, 2017)


def test_the_writer_may_do_it_and_change_no_decision(
    scored: Connection, database: str, writer_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored.commit()
    monkeypatch.setenv("AIRFLOW_CONN_RKCI", writer_url)
    command = ("exclude-city", "--cycle", "2017", "--city", "1101", "--reason", "palsu", "--by", "Budi")
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    shown = CliRunner().invoke(app, ("shortlist", "--cycle", "2017"))
    assert shown.exit_code == 0, shown.output
    assert "excluded by Budi: palsu" in shown.output
    assert "Not approved" in shown.output
    writer = psycopg2.connect(writer_url)
    try:
        answer(writer, propose(writer, 2017))
        writer.commit()
        with writer.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("delete from ops.decision")
    finally:
        writer.close()
    assert cities(nominees(scored, 2017)) == KECIL + SEDANG[1:11]
