"""What a cycle.yaml may say; of one that is not valid every fault is told at once, with the path of its key."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from pydantic.fields import FieldInfo

from rkci import cycles, paths
from rkci.cycles import CycleError
from rkci.cycles.model import FlagRule, SurveyEstimateRule
from rkci.survey.design import LONELY

Rewrite = Callable[..., Path]


def faults(year: int = 2017) -> list[str]:
    with pytest.raises(CycleError) as refused:
        cycles.load(year)
    return [str(fault).removeprefix("rkci-2017/cycle.yaml: ") for fault in refused.value.faults]


def test_every_fault_is_told_at_once_with_the_path_of_its_key(rewrite_calendar: Rewrite) -> None:
    rewrite_calendar(
        ("readers: 2", "readers: two"),
        ("2017-06-07T00:00", "2017-06-31T00:00"),
        ("quantile: 0.5", "quantil: 0.5"),
        ("Asia/Jakarta", "Asia/Jakata"),
        ("per_class: 10", "per_class:"),
        ("min_inclusive: false", "min_inclusive: perhaps"),
        ('"2017-08-17"', '"17-08-2017"'),
        ("{rule: burst", "{rule: bursts"),
        ("modes: [online]", "modes: [onlin]"),
        ("  shortlist: {opens", "  shortlst: {opens"),
        ("suppress_below: 10", "suppress_below: 010"),
        ("demo: true", "demo: perhaps"),
    )
    told = "\n".join(faults())
    for path in (
        "assessment.readers", "phases.submission.closes", "assessment.quantil", "assessment.quantile", "timezone",
        "shortlist.per_class", "classes[0].min_inclusive", "visits.holidays[0]", "survey.flags[2].rule",
        "survey.flags[1].modes[0]", "phases.shortlst", "survey_estimates.suppress_below", "demo",
    ):  # fmt: skip
        assert f"{path} " in told or f"{path}:" in told, path
    assert "assessment.readers ('two'): it must be a whole number." in told


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('closes: "2017-06-07T00:00"', 'closes: "2017-05-14T00:00"'), "phase submission closes before it opens"),
        (('shortlist: {opens: "2017-07-03T09:00"', 'shortlist: {opens: "2017-06-20T09:00"'),
         "phase shortlist opens before phase assessment is over"),
        (('closes: "2017-07-01T00:00"', 'closes: "2017-07-04T00:00"'), "opens before phase assessment is over"),
        (('release: {opens: "2017-12-11T10:00"', 'release: {opens: "2017-11-11T10:00"'),
         "release opens before phase objections is over"),
        (('opens: "2017-05-15T00:00"', 'opens: "2017-05-15T00:00+07:00"'), "local time without an offset"),
        (('opens: "2017-05-15T00:00"', "opens: 20170515"), "local time without an offset"),
        ((', closes: "2017-06-07T00:00"', ""), "phase submission has no `closes`"),
        (('"2017-12-11T10:00"', '"2017-12-11T10:00", closes: "2017-12-12T10:00"'), "release is one instant"),
        (("code: sedang", "code: kecil"), "two classes have the code kecil"),
        (("max: 1000000, max_inclusive: true", "max: 900000"), "between 900000 and 1000000 has no class"),
        (("min: 200000, min_inclusive: true", "min: 150000"), "kecil and sedang overlap"),
        (("max: 200000, max_inclusive: false", "max: 200000, max_inclusive: true"), "both hold 200000"),
        (("max: 1000000, max_inclusive: true", "max: 1000000, max_inclusive: false"), "neither sedang nor besar holds"),
        (("frameworks: [rkci-2017, ", "frameworks: ["), "the first is rkci-2017, in whose folder"),
        (("rkci-2017-official]", "rkci-2017]"), "rkci-2017 appears twice"),
        (("rkci-2017-official]", "../rkci-2017]"), "frameworks[1]"),
        (("coverage, city_code]", "coverage]"), "ends in city_code"),
        (("title_en: Smart", "titel_en: Smart"), "titel_en"),
        (("cycle_year: 2017", "cycle_year: 2017\ncycle_year: 2018"), "cycle_year"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_year_is_refused_in_words(
    rewrite_calendar: Rewrite, change: tuple[str, str], words: str
) -> None:
    rewrite_calendar(change)
    with pytest.raises(CycleError) as refused:
        cycles.load(2017)
    assert words in str(refused.value)


def test_an_instant_that_no_clock_shows_is_refused(rewrite_calendar: Rewrite) -> None:
    rewrite_calendar(("timezone: Asia/Jakarta", "timezone: Europe/Berlin"), ("2017-05-04T09:00", "2017-03-26T02:30"))
    assert "set forward over it" in "\n".join(faults())


def test_instants_are_local_in_the_time_zone_of_the_cycle(rewrite_calendar: Rewrite) -> None:
    rewrite_calendar(("timezone: Asia/Jakarta", "timezone: Asia/Makassar"))
    assert cycles.load(2017).phases["submission"].opens.isoformat() == "2017-05-15T00:00:00+08:00"
    rewrite_calendar(("timezone: Asia/Jakarta\n", ""))
    assert cycles.load(2017).timezone == "Asia/Jakarta"


def test_codes_are_the_text_that_is_written(rewrite_calendar: Rewrite) -> None:
    rewrite_calendar(('city_code: "1276"', "city_code: 0127"))
    visits = cycles.load(2017).visits
    assert visits is not None
    assert visits.fixed[0].city_code == "0127"


def test_a_file_that_does_not_hold_takes_only_its_own_cycle_away(rewrite_calendar: Rewrite) -> None:
    file = rewrite_calendar()
    other = paths.FRAMEWORKS / "other"
    other.mkdir()
    text = file.read_text().replace("cycle_year: 2017", "cycle_year: 2019")
    (other / "cycle.yaml").write_text(text.replace("[rkci-2017, rkci-2017-official]", "[other]"))
    assert [cycle.cycle_year for cycle in cycles.all_cycles()] == [2017, 2019]
    file.write_text(file.read_text().replace("readers: 2", "readers: two"))
    assert [cycle.cycle_year for cycle in cycles.all_cycles()] == [2019]
    assert cycles.load(2019).frameworks == ("other",)
    assert [error.cycle_year for error in cycles.problems()] == [2017]
    for broken in ("- a list", "cycle_year: [", "", "cycle_year: !!python/object:os.system 1"):
        file.write_text(broken)
        assert [cycle.cycle_year for cycle in cycles.all_cycles()] == [2019]
        with pytest.raises(CycleError, match=r"rkci-2017/cycle\.yaml"):
            cycles.load(2017)


def test_a_year_that_two_files_declare_is_neither_s_and_both_are_named(rewrite_calendar: Rewrite) -> None:
    file = rewrite_calendar()
    other = paths.FRAMEWORKS / "other"
    other.mkdir()
    (other / "cycle.yaml").write_text(file.read_text().replace("[rkci-2017, rkci-2017-official]", "[other]"))
    assert cycles.all_cycles() == ()
    with pytest.raises(CycleError, match=r"declared by .*/cycle\.yaml too"):
        cycles.load(2017)


def test_the_names_that_the_calendar_may_give_are_those_of_the_rules(rewrite_calendar: Rewrite) -> None:
    assert set(_names(SurveyEstimateRule, "lonely_psu")) == set(LONELY)
    flags = (paths.SQL / "quality" / "survey_flag.sql").read_text()
    assert all(f"'{rule}'" in flags for rule in _names(FlagRule, "rule"))


def _names(model: type, field: str) -> tuple[str, ...]:
    found: FieldInfo = model.__pydantic_fields__[field]  # type: ignore[attr-defined]
    return get_args(found.annotation)
