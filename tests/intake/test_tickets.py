"""Clarification tickets on a real PostgreSQL: opened, answered by the city, closed by a revision, expired."""

import io
from pathlib import Path

import openpyxl
import psycopg2
import pytest
from feedback_cases import deliver, ingest, made, rows
from psycopg2.extensions import connection as Connection

from rkci.cli.feedback import TABLES
from rkci.cycles import Cycle
from rkci.database import sql_files
from rkci.database.connection import connect
from rkci.framework import Framework
from rkci.intake import inbox, tickets
from rkci.intake.workbook import Answer

STATES = "select rule_id, state from quality.ticket order by ticket_id"
STATUS = (*TABLES.values(), "read/status/ticket_states.sql", "read/status/flagged_by_rule.sql")
GOOD = {"year": 2016, "agency": "Dinas", "evidence": "SK 1"}


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    return tmp_path / "inbox"


def answered(ticket: str, answer: str, reason: str) -> bytes:
    header = ";".join(map(str, tickets.TICKET_COLUMNS.values()))
    return f"{header}\n{ticket};;;;;;;{answer};{reason}\n".encode()


def test_a_mended_cell_closes_its_ticket_and_a_confirmed_warning_is_answered(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    wrong = made(
        tmp_path, cycle, framework, market_pct=Answer(436, **GOOD), startups=Answer(12, 2011, "Dinas", "Daftar")
    )
    deliver(box, "1276/a.xlsx", wrong)
    ingest(database, opened)
    assert rows(opened, STATES) == [
        ("submission_value.in_valid_range", "open"),
        ("submission_value.year_recent", "open"),
    ]
    assert rows(opened, "select bool_and(deadline_at > opened_at + interval '13 days') from quality.ticket") == [
        (True,)
    ]
    assert rows(
        opened, "select received, accepted, accepted_with_warning, rejected from quality.ledger where layer = 'row'"
    ) == [(6, 5, 1, 1)]

    # the same again changes nothing
    ingest(database, opened)
    assert rows(opened, "select count(*) from quality.ticket_event") == [(2,)]

    # the city confirms its warning, through a copy of the tickets file with a name of its own
    deliver(box, "1276/salinan.csv", answered("2", "benar", "Data terakhir dari BPS"), day=22)
    assert inbox.receive(opened, 2017) == []
    assert inbox.needs_judging(opened, 2017)
    ingest(database, opened)
    assert rows(opened, "select state, answer_text from quality.ticket where ticket_id = 2") == [
        ("answered", "benar: Data terakhir dari BPS")
    ]
    assert not inbox.needs_judging(opened, 2017)

    # the fixed cell closes the other; the answer stays for as long as what it is about
    fixed = made(
        tmp_path, cycle, framework, market_pct=Answer(43.6, **GOOD), startups=Answer(12, 2011, "Dinas", "Daftar")
    )
    deliver(box, "1276/b.xlsx", fixed, day=24)
    ingest(database, opened)
    assert [state for _, state in rows(opened, STATES)] == ["closed", "answered"]
    assert rows(
        opened,
        "select ticket.closed_by_file = submission.file_hash from quality.ticket, core.submission"
        " where ticket_id = 1 and submission.state = 'accepted'",
    ) == [(True,)]
    assert rows(opened, "select ticket_id, state from quality.ticket_event order by ticket_event_id") == [
        (1, "open"), (2, "open"), (2, "answered"), (1, "closed"),
    ]  # fmt: skip

    # another value that is as odd is asked about again
    older = made(tmp_path, cycle, framework, startups=Answer(12, 2010, "Dinas", "Daftar"))
    deliver(box, "1276/c.xlsx", older, day=25)
    ingest(database, opened)
    assert rows(opened, "select state, answer_text, found_text from quality.ticket where ticket_id = 2") == [
        ("open", None, "2010")
    ]


def test_answers_that_do_not_hold_are_refused_with_words_and_the_ledger_adds_up(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework, startups=Answer(12, 2011, "Dinas", "Daftar")))
    ingest(database, opened)
    deliver(box, "1276/t1.csv", answered("1", "benar", ""))
    deliver(box, "1276/t2.csv", answered("99' or true --", "=cmd|x", "a"))
    deliver(box, "1101/t3.csv", answered("1", "benar", "kota lain"))
    deliver(box, "1276/t4.csv", b"Nomor tiket / Ticket;rusak\n1;x\n")
    ingest(database, opened)
    assert rows(opened, "select file_name, rule_id from quality.rejected_row where dataset = 'tickets' order by 1") == [
        ("submissions/1101/t3.csv", "ticket.known"),
        ("submissions/1276/t1.csv", "ticket.reason_given"),
        ("submissions/1276/t2.csv", "ticket.known"),
        ("submissions/1276/t4.csv", "ticket.readable"),
    ]
    assert rows(opened, "select state from quality.ticket") == [("open",)]
    assert sql_files.query(opened, "checks/ledger_adds_up.sql", {"cycle": 2017}) == []


def saved_as_workbook(text: bytes, *, times: int = 1) -> bytes:
    """What a spreadsheet program makes of a tickets file: numbers become numbers."""
    book = openpyxl.Workbook()
    for number in range(times):
        sheet = book.active if number == 0 else book.create_sheet()
        for line in text.decode().splitlines():
            sheet.append([int(cell) if cell.isdigit() else cell for cell in line.split(";")])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_tickets_file_saved_as_workbook_is_an_answer_and_no_submission(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework, startups=Answer(12, 2011, "Dinas", "Daftar")))
    ingest(database, opened)
    answer = answered("1", "benar", "Data terakhir dari BPS")
    deliver(box, "1276/b.xlsx", saved_as_workbook(answer, times=2), day=21)
    deliver(box, "1276/tiket_1276.xlsx", saved_as_workbook(answer), day=22)
    ingest(database, opened)
    assert rows(opened, "select file_name, dataset from raw.file order by 1") == [
        ("submissions/1276/a.xlsx", "submissions"),
        ("submissions/1276/b.xlsx", "tickets"),
        ("submissions/1276/tiket_1276.xlsx", "tickets"),
    ]
    assert rows(opened, "select file_name, rule_id from quality.rejected_row") == [
        ("submissions/1276/b.xlsx", "ticket.readable")
    ]
    assert rows(opened, "select state, answer_text from quality.ticket") == [
        ("answered", "benar: Data terakhir dari BPS")
    ]
    assert sql_files.query(opened, "checks/ledger_adds_up.sql", {"cycle": 2017}) == []


def test_a_ticket_that_nobody_answers_expires_and_says_when(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    deliver(box, "1276/a.xlsx", b"Yth. Tim RKCI")
    ingest(database, opened)
    with opened.cursor() as cursor:
        cursor.execute("update quality.ticket set deadline_at = now() - interval '1 day'")
    assert inbox.needs_judging(opened, 2017)
    ingest(database, opened)
    assert rows(opened, STATES) == [("submission.readable", "expired")]
    assert rows(opened, "select expired_tickets, open_tickets from quality.waiting_by_city") == [(1, 0)]
    status = {name: sql_files.query(opened, name, {"cycle": 2017}) for name in STATUS}
    assert status["read/status/ticket_states.sql"] == [{"state": "expired", "tickets": 1}]
    assert {row["missing"] for row in status["read/status/missing.sql"]} == {6}
    assert [row["rule_id"] for row in status["read/status/failures.sql"]] == ["submission.readable"]
    assert [row["city_code"] for row in status["read/status/waiting.sql"]] == ["1276"]
    assert status["read/status/flagged_by_rule.sql"] == []
    deliver(box, "1276/b.xlsx", made(tmp_path, cycle, framework, plan=Answer("Ya", **GOOD)), day=25)
    ingest(database, opened)
    assert rows(opened, STATES) == [("submission.readable", "closed")]
    assert rows(opened, "select string_agg(state, ' ' order by ticket_event_id) from quality.ticket_event") == [
        ("open expired closed",)
    ]


def test_the_writer_deletes_no_ticket_and_changes_no_event(writer_url: str) -> None:
    for statement in ("delete from quality.ticket", "update quality.ticket_event set state = 'closed'"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege), connect(writer_url) as connection:
            connection.cursor().execute(statement)


def test_what_a_city_wrote_is_inert_in_its_tickets_file() -> None:
    ticket = dict.fromkeys(("sheet", "cell", "indicator_code", "question_id", "question_en", "deadline"), "x")
    text = tickets.text_of([{**ticket, "ticket_id": 7, "found_text": "=cmd|' /C calc'!A0\n;y"}])
    assert "\"'=cmd|' /C calc'!A0 ;y\"" in text
    assert tickets.is_tickets_file(text.encode()[: tickets.HEAD_BYTES])
    assert not tickets.is_tickets_file(b"")
