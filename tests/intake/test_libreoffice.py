"""The workbook in LibreOffice: it opens and saves without repair, and reads back with the same values."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from rkci import cycles
from rkci import framework as frameworks
from rkci.city_register import City
from rkci.intake import workbook
from rkci.intake.counting import count
from rkci.intake.reading import read
from rkci.intake.workbook import Answer
from rkci.simulate import answers, innovations

BINJAI = City("1276", "Kota Binjai", "Sumatera Utara")
SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="needs LibreOffice; install it: apt-get install libreoffice-calc-nogui"
)


def saved_by_libreoffice(path: Path, folder: Path) -> Path:
    """The workbook after LibreOffice opened and saved it, under a profile of its own."""
    out = folder / "saved"
    subprocess.run(
        [
            str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path),
        ],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    return out / path.name


@pytest.mark.parametrize("is_filled", [False, True], ids=["empty", "filled"])
def test_a_workbook_saved_by_libreoffice_reads_back_the_same(tmp_path: Path, is_filled: bool) -> None:
    cycle, framework = cycles.load(2017), frameworks.load("rkci-2017")
    given = answers.answers(framework, "1276", 0.4, 2017, 1) if is_filled else {}
    given |= {"doctors_per_100k": Answer("1.234,5", 2016, note="=1+1")} if is_filled else {}
    listed = innovations.of_binjai(framework) if is_filled else []
    path = tmp_path / "binjai.xlsx"
    workbook.write(path, cycle=cycle, framework=framework, city=BINJAI, answers=given, innovations=listed)

    before = read(path.read_bytes(), path.name)
    saved = saved_by_libreoffice(path, tmp_path)
    after = read(saved.read_bytes(), saved.name)
    assert after.unreadable is None
    assert after == before
    assert len(after.innovations) == len(listed)
    assert count(saved.read_bytes(), saved.name) == count(path.read_bytes(), path.name)

    book, kept = openpyxl.load_workbook(path), openpyxl.load_workbook(saved)
    assert kept.sheetnames == book.sheetnames
    assert all(sheet.protection.sheet for sheet in kept.worksheets)
    for sheet in book.worksheets:
        comments = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
        assert {cell.coordinate for row in kept[sheet.title].iter_rows() for cell in row if cell.comment} == comments
