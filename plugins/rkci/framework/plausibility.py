"""What intake compares answers with: limits, relations and unit words, read from a framework's optional tables.

`plausibility.csv` states limits per value kind, and per indicator where it differs; `relations.csv` what answers have
to do with one another; `unit_words.csv` the units that may be written behind a number. docs/validation.md has the
columns.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import TypeVar

from rkci.framework.model import Comparisons, Indicator, Limits, Relation, UnitWord
from rkci.framework.rows import InvalidCell, number, one_of, optional_number, required
from rkci.framework.units import VALUE_KINDS
from rkci.refusal import Fault, Refusal
from rkci.tables import read_table

FILES = ("plausibility.csv", "relations.csv", "unit_words.csv")
RELATION_KINDS = ("part", "sum", "requires")
LIMIT_COLUMNS = tuple(field.name for field in fields(Limits))

Item = TypeVar("Item")


def comparisons_of(folder: Path, indicators: tuple[Indicator, ...], faults: list[Fault]) -> Comparisons:
    """The three tables of a framework folder, none of which it must have."""
    submitted = {indicator.code: indicator for indicator in indicators if indicator.source == "submitted"}

    def limits_of(row: dict[str, str]) -> tuple[str, str, Limits]:
        code = row["indicator_code"]
        if code and code not in submitted:
            raise InvalidCell("indicator_code", f"{code} is not an indicator that cities submit; name one, or none.")
        kind = submitted[code].value_kind if code else one_of(row, "value_kind", VALUE_KINDS)
        given = {name: optional_number(row, name) for name in LIMIT_COLUMNS if name != "official_code"}
        return kind, code, Limits(**given, official_code=row["official_code"] or None)

    def relation_of(row: dict[str, str]) -> Relation:
        parts = tuple(required(row, "part_codes").split())
        for column, code in (("whole_code", required(row, "whole_code")), *(("part_codes", code) for code in parts)):
            if code not in submitted:
                raise InvalidCell(column, f"{code} is not an indicator that cities submit; name one.")
        kind = one_of(row, "kind", RELATION_KINDS)
        return Relation(required(row, "relation_code"), kind, row["whole_code"], parts, number(row, "tolerance"))

    def unit_of(row: dict[str, str]) -> UnitWord:
        unit, factor = required(row, "unit"), number(row, "factor")
        if all(indicator.unit != unit for indicator in submitted.values()):
            raise InvalidCell("unit", f"no submitted indicator has the unit {unit!r}; write one as in indicators.csv.")
        if factor <= 0:
            raise InvalidCell("factor", f"it is {row['factor']}; it must be above 0.")
        return UnitWord(unit, " ".join(required(row, "written").lower().split()), factor)

    rows = _rows(folder / FILES[0], ("value_kind", "indicator_code", *LIMIT_COLUMNS), 2, limits_of, faults)
    of_kind = {kind: limits for kind, code, limits in rows if not code}
    of_code = {code: limits for _, code, limits in rows if code}
    limits = {
        code: _overridden(of_kind.get(indicator.value_kind, Limits()), of_code.get(code, Limits()))
        for code, indicator in submitted.items()
    }
    relation_columns = ("relation_code", "kind", "whole_code", "part_codes", "tolerance")
    return Comparisons(
        limits=limits if rows else {},
        relations=tuple(_rows(folder / FILES[1], relation_columns, 1, relation_of, faults)),
        units=tuple(_rows(folder / FILES[2], ("unit", "written", "factor"), 2, unit_of, faults)),
    )


def _overridden(limits: Limits, by: Limits) -> Limits:
    return replace(limits, **{name: value for name in LIMIT_COLUMNS if (value := getattr(by, name)) is not None})


def _rows(
    file: Path, columns: tuple[str, ...], key: int, make: Callable[[dict[str, str]], Item], faults: list[Fault]
) -> list[Item]:
    """The rows of a table that may be absent; `columns` begin with the `key` columns, which no two rows share."""
    if not file.exists():
        return []
    try:
        table = read_table(file, (*columns, "provenance"))
    except Refusal as refusal:
        faults.extend(refusal.faults)
        return []
    found: list[Item] = []
    times = Counter(tuple(row[column] for column in columns[:key]) for _, row in table)
    faults.extend(
        Fault(file.name, f"{' '.join(keys)} appears {count} times; keep one.")
        for keys, count in times.items()
        if count > 1
    )
    for row_number, row in table:
        try:
            required(row, "provenance")
            found.append(make(row))
        except InvalidCell as error:
            faults.append(Fault(file.name, str(error), row_number, error.column))
    return found
