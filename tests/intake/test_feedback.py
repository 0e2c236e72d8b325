"""What goes back to a city: its workbook marked, a page that says what to fix, all of it inert and repeatable."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from feedback_cases import deliver, ingest, made
from psycopg2.extensions import connection as Connection

from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake import feedback, inbox
from rkci.intake.feedback_workbook import marked
from rkci.intake.reading import read
from rkci.intake.workbook import Answer


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("RKCI_BUILD", str(tmp_path / "build"))
    return tmp_path / "inbox"


def test_a_city_is_told_what_to_mend_once_and_closing_it_renews_the_feedback(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    answers = {
        "market_pct": Answer("<script>alert(1)</script> #eval", 2016, "Dinas", "SK"),
        "startups": Answer(12, 2011, "Dinas", "Daftar"),
        "complaint_days": Answer(3, 2016, "Dinas", "SK"),
        "budget_pct": Answer(""),
    }
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework, **answers))
    ingest(database, opened)
    assert feedback.write(opened, cycle, framework) == ["1276"]
    assert feedback.write(opened, cycle, framework) == []
    folder = feedback.folder(2017) / "1276"
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert sorted(before) == [
        ".told", "rkci-2017_1276_binjai.xlsx", "tiket_1276.csv", "umpan-balik.html", "umpan-balik.pdf",
    ]  # fmt: skip

    page = before["umpan-balik.html"].decode()
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert re.search(r"Tiket / ticket 1, batas waktu / deadline 20\d\d-\d\d-\d\d \d\d:\d\d WIB", page)
    order = [page.index(word) for word in ("Jawaban yang ditolak", "perlu diperiksa <", "Yang belum dijawab")]
    assert order == sorted(order)

    book = openpyxl.load_workbook(io.BytesIO(before["rkci-2017_1276_binjai.xlsx"]))
    colours = {
        cell.fill.fgColor.rgb[2:]: (cell.value, cell.comment.text if cell.comment else "")
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb in ("FFF4A6A0", "FFFFD966", "FFC6E0B4")
    }
    assert colours["F4A6A0"][0] == "<script>alert(1)</script> #eval"
    assert "Jawaban tidak dapat dibaca sebagai angka" in colours["F4A6A0"][1]
    assert colours["F4A6A0"][1].startswith("DITOLAK / REJECTED")
    assert colours["FFD966"][0] == 12
    assert colours["C6E0B4"][0] == 3

    # the same inputs give the same bytes
    (folder / ".told").unlink()
    assert feedback.write(opened, cycle, framework) == ["1276"]
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before

    # the city fixes its own marked workbook and drops it in: the question is gone
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "<script>alert(1)</script> #eval":
                    cell.value = 43.6
    book.save(tmp_path / "fixed.xlsx")
    deliver(box, "1276/b.xlsx", (tmp_path / "fixed.xlsx").read_bytes(), day=25)
    ingest(database, opened)
    with opened.cursor() as cursor:
        cursor.execute("select state from quality.ticket order by severity")
        assert cursor.fetchall() == [("closed",), ("open",)]
    assert feedback.write(opened, cycle, framework) == ["1276"]
    assert "Jawaban yang ditolak" not in (folder / "umpan-balik.html").read_text()


def test_feedback_that_was_cut_short_or_lost_a_file_is_written_by_the_next_run_and_no_other_is_touched(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    deliver(box, "1101/surat.xlsx", b"Yth. Tim RKCI")
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework))
    ingest(database, opened)

    def killed(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(feedback.tickets, "text_of", killed)
        with pytest.raises(KeyboardInterrupt):
            feedback.write(opened, cycle, framework)
    assert list(feedback.folder(2017).iterdir()) == [], "nothing that is half written is handed out"
    assert not inbox.needs_judging(opened, 2017), "nothing is new for the next run"
    assert feedback.write(opened, cycle, framework) == ["1101", "1276"]

    folder = feedback.folder(2017) / "1276"
    whole = {file.name: file.read_bytes() for file in folder.iterdir()}
    other = (feedback.folder(2017) / "1101").stat().st_ino
    for name in whole:
        (folder / name).unlink()
        assert feedback.write(opened, cycle, framework) == ["1276"]
        assert {file.name for file in folder.iterdir()} == set(whole)
        assert (folder / "umpan-balik.html").read_bytes() == whole["umpan-balik.html"]
    assert (feedback.folder(2017) / "1101").stat().st_ino == other
    assert feedback.write(opened, cycle, framework) == []


def test_a_file_that_cannot_be_read_gets_an_empty_workbook_and_the_reason_first(
    box: Path, opened: Connection, database: str, cycle: Cycle, framework: Framework
) -> None:
    deliver(box, "1276/surat.xlsx", b"Yth. Tim RKCI")
    ingest(database, opened)
    assert feedback.write(opened, cycle, framework) == ["1276"]
    folder = feedback.folder(2017) / "1276"
    page = (folder / "umpan-balik.html").read_text()
    assert "Berkas tidak dapat dibaca" in page
    assert "Yth. Tim RKCI" in page
    assert (folder / "umpan-balik.pdf").read_bytes().startswith(b"%PDF")
    assert "Identitas" in openpyxl.load_workbook(folder / "rkci-2017_1276_binjai.xlsx").sheetnames


def test_formulas_links_and_conditional_formats_of_a_city_do_not_survive() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "=cmd|' /C calc'!A0"
    sheet["A2"] = '=HYPERLINK("http://example.org","x")'
    sheet["A3"] = "teks"
    sheet["A3"].hyperlink = "http://example.org"
    sheet["A4"].value, sheet["A4"].data_type = "=1+1", "s"
    delivered = io.BytesIO()
    book.save(delivered)
    returned = marked(delivered.getvalue(), {(sheet.title, "A3"): ("rejected", ["Perbaiki.\nMend it."])})
    with zipfile.ZipFile(io.BytesIO(returned)) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets"))
    assert b"<f>" not in sheets
    assert b"hyperlink" not in sheets
    shown = openpyxl.load_workbook(io.BytesIO(returned)).active
    assert [shown[f"A{row}"].value for row in (1, 2, 3, 4)] == [
        "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org","x")', "teks", "=1+1",
    ]  # fmt: skip
    assert shown["A3"].comment.text.startswith("DITOLAK")
    assert marked(delivered.getvalue(), {}) == marked(delivered.getvalue(), {})


def test_a_marked_workbook_keeps_its_answers_comments_drop_downs_protection_and_seal(
    tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    delivered = made(tmp_path, cycle, framework)
    before = read(delivered, "a.xlsx")
    marks = {(answer.sheet, answer.cell): ("warning", ["Periksa <&> \x01."]) for answer in before.answers[:2]}
    returned = marked(delivered, marks)
    assert read(returned, "a.xlsx") == before
    own, kept = (openpyxl.load_workbook(io.BytesIO(content)) for content in (delivered, returned))
    assert kept.sheetnames == own.sheetnames
    for sheet in own.worksheets:
        other = kept[sheet.title]
        assert other.protection.sheet
        assert other.print_title_rows == sheet.print_title_rows
        rules, others = (
            {
                (str(rule.sqref), rule.type, rule.formula1, rule.formula2)
                for rule in each.data_validations.dataValidation
            }
            for each in (sheet, other)
        )
        assert others == rules
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            twin = other[cell.coordinate]
            assert (twin.protection.locked, twin.number_format) == (cell.protection.locked, cell.number_format)
            if (sheet.title, cell.coordinate) in marks:
                assert twin.fill.fgColor.rgb == "FFFFD966"
                assert twin.comment.text == "PERIKSA / PLEASE CHECK\n\nPeriksa <&> \ufffd."
            else:
                assert twin.fill.fgColor.rgb == cell.fill.fgColor.rgb
                assert (twin.comment and twin.comment.text) == (cell.comment and cell.comment.text)
