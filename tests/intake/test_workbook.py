"""The workbook: what is written is read again, the same inputs give the same bytes, and nothing in it is a formula."""

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rkci.city_register import City
from rkci.cycles import Cycle
from rkci.cycles.signing_key import DEMO_KEY
from rkci.framework import Framework
from rkci.intake import workbook
from rkci.intake.counting import count_answers
from rkci.intake.reading import Reading, read
from rkci.intake.seal import seal
from rkci.intake.workbook import Answer

BINJAI = City("1276", "Kota Binjai", "Sumatera Utara")
ANSWERS = {
    "market_pct": Answer(12.5, 2016, "Dinas Perdagangan", "Daftar pasar 2016", "per Desember"),
    "startups": Answer("1.234", 2017),
    "plan": Answer("Ya"),
    "integration": Answer(3),
    "budget_pct": Answer("TAP"),
    "complaint_days": Answer(""),
}


def write(path: Path, cycle: Cycle, framework: Framework, **options: object) -> Path:
    workbook.write(path, cycle=cycle, framework=framework, city=BINJAI, **options)  # type: ignore[arg-type]
    return path


def reread(path: Path) -> Reading:
    return read(path.read_bytes(), path.name)


def test_what_is_written_is_read_again(tmp_path: Path, cycle: Cycle, framework: Framework) -> None:
    found = reread(write(tmp_path / "a.xlsx", cycle, framework, answers=ANSWERS, officer={"officer": "Siti"}))
    assert found.unreadable is None
    assert found.identity["city_code"] == "1276"
    assert found.identity["city_name"] == "Kota Binjai"
    assert found.identity["cycle"] == "2017"
    assert found.identity["framework_hash"] == framework.content_hash
    assert found.identity["seal"] == seal(DEMO_KEY, 2017, "1276", framework.content_hash)
    assert found.identity["officer"] == "Siti"
    assert found.identity["origin"] == ""
    assert {row.indicator_code: (row.value, row.is_number) for row in found.answers} == {
        "market_pct": ("12.5", True),
        "startups": ("1.234", False),
        "plan": ("Ya", False),
        "integration": ("3", True),
        "budget_pct": ("TAP", False),
    }
    market = next(row for row in found.answers if row.indicator_code == "market_pct")
    assert (market.sheet, market.row_number, market.cell) == ("Ekonomi", 6, "E6")
    assert (market.year, market.agency) == ("2016", "Dinas Perdagangan")
    assert (market.evidence, market.note) == ("Daftar pasar 2016", "per Desember")


def test_the_cell_that_an_answer_names_holds_it(tmp_path: Path, cycle: Cycle, framework: Framework) -> None:
    path = write(tmp_path / "a.xlsx", cycle, framework, answers=ANSWERS)
    book = openpyxl.load_workbook(path)
    for row in reread(path).answers:
        assert str(book[row.sheet][row.cell].value) == row.value


def test_the_independent_reader_counts_what_the_loader_reads(
    tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    path = write(tmp_path / "a.xlsx", cycle, framework, answers=ANSWERS)
    assert count_answers(path.read_bytes(), path.name) == 5 == len(reread(path).answers)


def test_an_empty_workbook_has_no_answers(tmp_path: Path, cycle: Cycle, framework: Framework) -> None:
    path = write(tmp_path / "a.xlsx", cycle, framework)
    assert reread(path).answers == ()
    assert count_answers(path.read_bytes(), path.name) == 0


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path, cycle: Cycle, framework: Framework) -> None:
    first = write(tmp_path / "a.xlsx", cycle, framework, answers=ANSWERS)
    second = write(tmp_path / "b.xlsx", cycle, framework, answers=ANSWERS)
    assert first.read_bytes() == second.read_bytes()


def test_it_asks_for_submitted_indicators_only(tmp_path: Path, cycle: Cycle, framework: Framework) -> None:
    book = openpyxl.load_workbook(write(tmp_path / "a.xlsx", cycle, framework))
    assert book.sheetnames == [
        "Petunjuk", "Identitas", "Ekonomi", "Tata kelola", "Inovasi", "Tingkat kematangan",
    ]  # fmt: skip
    codes = {row[0].value for sheet in book.worksheets[2:4] for row in sheet.iter_rows(min_row=5)}
    assert {indicator.code for indicator in framework.indicators} & codes == ANSWERS.keys()


def test_a_simulated_workbook_says_so_on_every_sheet(tmp_path: Path, cycle: Cycle, framework: Framework) -> None:
    path = write(tmp_path / "a.xlsx", cycle, framework, is_simulated=True)
    assert all("SIMULASI / SIMULATED" in str(sheet["A2"].value) for sheet in openpyxl.load_workbook(path).worksheets)
    assert reread(path).identity["origin"] == "SIMULASI / SIMULATED"


def test_only_the_cells_to_fill_in_are_unlocked(tmp_path: Path, cycle: Cycle, framework: Framework) -> None:
    sheet = openpyxl.load_workbook(write(tmp_path / "a.xlsx", cycle, framework))["Ekonomi"]
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[6]] == [True] * 4 + [False, True] + [False] * 4
    assert sheet.freeze_panes == "C5"


def test_every_kind_of_answer_has_its_validation_and_comment(
    tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    book = openpyxl.load_workbook(write(tmp_path / "a.xlsx", cycle, framework))
    economy, governance = (
        {str(rule.sqref): rule for rule in book[name].data_validations.dataValidation}
        for name in ("Ekonomi", "Tata kelola")
    )
    assert (economy["E6"].type, float(economy["E6"].formula1), float(economy["E6"].formula2)) == ("decimal", 0, 100)
    assert (governance["E6"].formula1, governance["E7"].formula1) == ('"Ya,Tidak,TAP,-"', '"1,2,3,4,5,TAP,-"')
    assert "dari 0 sampai 100" in book["Ekonomi"]["E6"].comment.text
    assert "Daftar pasar" in book["Ekonomi"]["I6"].comment.text


def test_every_cell_to_fill_in_has_a_validation_and_a_comment_and_no_other_is_unlocked(
    tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    book = openpyxl.load_workbook(write(tmp_path / "a.xlsx", cycle, framework))
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    for sheet in book.worksheets:
        entries = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
        assert all(cell.comment for cell in entries)
        for cell in entries:
            assert any(cell.coordinate in rule.sqref for rule in sheet.data_validations.dataValidation), cell
        assert bool(entries) == (sheet.title not in ("Petunjuk", "Tingkat kematangan"))


def test_a_maturity_question_names_its_levels_and_the_evidence_that_each_requires(
    tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    book = openpyxl.load_workbook(write(tmp_path / "a.xlsx", cycle, framework))
    comment = book["Tata kelola"]["E7"].comment.text
    assert "1 = Berdiri sendiri\n2 = Berkas dipertukarkan [bukti: Contoh berkas]" in comment
    listed = [[cell.value for cell in row] for row in book["Tingkat kematangan"].iter_rows(min_row=5, max_col=5)]
    assert [(row[0], row[2]) for row in listed] == [("integration", level) for level in range(1, 6)]
    assert listed[4][3:5] == ["Terhubung penuh\nFully linked", "Laporan pemantauan\nMonitoring report"]


def test_what_looks_like_a_formula_stays_text(tmp_path: Path, cycle: Cycle, framework: Framework) -> None:
    hostile = {"startups": Answer("=1+1", note='=HYPERLINK("http://x")')}
    path = write(tmp_path / "a.xlsx", cycle, framework, answers=hostile)
    with zipfile.ZipFile(path) as archive:
        assert not any(b"<f>" in archive.read(part) for part in archive.namelist() if "worksheets/" in part)
    (row,) = reread(path).answers
    assert (row.value, row.is_number) == ("=1+1", False)


def test_a_dimension_name_that_excel_refuses_is_made_one_that_it_takes(
    tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    nodes = tuple(
        replace(node, name_id="Tata kelola/keuangan: [kota] dan layanan") if node.code == "governance" else node
        for node in framework.nodes
    )
    path = write(tmp_path / "a.xlsx", cycle, replace(framework, nodes=nodes))
    assert openpyxl.load_workbook(path).sheetnames[3] == "Tata kelola-keuangan- -kota- dan layanan"[:31]


@settings(max_examples=40)
@given(number=st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300))
def test_a_number_cell_reads_back_the_same(
    number: float, tmp_path_factory: pytest.TempPathFactory, cycle: Cycle, framework: Framework
) -> None:
    path = write(tmp_path_factory.getbasetemp() / "n.xlsx", cycle, framework, answers={"startups": Answer(number)})
    (row,) = reread(path).answers
    assert row.is_number
    # XLSX itself keeps 16 significant digits, as XlsxWriter writes them.
    assert float(row.value) == float(f"{number:.16G}")
