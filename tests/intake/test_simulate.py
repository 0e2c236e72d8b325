"""The simulated inbox: seeded, labelled, going with real statistics, and its faults written down."""

import csv
import hashlib
from datetime import UTC, datetime
from pathlib import Path
from statistics import correlation

import pytest

from rkci import city_register, simulate
from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake.reading import read
from rkci.simulate import answers, latent

pytestmark = pytest.mark.usefixtures("register")


def fingerprint(folder: Path) -> dict[str, tuple[str, float]]:
    return {
        path.relative_to(folder).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime)
        for path in (folder / "2017" / "submissions").rglob("*.xlsx")
    }


def test_the_same_seed_gives_the_same_bytes_and_dates_and_another_seed_others(
    tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    for folder, seed in (("a", 1), ("b", 1), ("c", 2)):
        simulate.inbox(cycle, framework, tmp_path / folder, seed=seed)
    assert fingerprint(tmp_path / "a") == fingerprint(tmp_path / "b")
    assert fingerprint(tmp_path / "a") != fingerprint(tmp_path / "c")


def test_every_city_but_one_delivers_and_every_readable_file_says_that_it_is_simulated(
    tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    made = simulate.inbox(cycle, framework, tmp_path, seed=1)
    folders = {file.parent.name for file in made.files}
    assert (len(folders - {"3171"}), folders & {"3171"}) == (52, {"3171"})  # that one takes no part, and submits
    broken = {fault.file for fault in made.faults if fault.expected_rule == "submission.readable"}
    for file in made.files:
        found = read(file.read_bytes(), file.name)
        name = file.relative_to(made.folder).as_posix()
        assert (found.unreadable is not None) == (name in broken)
        assert found.unreadable or found.identity["origin"] == "SIMULASI / SIMULATED"
    assert "SIMULATED" in (made.folder / "simulated" / "README.txt").read_text()


def test_binjai_is_sound_and_in_time(tmp_path: Path, cycle: Cycle, framework: Framework) -> None:
    made = simulate.inbox(cycle, framework, tmp_path, seed=3)
    (file,) = (file for file in made.files if file.parent.name == "1276")
    assert not any("/1276/" in fault.file for fault in made.faults)
    assert datetime(2017, 5, 15, tzinfo=UTC) < datetime.fromtimestamp(file.stat().st_mtime, UTC)
    assert datetime.fromtimestamp(file.stat().st_mtime, UTC) < datetime(2017, 6, 6, 17, tzinfo=UTC)


def test_exactly_the_late_ones_come_after_the_deadline(tmp_path: Path, cycle: Cycle, framework: Framework) -> None:
    made = simulate.inbox(cycle, framework, tmp_path, seed=1)
    closes = cycle.phases["submission"].closes
    assert closes is not None
    after = {
        file.relative_to(made.folder).as_posix() for file in made.files if file.stat().st_mtime >= closes.timestamp()
    }
    late = {fault.file for fault in made.faults if fault.fault == "late"}
    assert after == late
    assert len(late) == 4


def test_every_fault_is_planted_and_written_down_beside_the_submissions(
    tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    made = simulate.inbox(cycle, framework, tmp_path, seed=1)
    with (made.folder / "simulated" / "faults.csv").open() as lines:
        written = list(csv.DictReader(lines))
    assert {row["fault"] for row in written} == {
        "late", "corrected_by_revision", "text_called_workbook", "truncated_workbook", "workbook_of_another_city",
        "workbook_of_another_cycle", "kemendagri_code", "delivered_twice", "unknown_indicator", "decimal_comma",
        "percent_sign", "fraction_for_percent", "ambiguous_separator", "note_in_number_field", "spreadsheet_error",
        "lost_decimal", "maturity_of_7", "empty", "csv_called_workbook", "old_workbook", "locked_workbook",
        "macro_workbook", "zip_bomb", "part_above_whole", "lost_decimal_in_range", "peer_outlier",
        "level_without_evidence", "required_without_data", "unit_word", "other_digits", "copied_evidence",
        "copied_text", "spelling_variant", "regency_name", "misspelt_name", "half_yes", "year_to_come", "old_year",
        "no_year", "year_in_words", "year_jump", "repeated_value", "swapped_neighbours", "code_without_name",
        "of_no_rated_city", "before_opening", "of_another_edition", "nameless", "empty_workbook",
        "another_workbook_renamed", "name_of_another", "indicator_not_asked", "indicator_twice", "half_answered",
        "required_left_empty", "innovation_without_name", "innovation_without_domain", "innovation_not_described",
        "innovation_since_ever", "renamed_sheet", "renamed_list",
    }  # fmt: skip
    assert all((made.folder / row["file"]).is_file() for row in written)
    assert len(written) == len(made.faults)


def test_answers_go_with_the_statistics_up_to_the_cycle_and_not_with_later_ones(framework: Framework) -> None:
    codes = [city.city_code for city in city_register.cities()]
    factors = latent.factors(codes, 2017, seed=1)
    schooling = {code: number for number, code in enumerate(codes)}
    assert correlation([factors[code] for code in codes], [schooling[code] for code in codes]) > 0.6
    given = {code: answers.answers(framework, code, factors[code], 2017, 1, leaves_gaps=False) for code in codes}
    levels = [float(str(given[code]["integration"].value)) for code in codes]
    assert 0.2 < correlation([factors[code] for code in codes], levels) < 0.95


def test_a_better_city_answers_faster_where_less_is_better(framework: Framework) -> None:
    def days(factor: float) -> float:
        value = answers.answers(framework, "1276", factor, 2017, 1, leaves_gaps=False)["complaint_days"].value
        return float(str(value).replace(",", "."))

    assert days(3) < days(0) < days(-3)


def test_an_indicator_added_to_the_framework_changes_no_other_answer(framework: Framework) -> None:
    from dataclasses import replace

    fewer = replace(framework, indicators=framework.indicators[:-1])
    all_answers = answers.answers(framework, "1276", 0.3, 2017, 1)
    assert answers.answers(fewer, "1276", 0.3, 2017, 1).items() <= all_answers.items()


def test_a_register_without_the_statistics_is_refused(register: Path) -> None:
    (register / "official_statistics.csv").write_text("city_code,indicator_code,year,value\n")
    with pytest.raises(ValueError, match="hdi_ipm"):
        latent.factors(["1276"], 2017, seed=1)


def test_binjai_lists_the_innovations_that_were_public_and_some_other_cities_made_up_ones(
    tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    made = simulate.inbox(cycle, framework, tmp_path, seed=1)
    listed = {file.parent.name: read(file.read_bytes(), file.name).innovations for file in made.files}
    assert [row.name for row in listed["1276"]] == [
        "e-dokter", "e-mas", "e-pbb", "e-musrenbang", "e-perizinan", "Bus Trans Binjai",
    ]  # fmt: skip
    others = [rows for city, rows in listed.items() if city != "1276" and rows]
    assert 5 < len(others) < 40
    assert all("simulasi" in f"{row.name} {row.what}".lower() for rows in others for row in rows)
