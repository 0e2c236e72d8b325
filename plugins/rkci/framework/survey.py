"""The questions of the citizen survey: survey_items.csv of a framework, each tied to one of its survey indicators.

A framework may do without the file. Where it has one, every survey indicator has an item, and the order of the file is
that of the arrays in which answers are stored.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from rkci.framework.model import Indicator, SurveyItem
from rkci.refusal import Fault, Refusal
from rkci.tables import read_table

FILE = "survey_items.csv"
COLUMNS = tuple(field.name for field in fields(SurveyItem))
DIRECTIONS = ("1", "-1")


def items_of(folder: Path, indicators: Sequence[Indicator], faults: list[Fault]) -> tuple[SurveyItem, ...]:
    """The items in the order of the file; what is invalid goes to `faults`."""
    if not (folder / FILE).exists():
        return ()
    try:
        rows = read_table(folder / FILE, COLUMNS)
    except Refusal as refusal:
        faults.extend(refusal.faults)
        return ()
    codes = [indicator.code for indicator in indicators if indicator.source == "survey"]
    found = [*_row_faults(rows, codes), *_gaps([row for _, row in rows], codes)]
    faults.extend(found)
    if found:
        return ()
    return tuple(
        SurveyItem(
            item=row["item"], indicator=row["indicator"], text_id=row["text_id"], text_en=row["text_en"],
            scale_min=int(row["scale_min"]), scale_max=int(row["scale_max"]), direction=int(row["direction"]),
            provenance=row["provenance"],
        )
        for _, row in rows
    )  # fmt: skip


def _row_faults(rows: Sequence[tuple[int, dict[str, str]]], codes: Sequence[str]) -> Iterator[Fault]:
    for number, row in rows:
        for column in COLUMNS:
            if not row[column].strip():
                yield Fault(FILE, "it is empty; fill it in.", number, column)
        if not row["item"].isidentifier() or not row["item"].islower():
            words = f"{row['item']!r} is not a name of an item; write small letters, digits and underscores."
            yield Fault(FILE, words, number, "item")
        if row["indicator"] not in codes:
            words = f"{row['indicator']!r} is not a survey indicator; those of indicators.csv have the source survey."
            yield Fault(FILE, words, number, "indicator")
        if not (row["scale_min"].isdecimal() and row["scale_max"].isdecimal()) or not (
            int(row["scale_min"]) < int(row["scale_max"]) < 9
        ):
            yield Fault(FILE, "a scale goes up from a whole number, and below 9, don't know.", number, "scale_max")
        if row["direction"] not in DIRECTIONS:
            yield Fault(FILE, f"it is {row['direction']!r}; 1 where more is better, else -1.", number, "direction")


def _gaps(rows: Sequence[dict[str, str]], codes: Sequence[str]) -> Iterator[Fault]:
    for item, times in Counter(row["item"] for row in rows).items():
        if times > 1:
            yield Fault(FILE, f"item {item} appears {times} times; keep one.")
    asked = {row["indicator"] for row in rows}
    for code in codes:
        if code not in asked:
            yield Fault(FILE, f"{code} has no item; add a row for it.")
