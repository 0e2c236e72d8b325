"""A COINr index, iData and iMeta, as a framework folder with its values and units.

iMeta (one row per column of iData and per aggregate) has `Level,iCode,Parent,Direction,Weight,Type` and may have
`iName,Unit,Target,Denominator`; iData (one row per unit, in a panel per unit and Time) has `uCode`, may have
`uName` and `Time`, and a column per iCode that is not an Aggregate. So says COINr 1.1 (`?check_iData`, `?check_iMeta`).
Numbers are carried as they are written; a column without a name is R's row names and is ignored.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import yaml

from rkci import framework as frameworks
from rkci.framework import Framework
from rkci.refusal import Fault, Refusal
from rkci.tables import Table, read_table, write_rows

TYPES = ("Indicator", "Aggregate", "Group", "Denominator", "Other")
IMETA_COLUMNS = ("Level", "iCode", "Parent", "Direction", "Weight", "Type")
SPECIAL = ("uCode", "uName", "Time")
RESERVED = ("unit", "name", "year")
"""What units.csv itself names its columns."""
MISSING = ("", "NA")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
PROVENANCE = "imported from COINr iMeta; side and source assumed"
SHOWN = 20
"""Faults that a refusal lists."""

Row = dict[str, str]


class Described(NamedTuple):
    """iMeta by type: code to row, with missing cells empty."""

    indicators: dict[str, Row]
    aggregates: dict[str, Row]
    columns: dict[str, Row]


def convert(idata: Path, imeta: Path, out: Path) -> Framework:
    """Write `framework.yaml, tree.csv, indicators.csv, values.csv, units.csv` into `out`; returns the framework.

    Every step is `none`, then min-max 0-100, the given weights and the arithmetic mean. Nothing is written if the pair
    is not valid: raises Refusal naming file, row and column of each fault.
    """
    described, faults = _described(imeta)
    rows, is_panel = _data(idata, imeta.name, described, faults)
    _refuse(imeta, faults)
    with TemporaryDirectory() as folder:
        draft = Path(folder) / out.resolve().name
        draft.mkdir()
        _write_framework(draft, described)
        _write_table(draft / "values.csv", _values(rows, described, is_panel))
        _write_table(draft / "units.csv", _units(rows, described, is_panel))
        loaded = frameworks.load(draft)
        out.mkdir(parents=True, exist_ok=True)
        for file in sorted(draft.iterdir()):
            (out / file.name).write_bytes(file.read_bytes())
    return loaded


def _refuse(imeta: Path, faults: list[Fault]) -> None:
    if not faults:
        return
    more = [Fault(imeta.name, f"and {len(faults) - SHOWN} more faults, in either file.")]
    shown = [*faults[:SHOWN], *(more if len(faults) > SHOWN else [])]
    raise Refusal("The COINr pair cannot be imported:", shown)


def _described(imeta: Path) -> tuple[Described, list[Fault]]:
    faults: list[Fault] = []
    found: dict[str, Row] = {}
    numbers: dict[str, int] = {}
    for number, cells in read_table(imeta, IMETA_COLUMNS):
        row = {column: "" if cell.strip() in MISSING else cell.strip() for column, cell in cells.items()}
        code = cells["iCode"].strip()
        if not code:
            faults.append(Fault(imeta.name, "it is empty; give the row a code.", number, "iCode"))
        elif code in found:
            faults.append(
                Fault(imeta.name, f"{code} stands in row {numbers[code]} already; keep one.", number, "iCode")
            )
        elif row["Type"] not in TYPES:
            words = f"{code} has the type {row['Type']!r}; valid are {', '.join(TYPES)}."
            faults.append(Fault(imeta.name, words, number, "Type"))
        else:
            found[code], numbers[code] = row, number
    by_type = {kind: {code: row for code, row in found.items() if row["Type"] == kind} for kind in TYPES}
    columns = by_type["Group"] | by_type["Denominator"] | by_type["Other"]
    described = Described(by_type["Indicator"], by_type["Aggregate"], columns)
    for code, row in found.items():
        if code not in columns:
            faults.extend(_item_faults(imeta.name, numbers[code], code, row, described))
        elif code in RESERVED:
            words = f"{code} is a column of units.csv itself; rename it in both files."
            faults.append(Fault(imeta.name, words, numbers[code], "iCode"))
    roots = [code for code, row in described.aggregates.items() if not row["Parent"]]
    if len(roots) != 1:
        words = f"one Aggregate has no parent, the index; found {', '.join(roots) or 'none'}. Give the others theirs."
        faults.append(Fault(imeta.name, words, None, "Parent"))
    return described, faults


def _item_faults(file: str, number: int, code: str, row: Row, described: Described) -> Iterator[Fault]:
    is_indicator = row["Type"] == "Indicator"
    level = _whole(row["Level"])
    if level is None or (level == 1) != is_indicator or level < 1:
        expected = "1, as every Indicator" if is_indicator else "a whole number above 1, as an Aggregate"
        yield Fault(file, f"{code} has the level {row['Level']!r}; it must be {expected}.", number, "Level")
    if row["Parent"] in described.aggregates:
        above = described.aggregates[row["Parent"]]["Level"]
        if level is not None and _whole(above) != level + 1:
            words = f"{code} has the level {level}, its parent {row['Parent']} {above}; it must be one higher."
            yield Fault(file, words, number, "Level")
    elif row["Parent"]:
        words = f"{code} has the parent {row['Parent']!r}, which is not an Aggregate; name one that iMeta has."
        yield Fault(file, words, number, "Parent")
    elif is_indicator:
        words = f"{code} has no parent; name its Aggregate, or make its Type Other to leave it out."
        yield Fault(file, words, number, "Parent")
    if is_indicator and _whole(row["Direction"]) not in (1, -1):
        yield Fault(file, f"{code} has the direction {row['Direction']!r}; valid are 1, -1.", number, "Direction")
    if (row["Weight"] or row["Parent"]) and (not _is_number(row["Weight"]) or float(row["Weight"]) < 0):
        words = f"{code} has the weight {row['Weight']!r}; it must be a number, 0 or more."
        yield Fault(file, words, number, "Weight")
    if row.get("Target") and not _is_number(row["Target"]):
        words = f"{code} has the target {row['Target']!r}; it must be a number, or empty."
        yield Fault(file, words, number, "Target")
    denominator = row.get("Denominator")
    if is_indicator and denominator and denominator not in described.columns:
        words = f"{code} is divided by {denominator!r}, which iMeta does not have; add it as Type Denominator."
        yield Fault(file, words, number, "Denominator")


def _data(idata: Path, imeta: str, described: Described, faults: list[Fault]) -> tuple[Table, bool]:
    measured = [*described.indicators, *described.columns]
    rows = read_table(idata, ("uCode",))
    header = list(rows[0][1]) if rows else ["uCode"]
    if not rows:
        faults.append(Fault(idata.name, "it has no unit; give it a row per unit."))
    for code in measured:
        if code not in header:
            words = f"{imeta} describes {code}, and there is no such column; add it or remove its row there."
            faults.append(Fault(idata.name, words, 1, code))
    for column in header:
        if column in described.aggregates:
            faults.append(Fault(idata.name, "it is an Aggregate, which is computed; remove it.", 1, column))
        elif column and column not in (*SPECIAL, *measured):
            words = f"{imeta} does not say what it is; add a row there (Type Other to leave it out), or remove it."
            faults.append(Fault(idata.name, words, 1, column))
    is_panel = len({row["Time"].strip() for _, row in rows if "Time" in row}) > 1
    seen: dict[tuple[str, str], int] = {}
    for number, row in rows:
        faults.extend(_unit_faults(idata.name, number, row, is_panel, seen))
        faults.extend(_number_faults(idata.name, number, row, described))
    return rows, is_panel


def _unit_faults(file: str, number: int, row: Row, is_panel: bool, seen: dict[tuple[str, str], int]) -> Iterator[Fault]:
    code, time = row["uCode"].strip(), row.get("Time", "").strip()
    if not code:
        yield Fault(file, "the unit has no code; give it one.", number, "uCode")
    if is_panel and (_whole(time) or 0) < 1:
        yield Fault(file, f"{code} has the time {time!r}; in a panel it must be a year.", number, "Time")
    key = (code, time if is_panel else "")
    if key in seen:
        words = f"{code} stands in row {seen[key]} already; keep one, or tell them apart by the year in Time."
        yield Fault(file, words, number, "uCode")
    seen.setdefault(key, number)


def _number_faults(file: str, number: int, row: Row, described: Described) -> Iterator[Fault]:
    denominators = (code for code, column in described.columns.items() if column["Type"] == "Denominator")
    for code in (*described.indicators, *denominators):
        cell = row.get(code, "").strip()
        if cell not in MISSING and not _is_number(cell):
            words = f"{row['uCode']} has {cell!r}; write a number with a decimal point, or NA if it is missing."
            yield Fault(file, words, number, code)


def _is_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text)) and math.isfinite(float(text))


def _whole(text: str) -> int | None:
    return int(float(text)) if _is_number(text) and float(text).is_integer() else None


def _write_framework(folder: Path, described: Described) -> None:
    (root,) = (row for row in described.aggregates.values() if not row["Parent"])
    title = root.get("iName") or root["iCode"]
    steps = ("denomination", "screening", "imputation", "treatment")
    none = {step: {"method": "none", "provenance": "assumed; COINr's iMeta does not say"} for step in steps}
    header = {
        "title_id": title,
        "title_en": title,
        "edition": "1",
        "status": "demo",
        "notes": "Imported from a COINr iData and iMeta.",
        **none,
        "normalisation": {"method": "minmax", "min": 0, "max": 100, "provenance": "COINr, n_minmax"},
        "weights": {"method": "given", "provenance": "COINr iMeta, rescaled within each parent"},
        "aggregation": {"default": "arithmetic", "provenance": "COINr, a_amean"},
        "ranking": {"groups": [], "digits": 10, "min_coverage": 0, "provenance": "COINr ranks over all units"},
        "levels": [],
    }
    text = yaml.safe_dump(header, sort_keys=False, allow_unicode=True, width=120)
    (folder / "framework.yaml").write_text(text, encoding="utf-8")
    _write_table(folder / "tree.csv", _tree(described))
    _write_table(folder / "indicators.csv", _indicators(described))


def _tree(described: Described) -> Iterator[list[str]]:
    yield ["code", "parent", "level", "name_id", "name_en", "weight", "aggregation"]
    for code, row in described.aggregates.items():
        name = row.get("iName") or code
        yield [code, row["Parent"], str(_whole(row["Level"])), name, name, row["Weight"], ""]


def _indicators(described: Described) -> Iterator[list[str]]:
    yield [
        "code", "parent", "name_id", "name_en", "direction", "weight", "unit", "side", "source", "denominator",
        "target", "provenance",
    ]  # fmt: skip
    for code, row in described.indicators.items():
        name, unit = row.get("iName") or code, row.get("Unit") or "number"
        yield [
            code, row["Parent"], name, name, str(_whole(row["Direction"])), row["Weight"], unit, "outcome", "official",
            row.get("Denominator", ""), row.get("Target", ""), PROVENANCE,
        ]  # fmt: skip


def _values(rows: Table, described: Described, is_panel: bool) -> Iterator[list[str]]:
    year, years = _years(is_panel)
    yield ["unit", *year, "indicator", "value"]
    for _, row in rows:
        for code in described.indicators:
            yield [row["uCode"].strip(), *years(row), code, _cell(row[code])]


def _units(rows: Table, described: Described, is_panel: bool) -> Iterator[list[str]]:
    year, years = _years(is_panel)
    time = [] if is_panel or not rows or "Time" not in rows[0][1] else ["Time"]
    further = [*time, *described.columns]
    yield ["unit", *year, "name", *further]
    for _, row in rows:
        code = row["uCode"].strip()
        name = _cell(row.get("uName", "")) or code
        yield [code, *years(row), name, *(_cell(row[column]) for column in further)]


def _years(is_panel: bool) -> tuple[list[str], Callable[[Row], list[str]]]:
    """The heading and the cell of the year, where there is one."""
    return (["year"], lambda row: [str(_whole(row["Time"].strip()))]) if is_panel else ([], lambda _: [])


def _cell(text: str) -> str:
    return "" if text.strip() in MISSING else text.strip()


def _write_table(file: Path, rows: Iterable[list[str]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as lines:
        write_rows(lines, rows)
