"""Reading what came back: moved columns, CSV, broken files; an unreadable file is a value with a place."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from rkci.city_register import City
from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake import workbook
from rkci.intake.counting import count_answers
from rkci.intake.errors import UnreadableError
from rkci.intake.reading import read
from rkci.intake.workbook import Answer

ANSWERS = {"market_pct": Answer(12.5, 2016), "startups": Answer("1.234"), "plan": Answer("Ya")}


@pytest.fixture
def content(tmp_path: Path, cycle: Cycle, framework: Framework) -> bytes:
    """A sound workbook of Binjai with three answers."""
    path = tmp_path / "sound.xlsx"
    city = City("1276", "Kota Binjai", "Sumatera Utara")
    workbook.write(path, cycle=cycle, framework=framework, city=city, answers=ANSWERS)
    return path.read_bytes()


def edited(content: bytes, edit: Callable[[openpyxl.Workbook], object]) -> bytes:
    """The workbook after someone edited and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def answers(content: bytes, file_name: str = "a.xlsx") -> dict[str, str]:
    found = read(content, file_name)
    assert found.unreadable is None, found.unreadable
    assert count_answers(content, file_name) == len(found.answers)
    return {row.indicator_code: row.value for row in found.answers}


def refusal(content: bytes, file_name: str = "a.xlsx") -> UnreadableError:
    found = read(content, file_name).unreadable
    assert found is not None
    return found


def test_moved_columns_and_rows_are_found_by_their_headers(content: bytes) -> None:
    def move(book: openpyxl.Workbook) -> None:
        book["Ekonomi"].insert_cols(1, 2)
        book["Ekonomi"].insert_rows(1, 3)
        book["Identitas"].insert_rows(1, 2)

    found = read(edited(content, move), "a.xlsx")
    assert found.identity["city_code"] == "1276"
    assert {row.indicator_code: row.cell for row in found.answers}["market_pct"] == "G9"
    assert answers(edited(content, move)) == {"market_pct": "12.5", "startups": "1.234", "plan": "Ya"}


def test_a_header_in_one_language_and_any_case_will_do(content: bytes) -> None:
    def shorten(book: openpyxl.Workbook) -> None:
        book["Ekonomi"]["A4"] = "  CODE "
        book["Ekonomi"]["E4"] = "jawaban"

    assert answers(edited(content, shorten))["market_pct"] == "12.5"


def test_blank_cells_of_spaces_are_no_answers(content: bytes) -> None:
    found = answers(edited(content, lambda book: book["Tata kelola"].__setitem__("E7", " \u00a0 ")))
    assert "integration" not in found


def test_an_error_and_a_formula_without_result_are_answers_that_were_written(content: bytes) -> None:
    def damage(book: openpyxl.Workbook) -> None:
        book["Tata kelola"]["E7"] = "#REF!"
        book["Tata kelola"]["E9"] = "=1+1"

    found = answers(edited(content, damage))
    assert found["integration"] == "#REF!"
    assert found["budget_pct"] == "=1+1"


def test_the_result_of_a_formula_is_the_answer() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("Identitas").write_row(0, 0, ["Kode kota (BPS)", 1276])
        sheet = book.add_worksheet("Ekonomi")
        sheet.write_row(0, 0, ["Kode", "Jawaban"])
        sheet.write_string(1, 0, "market_pct")
        sheet.write_formula(1, 1, "=5*2.5", None, 12.5)
        sheet.write_string(2, 0, "plan")
        sheet.write_boolean(2, 1, True)
    found = read(made.getvalue(), "a.xlsx")
    assert found.identity == {"city_code": "1276"}
    assert answers(made.getvalue()) == {"market_pct": "12.5", "plan": "TRUE"}


def test_a_date_in_the_answer_is_text(content: bytes) -> None:
    def put(book: openpyxl.Workbook) -> None:
        book["Ekonomi"]["E6"] = date(2017, 5, 1)

    (row,) = (row for row in read(edited(content, put), "a.xlsx").answers if (row.sheet, row.cell) == ("Ekonomi", "E6"))
    assert (row.value, row.is_number) == ("2017-05-01", False)


# Unreadable ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Yth. Tim RKCI",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"PK\x03\x04" + b"x" * 100,
        b"\xff\xfe\0",
    ],
    ids=["empty", "text", "xls", "half a zip", "noise"],
)
def test_what_is_no_workbook_is_refused_as_such(content: bytes) -> None:
    assert refusal(content).rule == "not_a_workbook"


def test_the_refusal_of_a_text_shows_its_beginning() -> None:
    assert refusal(b"Yth. Tim RKCI, menyusul").found == "Yth. Tim RKCI, menyusul"


def test_a_truncated_workbook_is_refused(content: bytes) -> None:
    assert refusal(content[: len(content) // 2]).rule == "not_a_workbook"


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("surat.txt", "Yth.")
    assert refusal(packed.getvalue()).rule == "not_a_workbook"


def test_a_workbook_without_identity_names_the_sheets_that_it_has(content: bytes) -> None:
    found = refusal(edited(content, lambda book: book.remove(book["Identitas"])))
    assert (found.rule, found.found) == (
        "no_identity_sheet",
        "Petunjuk, Ekonomi, Tata kelola, Inovasi, Tingkat kematangan",
    )


def test_a_workbook_without_questions_is_refused(content: bytes) -> None:
    def strip(book: openpyxl.Workbook) -> None:
        book.remove(book["Ekonomi"])
        book.remove(book["Tata kelola"])
        book.create_sheet("Sheet1")

    assert refusal(edited(content, strip)).rule == "no_indicator_sheet"


def test_a_sheet_without_header_is_refused_with_its_place(content: bytes) -> None:
    found = refusal(edited(content, lambda book: book["Ekonomi"].delete_rows(4)))
    assert (found.rule, found.sheet, found.cell) == ("no_header", "Ekonomi", "A1")
    assert found.found.startswith("RKCI 2017 - Kota Binjai")


def test_a_document_type_is_refused(content: bytes) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    assert refusal(with_part(content, "xl/sharedStrings.xml", bomb)).rule == "not_a_workbook"


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(content: bytes) -> None:
    found = refusal(with_part(content, "xl/media/big.bin", b"\0" * (65 * 1024 * 1024)))
    assert found.rule == "not_a_workbook"
    assert "bytes when unpacked" in found.found


def test_a_cell_at_the_end_of_the_sheet_is_refused_before_it_takes_all_memory(content: bytes) -> None:
    found = refusal(edited(content, lambda book: book["Ekonomi"].__setitem__("XFD1048576", "x")))
    assert (found.rule, found.sheet) == ("not_a_workbook", "Ekonomi")


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return packed.getvalue()


# CSV ----------------------------------------------------------------------------------------------------

CSV = """Kode kota (BPS);1276
Nama kota;Kota Binjai
Siklus;2017

Kode;Indikator;Jawaban;Tahun data;Catatan
market_pct;Pasar digital;12,5;2016;"dua
baris"
startups;Usaha rintisan;;;
plan;Rencana induk;Ya
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_of_any_separator_and_encoding_is_read(encoding: str, separator: str) -> None:
    text = CSV.replace("12,5", '"12,5"').replace(";", separator).replace("dua", "dua é")
    content = text.replace("\n", "\r\n").encode(encoding)
    found = read(content, "Jawaban.CSV")
    assert found.identity == {"city_code": "1276", "city_name": "Kota Binjai", "cycle": "2017"}
    assert answers(content, "Jawaban.CSV") == {"market_pct": "12,5", "plan": "Ya"}
    assert [(row.sheet, row.cell, row.is_number) for row in found.answers] == [
        ("csv", "C6", False),
        ("csv", "C8", False),
    ]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "no_header"),
        (b"Kode kota;1276\nsurat", "no_header"),
        (b"Kode;Jawaban\nplan;Ya\n", "no_identity_sheet"),
        (b"\xff\xfe\x00", "not_a_workbook"),
    ],
)
def test_a_csv_that_cannot_be_read_says_why(content: bytes, rule: str) -> None:
    assert refusal(content, "a.csv").rule == rule


def test_a_workbook_called_csv_is_read_as_a_workbook(content: bytes) -> None:
    assert len(answers(content, "a.csv")) == 3


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
@pytest.mark.parametrize("blank", [b"", b" ", b"\n", b" \r\n\t" * 40])
def test_a_file_of_nothing_but_blanks_is_refused_with_its_size(name: str, blank: bytes) -> None:
    found = read(blank, name).unreadable
    assert found is not None
    assert found.found.startswith(f"{len(blank)} bytes")
