"""One stranger's file stops nobody: what a reader or a writer fails on is refused in words; a person has a way out."""

import hashlib
import logging
from pathlib import Path
from typing import Any

import openpyxl
import psycopg2
import pytest
from feedback_cases import deliver, ingest, made, rows
from psycopg2.extensions import connection as Connection
from typer.testing import CliRunner

from rkci.cli.app import app
from rkci.cycles import Cycle
from rkci.database import sql_files
from rkci.framework import Framework
from rkci.intake import archive, feedback, guard, inbox, set_aside, tickets
from rkci.intake.errors import UnreadableError
from rkci.intake.workbook import Answer
from rkci.refusal import Refusal
from rkci.simulate.hostile import with_part

REFUSED = "select file_name, rule_id, found_text from quality.rejected_row where dataset <> 'survey' order by 1, 2"
STATES = "select file_name, state from core.submission order by 1"
NO_LOOKS = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts/></styleSheet>'


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("RKCI_BUILD", str(tmp_path / "build"))
    return tmp_path / "inbox"


class PanicException(BaseException):
    """What a reader written in Rust raises when it panics."""


def fail_on(word: bytes, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader of submissions fail on files that hold a word, as it would on a fault that nobody knows yet."""
    read = inbox.read

    def failing(content: bytes, file_name: str) -> Any:
        if word in content:
            raise error
        return read(content, file_name)

    monkeypatch.setattr(inbox, "read", failing)


@pytest.mark.parametrize(
    "error",
    [KeyError("x"), StopIteration(), RecursionError(), MemoryError(), OSError("odd"), PanicException("a panic")],
)
def test_a_file_that_the_reader_fails_on_is_refused_with_the_kind_and_read_once_the_reader_is_right(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: BaseException,
) -> None:  # fmt: skip
    deliver(box, "1101/\x1b[31mbad.csv", b"whatever")
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework))
    with monkeypatch.context() as patched, caplog.at_level(logging.ERROR, "rkci.intake.guard"):
        fail_on(b"whatever", error, patched)
        ingest(database, opened)
    kind = type(error).__name__
    name = "submissions/1101/\x1b[31mbad.csv"
    assert rows(opened, REFUSED) == [(name, "submission.reader_succeeds", kind)]
    assert rows(opened, STATES) == [(name, "rejected"), ("submissions/1276/a.xlsx", "accepted")]
    assert not inbox.needs_judging(opened, 2017)
    # an engineer finds the file and the place; nothing in its name reaches a terminal
    ((file_hash,),) = rows(opened, "select file_hash from quality.unread_file")
    (logged,) = [each for each in caplog.records if each.name == "rkci.intake.guard"]
    assert f"submissions/1101/\\x1b[31mbad.csv ({file_hash})" in logged.getMessage()
    assert logged.exc_info is not None
    # the city is told in words, and the next attempt is not the last
    assert feedback.write(opened, cycle, framework) == ["1101", "1276"]
    page = (feedback.folder(2017) / "1101" / "umpan-balik.html").read_text()
    assert "Sistem gagal membaca berkas ini" in page
    assert "Traceback" not in page
    assert "\x1b" not in page
    ingest(database, opened)
    assert rows(opened, REFUSED) == [(name, "submission.readable", "no_header: whatever")]
    assert rows(opened, "select * from quality.unread_file") == []


@pytest.mark.parametrize(
    "error",
    [psycopg2.OperationalError("down"), psycopg2.errors.LockNotAvailable("locked"), archive.ArchiveError("full")],
)
def test_faults_of_ours_still_stop_a_run(
    box: Path, opened: Connection, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    deliver(box, "1276/a.csv", b"whatever")
    fail_on(b"whatever", error, monkeypatch)
    with pytest.raises(type(error)):
        inbox.read_files(opened, 2017, inbox.receive(opened, 2017))


def test_a_full_disk_is_no_fault_of_a_file_or_a_city(opened: Connection, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"), guard.reading("a.csv", "hash"):
        raise OSError(28, "No space left on device")
    with pytest.raises(OSError, match="No space left"), guard.writing(opened, "The page", "1276"):
        raise OSError(28, "No space left on device")
    assert rows(opened, "select * from quality.refusal") == []


def test_values_that_the_database_does_not_take_refuse_their_file_alone_and_leave_nothing_of_it(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    deliver(box, "1101/a.xlsx", made(tmp_path, cycle, framework, plan=Answer("Tidak")))
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework))
    record = inbox._row_record

    def twice(cycle_year: int, file_hash: str, answer: Any) -> Any:
        fields = record(cycle_year, file_hash, answer)
        return (*fields[:3], 1, *fields[4:])

    hashes = inbox.receive(opened, 2017)
    for file_hash in hashes:
        with monkeypatch.context() as patched:
            if file_hash == min(hashes):
                patched.setattr(inbox, "_row_record", twice)  # the same row again and again
            inbox.read_files(opened, 2017, [file_hash])
    assert rows(opened, "select file_hash, rule, found from quality.unread_file") == [
        (min(hashes), "reader_failed", "UniqueViolation")
    ]
    assert rows(opened, "select distinct file_hash from raw.submission_row") == [(max(hashes),)]
    assert rows(opened, "select file_hash from raw.file_reading") == [(max(hashes),)]


# Feedback ---------------------------------------------------------------------------------------------------


def test_a_workbook_that_cannot_be_marked_comes_back_new_and_the_next_city_gets_its_own(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    sound = made(tmp_path, cycle, framework)
    deliver(box, "1276/a.xlsx", with_part(sound, "xl/styles.xml", NO_LOOKS))
    deliver(box, "1101/surat.xlsx", b"Yth. Tim RKCI")
    ingest(database, opened)
    assert rows(opened, "select state from core.submission where city_code = '1276'") == [("accepted",)]
    assert feedback.write(opened, cycle, framework) == ["1101", "1276"]
    assert feedback.write(opened, cycle, framework) == []
    folder = feedback.folder(2017) / "1276"
    assert {file.name for file in folder.iterdir()} == {
        ".told", "rkci-2017_1276_binjai.xlsx", "tiket_1276.csv", "umpan-balik.html", "umpan-balik.pdf",
    }  # fmt: skip
    assert "tidak dapat diwarnai" in (folder / "umpan-balik.html").read_text()
    book = openpyxl.load_workbook(folder / "rkci-2017_1276_binjai.xlsx")
    assert 40 in {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    ((subject, file, message),) = rows(opened, "select subject, file_name, message from quality.refusal")
    assert (subject, file) == ("The workbook in the feedback of 2017 cannot be written.", "1276")
    assert "StopIteration" in message


def test_a_city_whose_feedback_fails_is_noted_once_and_every_other_city_gets_its_own(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for code in ("1101", "1102", "1276"):
        deliver(box, f"{code}/surat.xlsx", code.encode())
    ingest(database, opened)
    write_page = feedback._write_page

    def failing(target: Path, page: dict[str, Any]) -> None:
        (target / "umpan-balik.html").write_text("half a page")
        if page["city"]["city_code"] == "1102":
            raise PanicException("typst")
        write_page(target, page)

    with monkeypatch.context() as patched:
        patched.setattr(feedback, "_write_page", failing)
        assert feedback.write(opened, cycle, framework) == ["1101", "1276"]
        assert feedback.write(opened, cycle, framework) == []
    assert not (feedback.folder(2017) / "1102").exists()
    assert rows(opened, "select subject, file_name from quality.refusal") == [
        ("The feedback of 2017 cannot be written.", "1102")
    ]
    assert feedback.write(opened, cycle, framework) == ["1102"]


# A file that a person sets aside ------------------------------------------------------------------------------


def test_a_submission_set_aside_is_refused_with_the_words_said_and_counts_again_once_taken_back(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework), day=18)
    deliver(box, "1276/b.xlsx", made(tmp_path, cycle, framework, plan=Answer("Tidak", 2016, "Dinas", "SK")), day=19)
    ingest(database, opened)
    ((file_hash,),) = rows(opened, "select file_hash from core.submission where file_name like '%/b.xlsx'")
    told = set_aside.decide(opened, file_hash[:9], by="A. Putri", reason="Dikirim pihak lain")
    assert told == ("submissions/1276/b.xlsx", "submissions_ingest")
    assert inbox.needs_judging(opened, 2017)
    ingest(database, opened)
    assert not inbox.needs_judging(opened, 2017)
    assert rows(opened, STATES) == [("submissions/1276/a.xlsx", "accepted"), ("submissions/1276/b.xlsx", "rejected")]
    assert rows(opened, REFUSED) == [
        ("submissions/1276/b.xlsx", "submission.not_set_aside", "Dikirim pihak lain (A. Putri)")
    ]
    assert rows(opened, f"select layer, received, rejected from quality.ledger where file_hash = '{file_hash}'") == [
        ("file", 1, 1), ("row", 6, 6),
    ]  # fmt: skip
    set_aside.decide(opened, file_hash, by="A. Putri", reason="Ternyata sah", is_back=True)
    assert inbox.needs_judging(opened, 2017)
    ingest(database, opened)
    assert rows(opened, STATES) == [("submissions/1276/a.xlsx", "superseded"), ("submissions/1276/b.xlsx", "accepted")]
    assert rows(opened, "select kind, subject, outcome, decided_by, reason from ops.decision order by decision_id") == [
        ("set_aside", file_hash, "set_aside", "A. Putri", "Dikirim pihak lain"),
        ("set_aside", file_hash, "taken_back", "A. Putri", "Ternyata sah"),
    ]


def test_a_file_that_kills_its_reader_is_set_aside_unread_and_the_run_goes_on(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    deliver(box, "1101/bomb.xlsx", b"bomb")
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework))
    fail_on(b"bomb", KeyboardInterrupt(), monkeypatch)
    hashes = inbox.receive(opened, 2017)
    with pytest.raises(KeyboardInterrupt):
        inbox.read_files(opened, 2017, hashes)
    opened.rollback()
    inbox.receive(opened, 2017)
    set_aside.decide(opened, archive_hash(b"bomb"), by="Ani", reason="Menghentikan pembaca")
    ingest(database, opened)
    assert rows(opened, REFUSED) == [
        ("submissions/1101/bomb.xlsx", "submission.not_set_aside", "Menghentikan pembaca (Ani)")
    ]
    assert rows(opened, "select state from core.submission where city_code = '1276'") == [("accepted",)]
    assert sql_files.query(opened, "checks/ledger_adds_up.sql", {"cycle": 2017}) == []


def archive_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_answers_to_tickets_are_set_aside_with_all_that_stands_in_the_file(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework, startups=Answer(12, 2011, "Dinas", "Daftar")))
    ingest(database, opened)
    asked = sql_files.query(opened, "read/feedback/ticket.sql", {"cycle": 2017})
    assert asked
    answered = tickets.text_of(asked).replace(";;\n", ";benar;SK 12\n").encode()
    deliver(box, "1276/tiket.csv", answered, day=22)
    ingest(database, opened)
    assert rows(opened, "select distinct state from quality.ticket") == [("answered",)]
    set_aside.decide(opened, archive_hash(answered), by="Ani", reason="Bukan dari kota")
    assert inbox.needs_judging(opened, 2017)
    ingest(database, opened)
    assert not inbox.needs_judging(opened, 2017)
    assert ("submissions/1276/tiket.csv", "ticket.not_set_aside", "Bukan dari kota (Ani)") in rows(opened, REFUSED)
    assert rows(
        opened, "select layer, received, accepted, rejected from quality.ledger where dataset = 'tickets' order by 1"
    ) == [("file", 1, 0, 1), ("row", len(asked), 0, len(asked))]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("", "is not a hash"),
        ("zz", "is not a hash"),
        ("\x1b[2Jabcd", r"\\x1b\[2Jabcd' is not a hash"),
        ("abcdef", "No file that was received"),
    ],
)
def test_a_hash_of_no_file_is_refused_with_words(opened: Connection, file: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        set_aside.decide(opened, file, by="Ani", reason="uji")


def test_a_beginning_of_several_hashes_and_a_decision_taken_already_are_refused_with_words(
    box: Path, opened: Connection
) -> None:
    for name, content in (("a.csv", b"b"), ("b.csv", b"c")):
        deliver(box, f"1276/{name}", content)
    one, other = sorted(inbox.receive(opened, 2017))
    with opened.cursor() as cursor:
        cursor.execute("update raw.receipt set file_hash = 'abcd' || substr(file_hash, 5)")
    with pytest.raises(Refusal, match=f"several.*\n- 2017 abcd{one[4:]}|several.*\n- 2017 abcd{other[4:]}"):
        set_aside.decide(opened, "abcd", by="Ani", reason="uji")
    with pytest.raises(Refusal, match="--by is empty"):
        set_aside.decide(opened, f"abcd{one[4:]}", by=" ", reason="uji")
    with pytest.raises(Refusal, match="is not set aside"):
        set_aside.decide(opened, f"abcd{one[4:]}", by="Ani", reason="uji", is_back=True)
    set_aside.decide(opened, f"ABCD{one[4:]}", by="Ani", reason="uji")
    with pytest.raises(Refusal, match="set aside already"):
        set_aside.decide(opened, f"abcd{one[4:]}", by="Ani", reason="uji")


def test_the_command_says_what_was_decided_and_shows_no_control_character(
    box: Path, opened: Connection, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RKCI_OWNER_URL", database)
    monkeypatch.setenv("AIRFLOW_CONN_RKCI", database)
    deliver(box, "1276/\x1b[31m\u202egnp.csv", b"whatever")
    (file_hash,) = inbox.receive(opened, 2017)
    opened.commit()
    done = CliRunner().invoke(app, ["set-aside", "--file", file_hash[:8], "--by", "Ani", "--reason", "uji"])
    assert done.exit_code == 0, done.output
    assert done.output.startswith("submissions/1276/\\x1b[31m\\u202egnp.csv is set aside, decided by Ani.")
    assert done.output.isascii()


def test_what_says_why_a_file_cannot_be_read_holds_only_what_the_database_holds(opened: Connection) -> None:
    error = UnreadableError("no_header", found="a\0b\ud800", sheet="x\0")
    assert (error.found, error.sheet) == ("a\u2400b\ufffd", "x\u2400")
