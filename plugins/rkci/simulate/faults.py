"""The faults that a simulated inbox holds on purpose, each with what the pipeline must make of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from rkci.framework import Framework, Indicator
from rkci.intake.workbook import Answer
from rkci.simulate.answers import number

UNKNOWN_CODE = "zz_unknown"

JOINT_REPORT = "https://example.org/simulasi/laporan-bersama-2016.pdf"
JOINT_NOTE = "Simulasi: data dihimpun dari seluruh perangkat daerah dan telah diverifikasi oleh inspektorat."
"""Evidence and note that two simulated cities share."""


@dataclass(frozen=True)
class Fault:
    """One planted fault. `expected_state` is of the file, or of the row where there is an indicator; the rule is
    the one that must refuse it, empty if nothing must."""

    file: str
    indicator_code: str
    fault: str
    expected_state: str
    expected_rule: str


@dataclass(frozen=True)
class CellFault:
    """A fault in one answer: where it may be planted, what becomes of the answer, and what must come of it.

    An accepted one with a rule is a warning. `before` gives the city's answer of the cycle before from the one that it
    gives now; without it the cycle before has none, so that one fault is asked about once.
    """

    name: str
    fits: Callable[[Framework, Indicator], bool]
    change: Callable[[Framework, Indicator, Answer], Answer]
    expected_state: str
    expected_rule: str = ""
    before: Callable[[float], float] | None = None


def _writes(written: str | float) -> Callable[[Framework, Indicator, Answer], Answer]:
    return lambda framework, indicator, answer: replace(answer, value=written)


def _is(*kinds: str) -> Callable[[Framework, Indicator], bool]:
    return lambda framework, indicator: indicator.value_kind in kinds


def _is_whole_percent(framework: Framework, indicator: Indicator) -> bool:
    return indicator.value_kind == "percent" and (indicator.valid_min, indicator.valid_max) == (0, 100)


def _is_large_percent(framework: Framework, indicator: Indicator) -> bool:
    """Answers are mostly so far above 1 that a fraction stands out."""
    return _is_whole_percent(framework, indicator) and _middle(indicator) > 20


def _takes_1_234_both_ways(framework: Framework, indicator: Indicator) -> bool:
    low, high = indicator.valid_min, indicator.valid_max
    return indicator.value_kind == "number" and (low is None or low <= 1.234) and (high is None or high >= 1234)


def _has_peers_and_room(framework: Framework, indicator: Indicator) -> bool:
    """Cities are compared, their answers are near the middle of the goalposts, and 20 times that is possible."""
    is_compared = (limits := framework.comparisons.limits.get(indicator.code)) and limits.min_peers
    high = indicator.valid_max
    is_number = indicator.value_kind == "number" and indicator.goalpost_low == 0 and indicator.goalpost_high is not None
    return bool(is_compared) and is_number and (high is None or high >= 20 * _middle(indicator))


def _middle(indicator: Indicator) -> float:
    return ((indicator.goalpost_low or 0) + (indicator.goalpost_high or 0)) / 2


def _times_the_middle(factor: int) -> Callable[[Framework, Indicator, Answer], Answer]:
    return lambda framework, indicator, answer: replace(answer, value=factor * _middle(indicator))


def _is_part_in_per_cent(framework: Framework, indicator: Indicator) -> bool:
    parts = {code for each in framework.comparisons.relations if each.kind == "part" for code in each.part_codes}
    return indicator.code in parts and _is_whole_percent(framework, indicator)


def _is_part_of_a_sum(framework: Framework, indicator: Indicator) -> bool:
    return any(each.kind == "sum" and indicator.code in each.part_codes for each in framework.comparisons.relations)


def _has_unit_words(framework: Framework, indicator: Indicator) -> bool:
    return bool(_unit_words(framework, indicator))


def _unit_words(framework: Framework, indicator: Indicator) -> list[str]:
    return [each.written for each in framework.comparisons.units if each.unit == indicator.unit]


def _unchanged(framework: Framework, indicator: Indicator, answer: Answer) -> Answer:
    return answer


def _of_year(year: int | str) -> Callable[[Framework, Indicator, Answer], Answer]:
    return lambda framework, indicator, answer: replace(answer, year=year)


def _is_required_by_others(framework: Framework, indicator: Indicator) -> bool:
    """It is the whole of a relation whose parts need it above 0."""
    return any(
        each.kind == "requires" and each.whole_code == indicator.code for each in framework.comparisons.relations
    )


def _has_official_twin(framework: Framework, indicator: Indicator) -> bool:
    limits = framework.comparisons.limits.get(indicator.code)
    return limits is not None and limits.official_code is not None


def _may_be_negative(framework: Framework, indicator: Indicator) -> bool:
    return _has_official_twin(framework, indicator) and (indicator.valid_min or 0) < 0


def jumps(framework: Framework, indicator: Indicator) -> bool:
    """It is a percentage that is compared with its earlier value."""
    limits = framework.comparisons.limits.get(indicator.code)
    return _is_whole_percent(framework, indicator) and limits is not None and limits.jump_points is not None


def _is_small_percent(framework: Framework, indicator: Indicator) -> bool:
    """Answers are so far below 100 that 45 more are possible."""
    return jumps(framework, indicator) and indicator.goalpost_high is not None and indicator.goalpost_high <= 50


def _with_unit(framework: Framework, indicator: Indicator, answer: Answer) -> Answer:
    return replace(answer, value=f"12 {_unit_words(framework, indicator)[0]}")


CELL_FAULTS = (
    (
        CellFault("decimal_comma", _is_whole_percent, _writes("43,6"), "accepted"),
        CellFault("spreadsheet_error", _is("number"), _writes("#NUM!"), "rejected", "submission_value.value_readable"),
    ),
    (
        CellFault("percent_sign", _is_whole_percent, _writes(" 43,6\u00a0% "), "accepted"),
        CellFault("maturity_of_7", _is("maturity"), _writes(7), "rejected", "submission_value.maturity_is_whole_level"),
    ),
    (
        CellFault(
            "fraction_for_percent", _is_large_percent, _writes(0.436), "accepted",
            "submission_value.fraction_for_percent",
        ),
        CellFault(
            "ambiguous_separator", _takes_1_234_both_ways, _writes("1.234"), "rejected",
            "submission_value.value_readable",
        ),
    ),
    (
        CellFault("lost_decimal", _is_whole_percent, _writes(436), "rejected", "submission_value.in_valid_range"),
        CellFault(
            "note_in_number_field", _is("percent", "number"), _writes("sekitar 50, lihat lampiran"),
            "rejected", "submission_value.value_readable",
        ),
    ),
    (
        CellFault(
            "half_yes", _is("boolean"), _writes(0.5), "rejected", "submission_value.boolean_is_yes_or_no"
        ),
        CellFault(
            "year_to_come", _is("percent", "number"), _of_year(2099), "rejected", "submission_value.year_not_in_future"
        ),
        CellFault("old_year", _is("percent", "number"), _of_year(2009), "accepted", "submission_value.year_recent"),
        CellFault(
            "no_year", _is("maturity", "number"), _of_year(""), "accepted", "submission_value.year_given"
        ),
        CellFault(
            "year_in_words", _is("maturity", "number", "percent"), _of_year("tahun lalu"), "accepted",
            "submission_value.year_readable",
        ),
    ),
    (
        CellFault(
            "nothing_to_build_upon", _is_required_by_others, _writes(0), "accepted",
            "submission_value.requirement_answered",
        ),
        CellFault(
            "year_jump", _is_small_percent, _unchanged, "accepted", "submission_value.year_jump",
            lambda value: round(value + 45, 1),
        ),
        CellFault(
            "repeated_value", _is("percent", "number"), _unchanged, "accepted", "submission_value.repeated_value",
            lambda value: value,
        ),
        CellFault("lost_sign", _may_be_negative, _times_the_middle(-1), "accepted", "submission_value.lost_sign"),
    ),
    (
        CellFault(
            "unlike_the_official", _has_official_twin,
            lambda framework, indicator, answer: replace(answer, value=round(1.3 * number(answer.value), 2)),
            "accepted", "submission_value.agrees_with_official",
        ),
    ),
)  # fmt: skip
"""Groups of faults that one workbook holds, each in a cell of its own."""

IMPLAUSIBLE_FAULTS = (
    CellFault(
        "part_above_whole", _is_part_in_per_cent, _writes(100), "accepted", "submission_value.part_within_whole"
    ),
    CellFault("parts_miss_whole", _is_part_of_a_sum, _writes(99), "accepted", "submission_value.sum_of_parts"),
    CellFault(
        "lost_decimal_in_range", _has_peers_and_room, _times_the_middle(10), "accepted",
        "submission_value.lost_decimal",
    ),
    CellFault(
        "level_without_evidence", _is("maturity"),
        lambda framework, indicator, answer: replace(answer, value=4, evidence=""),
        "accepted", "submission_value.level_has_evidence",
    ),
)  # fmt: skip
"""Faults that one workbook holds together, each in a cell of its own: read and taken, and asked about."""

COPIED_FAULTS = (
    CellFault(
        "peer_outlier", _has_peers_and_room, _times_the_middle(20), "accepted", "submission_value.peer_outlier",
        lambda value: value / 2,
    ),
    CellFault(
        "required_without_data", lambda framework, indicator: indicator.required, _writes("tidak ada data"),
        "accepted", "submission_value.required_answered",
    ),
    CellFault("unit_word", _has_unit_words, _with_unit, "accepted"),
    CellFault("other_digits", _is_whole_percent, _writes("\uff14\uff13,\uff16"), "accepted"),
    CellFault(
        "copied_evidence", _is("boolean"),
        lambda framework, indicator, answer: replace(answer, evidence=JOINT_REPORT),
        "accepted", "submission_value.copied_evidence",
    ),
    CellFault(
        "copied_text", _is("maturity"),
        lambda framework, indicator, answer: replace(answer, note=JOINT_NOTE),
        "accepted", "submission_value.copied_text",
    ),
)  # fmt: skip
"""The same for a workbook that was filled from that of another city: two cities make them."""


def candidates(fault: CellFault, framework: Framework, answers: Mapping[str, Answer]) -> list[str]:
    """Codes of the answered indicators in which the fault may be planted."""
    return [item.code for item in framework.indicators if item.code in answers and fault.fits(framework, item)]


def with_codes(framework: Framework, codes: Mapping[str, str]) -> Framework:
    """The framework as a workbook shows it whose officer wrote other codes over those of some rows."""
    indicators = tuple(
        replace(indicator, code=codes.get(indicator.code, indicator.code)) for indicator in framework.indicators
    )
    return replace(framework, indicators=indicators)
