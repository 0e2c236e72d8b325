"""The five levels of each maturity question, with the evidence that a level requires: maturity.csv of a framework.

A framework may do without the file. Where it has one, every maturity indicator has the levels 1 to 5, each once, with
its statement in both languages; from level 2 on the evidence is stated, too.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from rkci.framework.model import Indicator, MaturityLevel
from rkci.refusal import Fault, Refusal
from rkci.tables import read_table

FILE = "maturity.csv"
COLUMNS = tuple(field.name for field in fields(MaturityLevel))
LEVELS = ("1", "2", "3", "4", "5")
EVIDENCE_FROM = 2
"""A city at level 1 has nothing yet that it could show."""


def levels_of(folder: Path, indicators: Sequence[Indicator], faults: list[Fault]) -> tuple[MaturityLevel, ...]:
    """The levels by indicator (in the order of the framework) and level; what is invalid goes to `faults`."""
    if not (folder / FILE).exists():
        return ()
    try:
        rows = read_table(folder / FILE, COLUMNS)
    except Refusal as refusal:
        faults.extend(refusal.faults)
        return ()
    codes = [indicator.code for indicator in indicators if indicator.value_kind == "maturity"]
    before = len(faults)
    for number, row in rows:
        faults.extend(_row_faults(number, row, codes))
    faults.extend(_gaps([row for _, row in rows], codes))
    if len(faults) > before:
        return ()
    levels = [_level_of(row) for _, row in rows]
    return tuple(sorted(levels, key=lambda level: (codes.index(level.indicator_code), level.level)))


def _level_of(row: dict[str, str]) -> MaturityLevel:
    words = {column: row[column].strip() for column in COLUMNS if column != "level"}
    return MaturityLevel(level=int(row["level"]), **words)


def _row_faults(number: int, row: dict[str, str], codes: Sequence[str]) -> Iterator[Fault]:
    if row["indicator_code"].strip() not in codes:
        words = f"{row['indicator_code']!r} is not a maturity indicator; those of indicators.csv have the unit level."
        yield Fault(FILE, words, number, "indicator_code")
    if row["level"].strip() not in LEVELS:
        yield Fault(FILE, f"it is {row['level']!r}; levels are 1 to 5.", number, "level")
        return
    needed = ["statement_id", "statement_en", "provenance"]
    if int(row["level"]) >= EVIDENCE_FROM:
        needed += ["evidence_id", "evidence_en"]
    for column in needed:
        if not row[column].strip():
            words = f"it is empty; from level {EVIDENCE_FROM} on evidence is required, the rest at every level."
            yield Fault(FILE, words, number, column)


def _gaps(rows: Sequence[dict[str, str]], codes: Sequence[str]) -> Iterator[Fault]:
    stated = Counter((row["indicator_code"].strip(), row["level"].strip()) for row in rows)
    for code in codes:
        missing = [level for level in LEVELS if not stated[code, level]]
        doubled = [level for level in LEVELS if stated[code, level] > 1]
        if missing:
            yield Fault(FILE, f"{code} has no level {', '.join(missing)}; add a row for each.")
        if doubled:
            yield Fault(FILE, f"{code} has level {', '.join(doubled)} more than once; keep one.")
