"""The faults that a simulated inbox holds on purpose, each with what the pipeline must make of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from rkci.framework import Framework, Indicator
from rkci.intake.workbook import Answer

UNKNOWN_CODE = "zz_unknown"


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
    """A fault in one answer: where it may be planted, what stands there then, and what must come of it."""

    name: str
    fits: Callable[[Indicator], bool]
    written: str | float
    expected_state: str
    expected_rule: str = ""


def _is(*kinds: str) -> Callable[[Indicator], bool]:
    return lambda indicator: indicator.value_kind in kinds


def _is_whole_percent(indicator: Indicator) -> bool:
    return indicator.value_kind == "percent" and (indicator.valid_min, indicator.valid_max) == (0, 100)


def _takes_1_234_both_ways(indicator: Indicator) -> bool:
    low, high = indicator.valid_min, indicator.valid_max
    return indicator.value_kind == "number" and (low is None or low <= 1.234) and (high is None or high >= 1234)


CELL_FAULTS = (
    CellFault("decimal_comma", _is_whole_percent, "43,6", "accepted"),
    CellFault("percent_sign", _is_whole_percent, " 43,6\u00a0% ", "accepted"),
    CellFault("fraction_for_percent", _is_whole_percent, 0.436, "accepted"),
    CellFault(
        "ambiguous_separator", _takes_1_234_both_ways, "1.234", "rejected", "submission_value.value_readable"
    ),
    CellFault(
        "note_in_number_field", _is("percent", "number"), "sekitar 50, lihat lampiran",
        "rejected", "submission_value.value_readable",
    ),
    CellFault("spreadsheet_error", _is("number"), "#NUM!", "rejected", "submission_value.value_readable"),
    CellFault("lost_decimal", _is_whole_percent, 436, "rejected", "submission_value.in_valid_range"),
    CellFault("maturity_of_7", _is("maturity"), 7, "rejected", "submission_value.maturity_is_whole_level"),
)  # fmt: skip


def candidates(fault: CellFault, framework: Framework, answers: Mapping[str, Answer]) -> list[str]:
    """Codes of the answered indicators in which the fault may be planted."""
    return [item.code for item in framework.indicators if item.code in answers and fault.fits(item)]


def with_unknown_code(framework: Framework, code: str) -> Framework:
    """The framework as a workbook shows it whose officer overwrote the code of one row."""
    indicators = tuple(
        replace(indicator, code=UNKNOWN_CODE) if indicator.code == code else indicator
        for indicator in framework.indicators
    )
    return replace(framework, indicators=indicators)
