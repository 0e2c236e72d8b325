"""maturity.csv: five levels for every maturity indicator, evidence from level 2 on, and part of the method's hash."""

import shutil
from pathlib import Path

import pytest

from rkci import framework as frameworks
from rkci import paths
from rkci.refusal import Refusal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of rkci-2017."""
    return Path(shutil.copytree(paths.FRAMEWORKS / "rkci-2017", tmp_path / "rkci-2017"))


def edit(folder: Path, before: str, after: str) -> None:
    file = folder / "maturity.csv"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_every_maturity_indicator_of_rkci_2017_has_five_levels_in_both_languages() -> None:
    framework = frameworks.load("rkci-2017")
    asked = [indicator.code for indicator in framework.indicators if indicator.value_kind == "maturity"]
    assert [(level.indicator_code, level.level) for level in framework.maturity] == [
        (code, level) for code in asked for level in range(1, 6)
    ]
    assert {level.provenance for level in framework.maturity} == {"assumed"}


def test_the_levels_are_part_of_the_hash_of_the_method(folder: Path) -> None:
    before = frameworks.content_hash(folder)
    edit(folder, "Loket manual", "Loket")
    assert frameworks.content_hash(folder) != before


def test_a_framework_without_the_file_has_no_levels(folder: Path) -> None:
    (folder / "maturity.csv").unlink()
    assert frameworks.load(folder).maturity == ()


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            "job_service_level,2,",
            "job_service,2,",
            "row 3, column indicator_code: 'job_service' is not a maturity indicator",
        ),
        ("job_service_level,2,", "job_service_level,1,", "job_service_level has no level 2"),
        ("job_service_level,2,", "job_service_level,1,", "job_service_level has level 1 more than once"),
        ("job_service_level,2,", "job_service_level,6,", "row 3, column level: it is '6'; levels are 1 to 5"),
        ("Foto loket layanan pencari kerja dan jam bukanya", "", "row 3, column evidence_id: it is empty"),
        ("Tanpa layanan tetap", " ", "row 2, column statement_id: it is empty"),
        ("statement_en", "statement", "column statement_en: the column is missing"),
    ],
)
def test_levels_that_are_not_whole_are_refused_with_their_place(
    folder: Path, before: str, after: str, words: str
) -> None:
    edit(folder, before, after)
    with pytest.raises(Refusal) as refused:
        frameworks.load(folder)
    assert words in str(refused.value)
