"""Files of assessments: CSV and XLSX, in order or not, broken or not; nothing is lost and nothing is a traceback."""

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from assessed import BINJAI, HEADER, LEDGER, QUESTION, REFUSED, deliver, reading, rows
from psycopg2.extensions import connection as Connection

from rkci.assessment import register
from rkci.assessment.reading import read
from rkci.database.connection import connect
from rkci.intake import lists, set_aside
from rkci.intake.errors import UnreadableError
from rkci.quality.validate import validate
from rkci.refusal import Refusal

TakeIn = Callable[[], bool]


def workbook(tmp_path: Path, *rows_of_sheet: list[object], title: str = "Penilaian") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows_of_sheet:
        sheet.append(row)
    book.save(tmp_path / "made.xlsx")
    return (tmp_path / "made.xlsx").read_bytes()


def test_a_workbook_with_a_title_moved_columns_and_indonesian_headings_is_read(tmp_path: Path) -> None:
    content = workbook(
        tmp_path,
        ["Penilaian meja 2017"],
        [],
        ["Tingkat", "Kode kota / city_code", "Siklus", "KODE INDIKATOR", "Asesor", "Waktu membaca"],
        [3, BINJAI, 2017, QUESTION, "A01", datetime.datetime(2017, 6, 20, 9, 30)],
        [],
        [None, None, None, None, "A02"],
    )
    found, received = read(content, "a.xlsx")
    assert received == len(found) == 2
    assert (found[0].row_number, found[0].cell, found[0].written["level"]) == (4, "A4", "3")
    assert found[0].written["read_at"] == "2017-06-20T09:30:00"
    assert found[1].written == {"assessor": "A02"}


@pytest.mark.parametrize(
    ("content", "name", "rule"),
    [
        (b"", "a.csv", "no_header"),
        (b"Yth. Tim RKCI", "a.xlsx", "not_a_workbook"),
        (b"kota;tingkat\n1276;3\n", "a.csv", "no_header"),
        (b"PK\x03\x04 broken", "a.csv", "not_a_workbook"),
    ],
)
def test_what_cannot_be_read_has_a_reason(content: bytes, name: str, rule: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read(content, name)
    assert raised.value.rule == rule


def test_broken_and_odd_files_are_refused_row_by_row_and_the_ledger_adds_up(
    opened: Connection, box: Path, take_in: TakeIn, tmp_path: Path
) -> None:
    good = reading("A01", 3)
    deliver(box / "surat.xlsx", b"Yth. Tim RKCI")
    deliver(box / "kosong.csv", b"")
    deliver(box / "judul saja.csv", ";".join(HEADER).encode(), day=1)
    hostile = "'; drop table core.assessment; -- \0 \u202e"
    lines = [
        HEADER,
        [str(value) for value in good.values()],
        [hostile] * len(HEADER),
        ["", "", "", "", "", "x", "", ""],
    ]
    deliver(box / "aneh.csv", "\r\n".join(";".join(line) for line in lines).encode("utf-16"), day=2)
    content = workbook(tmp_path, list(HEADER), list(reading("A02", "#REF!").values()), title="=cmd")
    deliver(box / "rumus.xlsx", content, day=3)
    take_in()
    assert rows(opened, LEDGER) == [("file", 5, 3, 2, 0), ("row", 4, 1, 3, 0)]
    refused = rows(opened, REFUSED)
    assert [found for _, rule, found in refused if rule == "assessment_file.readable"] == [
        "no_header: 0 bytes",
        "not_a_workbook: Yth. Tim RKCI",
    ]
    assert ("row", "assessment.sheet_of_workbook", "=cmd") in refused
    assert ("row", "assessment.level_is_one_of_five", "#REF!") in refused


def test_the_writer_may_add_what_came_in(opened: Connection, box: Path, writer_url: str, take_in: TakeIn) -> None:
    from rkci.assessment.ingest import ASSESSMENTS

    deliver(box / "a.csv", (",".join(HEADER) + "\n2017,1276,x,A01,3,,,\n").encode())
    with connect(writer_url) as connection:
        assert ASSESSMENTS.receive(connection, 2017)
        assert ASSESSMENTS.read_files(connection, 2017) == {"files": 1, "unreadable": 0, "rows": 1}
        ASSESSMENTS.stage(connection, 2017)
    for suite in ASSESSMENTS.suites:
        validate(writer_url, suite, 2017)
    with connect(writer_url) as connection:
        ASSESSMENTS.accept(connection, 2017)


def test_a_day_that_does_not_exist_is_a_warning_and_no_error(
    opened: Connection, give: Callable[..., Path], take_in: TakeIn
) -> None:
    give("a.csv", reading("A01", 3, read_at="2017-02-31"), reading("A02", 3, read_at="20/6/2017"))
    take_in()
    assert rows(opened, "select assessor, read_at from core.assessment order by 1") == [("A01", None), ("A02", None)]
    flagged = "select count(*) from quality.latest_failed_row where rule_id = 'assessment.read_at_readable'"
    assert rows(opened, flagged) == [(2,)]


def test_a_register_that_does_not_hold_is_refused_with_every_fault_and_leaves_the_old_one(
    opened: Connection, tmp_path: Path
) -> None:
    file = tmp_path / "baru.csv"
    file.write_text(
        "assessor,name,conflict_city_code,conflict_reason\n"
        "A01,Ani,,\nA01,Budi,,\n,Tanpa kode,,\nA02,Budi,9999,kerabat\nA05,Edi,1276,\n"
    )
    with pytest.raises(Refusal) as raised:
        register.load(opened, 2017, file)
    told = str(raised.value)
    for words in (
        "row 3, column name: A01 is called 'Ani' above",
        "row 3: A01 and no city appear twice",
        "row 4, column assessor: it is empty",
        "row 5, column conflict_city_code: 9999 is not a BPS code",
        "row 6, column conflict_reason: a city needs a reason",
    ):
        assert words in told
    assert rows(opened, "select count(*) from ops.assessor") == [(4,)]


def test_levels_delivered_again_after_others_are_the_newest_word_and_set_aside_they_are_none(
    opened: Connection, give: Callable[..., Path], take_in: Callable[[], bool]
) -> None:
    level = "select level from core.assessment"
    one = give("A01.csv", reading("A01", 2), day=0).read_bytes()
    give("b.csv", reading("A01", 3), day=1)
    take_in()
    assert rows(opened, level) == [(3,)]
    give("c.csv", reading("A01", 2), day=2)
    assert take_in()
    assert rows(opened, level) == [(2,)]
    assert rows(opened, LEDGER) == [("file", 3, 2, 0, 1), ("row", 2, 1, 0, 1)]
    # what is repeated after the phase is late, and no word
    give("d.csv", reading("A01", 3), day=40)
    take_in()
    assert rows(opened, level) == [(2,)]
    set_aside.decide(opened, hashlib.sha256(one).hexdigest(), by="Ani", reason="Bukan dari A01")
    assert take_in()
    assert not take_in()
    assert rows(opened, level) == [(3,)]
    assert rows(opened, REFUSED) == [("file", "assessment_file.not_set_aside", "Bukan dari A01 (Ani)")]
    assert rows(opened, LEDGER) == [("file", 4, 1, 1, 2), ("row", 2, 1, 1, 0)]


def test_a_list_that_the_reader_fails_on_stops_no_other_and_is_read_once_the_reader_is_right(
    opened: Connection, give: Callable[..., Path], take_in: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    give("A01.csv", reading("A01", 2))
    give("A02.csv", reading("A02", 3))
    read = lists.read

    def failing(form: lists.Form, content: bytes, file_name: str) -> object:
        if "A01" in file_name:
            raise LookupError
        return read(form, content, file_name)

    with monkeypatch.context() as patched:
        patched.setattr(lists, "read", failing)
        take_in()
    assert rows(opened, REFUSED) == [("file", "assessment_file.reader_succeeds", "LookupError")]
    assert rows(opened, "select assessor from core.assessment") == [("A02",)]
    take_in()
    assert rows(opened, REFUSED) == []
    assert rows(opened, "select assessor from core.assessment order by 1") == [("A01",), ("A02",)]
