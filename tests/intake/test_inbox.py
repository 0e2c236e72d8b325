"""From the inbox to the ledger on a real PostgreSQL: nothing is lost, read twice, or harmed by a broken file."""

import io
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from psycopg2.extensions import connection as Connection

from rkci import simulate
from rkci.cycles import Cycle
from rkci.database import sql_files
from rkci.database.connection import connect
from rkci.framework import Framework
from rkci.intake import archive, history, inbox, ingest, submissions, workbook
from rkci.intake.workbook import Answer, City
from rkci.quality.validate import validate

CYCLE = {"cycle": 2017}


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An inbox and an archive of the test's own; the inbox."""
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    return tmp_path / "inbox"


def deliver(box: Path, name: str, content: bytes, day: int = 20) -> Path:
    path = box / "2017" / "submissions" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    at = (datetime.fromisoformat("2017-05-01T10:00:00+07:00") + timedelta(days=day)).timestamp()
    os.utime(path, (at, at))
    return path


def made(tmp_path: Path, cycle: Cycle, framework: Framework, **answers: Answer) -> bytes:
    path = tmp_path / "made.xlsx"
    city = City("1276", "Kota Binjai", "Aceh")
    workbook.write(path, cycle=cycle, framework=framework, city=city, answers=answers)
    return path.read_bytes()


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_what_was_received_is_archived_by_hash_and_not_received_again(box: Path, opened: Connection) -> None:
    path = deliver(box, "1276/surat.xlsx", b"Yth. Tim RKCI")
    (file_hash,) = inbox.receive(opened, 2017)
    assert archive.load(file_hash) == b"Yth. Tim RKCI"
    assert rows(opened, "select file_name, folder_city_code, size_bytes from raw.file") == [
        ("submissions/1276/surat.xlsx", "1276", 13)
    ]
    inbox.read_files(opened, 2017, [file_hash])
    assert inbox.receive(opened, 2017) == []
    path.unlink()
    assert inbox.receive(opened, 2017) == []
    assert archive.load(file_hash) == b"Yth. Tim RKCI"


def test_what_was_received_and_not_read_is_given_again(box: Path, opened: Connection) -> None:
    deliver(box, "1276/a.xlsx", b"a")
    assert inbox.receive(opened, 2017) == inbox.receive(opened, 2017) != []


def test_reading_again_adds_nothing(box: Path, opened: Connection) -> None:
    deliver(box, "1276/a.xlsx", b"a")
    hashes = inbox.receive(opened, 2017)
    assert inbox.read_files(opened, 2017, hashes) == {"files": 1, "unreadable": 1, "rows": 0}
    assert inbox.read_files(opened, 2017, hashes) == {"files": 0, "unreadable": 0, "rows": 0}


def test_hidden_and_temporary_files_are_passed_over_and_nothing_else(box: Path, opened: Connection) -> None:
    for name in (".~lock.a.xlsx#", "~$a.xlsx", ".DS_Store", "catatan.txt", "deep/er/b.xlsx"):
        deliver(box, f"1276/{name}", name.encode())
    deliver(box, "loose.xlsx", b"loose")
    inbox.receive(opened, 2017)
    assert rows(opened, "select file_name, folder_city_code from raw.file order by 1") == [
        ("submissions/1276/catatan.txt", "1276"),
        ("submissions/1276/deep/er/b.xlsx", "1276"),
        ("submissions/loose.xlsx", None),
    ]


def test_an_inbox_that_is_not_there_yet_is_empty(box: Path, opened: Connection) -> None:
    assert inbox.receive(opened, 2017) == []


def test_batches_hold_every_hash_once_and_are_never_more_than_asked() -> None:
    for count in (0, 1, 15, 16, 17, 98):
        hashes = [str(number) for number in range(count)]
        found = inbox.batches(hashes)
        assert len(found) <= 16
        assert [one for batch in found for one in batch] == hashes


def test_an_archive_that_was_changed_is_noticed(box: Path, tmp_path: Path) -> None:
    file_hash = archive.store(io.BytesIO(b"a"))
    (tmp_path / "archive" / file_hash[:2] / file_hash).write_bytes(b"b")
    with pytest.raises(archive.ArchiveError, match=file_hash):
        archive.load(file_hash)


def test_text_of_every_kind_arrives_as_it_was_written(
    box: Path, opened: Connection, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    note = "a\tb\nc\\N \\. 'quoted' \"twice\" é \u200f"
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework, plan=Answer("Ya", note=note, evidence="\\N")))
    deliver(box, "1276/b.csv", b"Kode kota (BPS);1276\nKode;Jawaban;Catatan\nplan;Ya;a\0b\n")
    inbox.read_files(opened, 2017, inbox.receive(opened, 2017))
    assert set(rows(opened, "select evidence_text, note_text from raw.submission_row")) == {
        ("\\N", note),
        (None, "a\u2400b"),
    }


def test_an_object_store_serves_as_well_as_a_folder(
    box: Path, opened: Connection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deliver(box, "1276/surat.xlsx", b"Yth. Tim RKCI")
    (by_folder,) = inbox.deliveries(2017)
    monkeypatch.setenv("RKCI_INBOX", (tmp_path / "inbox").as_uri())
    monkeypatch.setenv("RKCI_ARCHIVE", (tmp_path / "objects").as_uri())
    (by_store,) = inbox.deliveries(2017)
    assert (by_store.name, by_store.modified_at) == (by_folder.name, by_folder.modified_at)
    (file_hash,) = inbox.receive(opened, 2017)
    assert (tmp_path / "objects" / file_hash[:2] / file_hash).read_bytes() == b"Yth. Tim RKCI"
    assert inbox.read_files(opened, 2017, [file_hash])["files"] == 1


def test_the_writer_may_add_what_came_and_change_nothing_of_it(box: Path, opened: Connection, writer_url: str) -> None:
    deliver(box, "1276/a.xlsx", b"a")
    with connect(writer_url) as connection:
        assert inbox.read_files(connection, 2017, inbox.receive(connection, 2017))["files"] == 1


def test_the_same_bytes_in_a_wrong_folder_first_count_in_their_own(
    box: Path, opened: Connection, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    content = made(tmp_path, cycle, framework, plan=Answer("Ya"))
    deliver(box, "1101/a.xlsx", content, day=18)
    deliver(box, "1276/a.xlsx", content, day=19)
    inbox.read_files(opened, 2017, inbox.receive(opened, 2017))
    sql_files.run(opened, "staging/submission.sql", CYCLE)
    assert rows(opened, "select folder_city_code, city_code, is_seal_valid from staging.submission") == [
        ("1276", "1276", True)
    ]


def test_an_extension_moves_the_deadline_of_its_city_alone(
    box: Path, opened: Connection, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework, plan=Answer("Ya")))
    deliver(box, "1101/a.xlsx", b"unreadable")
    with opened.cursor() as cursor:
        cursor.execute(
            "insert into ops.submission_extension values"
            " (2017, '1276', '2017-06-10 00:00+07', 'banjir', 'sekretariat'),"
            " (2017, '1276', '2017-06-12 00:00+07', 'banjir', 'sekretariat')"
        )
    inbox.read_files(opened, 2017, inbox.receive(opened, 2017))
    sql_files.run(opened, "staging/submission.sql", CYCLE)
    found = rows(
        opened,
        "select folder_city_code, (deadline_at at time zone 'Asia/Jakarta')::date::text"
        " from staging.submission order by 1",
    )
    assert found == [("1101", "2017-06-07"), ("1276", "2017-06-12")]


PLAUSIBILITY = {
    f"submission_value.{what}"
    for what in (
        "part_within_whole", "sum_of_parts", "requirement_answered", "agrees_with_official", "year_jump",
        "peer_outlier", "repeated_value", "lost_sign", "lost_decimal", "swapped_neighbours", "copied_evidence",
        "copied_text", "required_answered", "fraction_for_percent",
    )
}  # fmt: skip
"""Rules that no honest answer of the simulation should fail."""


def intake(url: str, connection: Connection) -> None:
    """The whole of submissions_ingest, task by task."""
    for batch in inbox.batches(inbox.receive(connection, 2017)):
        inbox.read_files(connection, 2017, batch)
    submissions.stage(connection, 2017)
    connection.commit()
    for suite in ("submission", "submission_value", "innovation"):
        assert not validate(url, suite, 2017).is_stop
    submissions.accept(connection, 2017)
    connection.commit()


def test_a_simulated_inbox_comes_through_with_exactly_its_planted_faults_and_a_ledger_that_adds_up(
    box: Path, opened: Connection, database: str, cycle: Cycle, framework: Framework
) -> None:
    summary = simulate.inbox(cycle, framework, box, seed=1)
    history.load(opened, 2015, summary.folder / "simulated" / "history-2015.csv", framework)
    intake(database, opened)

    # every file and row that was planted to be refused is refused by its rule, and no other
    expected = {
        (fault.file, fault.indicator_code or None, fault.expected_rule)
        for fault in summary.faults
        if fault.expected_state == "rejected"
    }
    found = set(rows(opened, "select file_name, indicator_code, rule_id from quality.rejected_row"))
    assert expected <= found
    assert {(file, code) for file, code, _ in found} == {(file, code) for file, code, _ in expected}
    assert rows(opened, "select * from quality.rejected_row where message_id = '' or found_text is null") == []

    # planted faults that are no reason to refuse came through as meant
    values = {
        (file, code): value
        for file, code, value in rows(
            opened,
            "select file_name, indicator_code, value from core.indicator_value"
            " join core.submission using (cycle_year, file_hash)",
        )
    }
    meant = {"decimal_comma": 43.6, "percent_sign": 43.6, "fraction_for_percent": 0.436, "other_digits": 43.6}
    accepted = [fault for fault in summary.faults if fault.expected_state == "accepted" and fault.indicator_code]
    assert meant.keys() < {fault.fault for fault in accepted}
    for fault in accepted:
        assert (fault.file, fault.indicator_code) in values
        if fault.fault in meant:
            assert values[fault.file, fault.indicator_code] == meant[fault.fault]

    # what is taken and asked about is asked about by its rule; what was not planted is rarely asked about
    warned = rows(
        opened,
        "select row ->> 'file_name', row ->> 'indicator_code', rule_id from quality.latest_failed_row"
        " where severity = 'warning' and rule_id like 'submission_value.%'",
    )
    asked = {(fault.file, fault.indicator_code, fault.expected_rule) for fault in accepted if fault.expected_rule}
    assert asked <= set(warned)
    planted_in = {fault.file for fault in summary.faults}
    noise = [rule for file, _, rule in warned if file not in planted_in and rule in PLAUSIBILITY]
    assert len(noise) <= 3, noise

    # revisions and identical deliveries
    states = dict(rows(opened, "select file_name, state from core.submission"))
    for fault in summary.faults:
        if fault.fault in ("kemendagri_code", "spelling_variant"):
            assert states[fault.file] == "accepted"
        if fault.fault == "corrected_by_revision":
            assert states[fault.file] == "superseded"
            assert states[fault.file.replace(".xlsx", "_r2.xlsx")] == "accepted"
    assert rows(opened, "select count(*) from quality.ledger where layer = 'file' and received = 2") == [(1,)]

    # nothing is lost: per file and layer, and against the files and the raw rows themselves
    assert sql_files.query(opened, "checks/ledger_adds_up.sql", CYCLE) == []
    (totals,) = rows(
        opened,
        "select sum(received) filter (where layer = 'file'), sum(received) filter (where layer = 'row'),"
        " (select count(*) from raw.submission_row) from quality.ledger",
    )
    assert totals[0] == len(summary.files)
    assert totals[1] == totals[2]

    # running twice equals running once
    before = rows(opened, "select * from quality.ledger order by file_hash, layer")
    intake(database, opened)
    assert rows(opened, "select * from quality.ledger order by file_hash, layer") == before
    assert all(flag for (flag,) in rows(opened, "select distinct is_simulated from core.indicator_value"))


def test_the_check_finds_a_file_that_the_ledger_lost_and_a_row_that_does_not_add_up(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework, plan=Answer("Ya"), integration=Answer(7)))
    intake(database, opened)
    assert sql_files.query(opened, "checks/ledger_adds_up.sql", CYCLE) == []
    with opened.cursor() as cursor:
        cursor.execute("update quality.ledger set accepted = accepted - 1 where layer = 'row'")
        cursor.execute("delete from quality.ledger where layer = 'file'")
    with pytest.raises(ingest.LedgerError) as raised:
        ingest.check_ledger(opened, 2017, "submissions")
    assert "submissions/1276/a.xlsx (file)" in str(raised.value)
    assert "submissions/1276/a.xlsx (row): received 2, accepted 0, rejected 1, superseded 0" in str(raised.value)
