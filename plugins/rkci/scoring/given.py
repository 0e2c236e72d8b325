"""Values and units that are given as CSV, for runs outside the published line.

Values: `unit,indicator,value` and, where there are any, `year,status,source,standard_error`. Units: `unit,name` and
further columns (groups, denominators). A panel has a year in both, or several years of one cell in the values.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.refusal import Fault, Refusal
from rkci.scoring.run import Unit
from rkci.tables import Table, plain_number, read_table

SHOWN = 20
"""Faults that a refusal lists."""
STATUSES = ("reported", "missing", "not_applicable")
MISSING = ("", "NA")

Key = tuple[str, str]
"""Unit code within the run (year and entity in a panel) and indicator."""


class Cell(NamedTuple):
    """What is given for one unit and indicator; `value` is None unless reported."""

    value: float | None
    status: str
    year: int | None
    source: str | None
    standard_error: float | None


@dataclass(frozen=True)
class Given:
    """The units, and the cells of which anything is said."""

    units: list[Unit]
    cells: dict[Key, Cell]
    is_panel: bool


def read(values: Path, units: Path, indicators: set[str], framework_id: str) -> Given:
    """Read both files. Raises Refusal naming file, row and column of everything that is not valid."""
    faults: list[Fault] = []
    value_rows = read_table(values, ("unit", "indicator", "value"))
    unit_rows = read_table(units, ("unit", "name"))
    is_panel = "year" in (unit_rows[0][1] if unit_rows else {}) or _has_several_years(value_rows)
    years = (
        sorted({row["year"] for _, row in value_rows}) if is_panel and value_rows and "year" in value_rows[0][1] else []
    )
    found = list(_units(units.name, unit_rows, years, is_panel, faults))
    known = {unit.code: unit for unit in found}
    entities = {unit.entity or unit.code for unit in found}
    cells: dict[Key, Cell] = {}
    for number, row in value_rows:
        code = _code(row["unit"], row.get("year", "")) if is_panel else row["unit"]
        key = (code, row["indicator"])
        if code not in known:
            what = f"unit {row['unit']!r}" + (f" of {row['year']}" if is_panel and row["unit"] in entities else "")
            faults.append(Fault(values.name, f"{what} is not in the units; add it there.", number, "unit"))
        elif row["indicator"] not in indicators:
            words = f"indicator {row['indicator']!r} is not in {framework_id}; leave it out or declare it."
            faults.append(Fault(values.name, words, number, "indicator"))
        elif key in cells:
            words = f"{row['unit']}, {row['indicator']} has a value already; keep one."
            faults.append(Fault(values.name, words, number))
        else:
            cells[key] = _cell(values.name, number, row, faults)
    if faults:
        more = [f"and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
        shown = [*map(str, faults[:SHOWN]), *more]
        raise Refusal("\n- ".join([f"Values that cannot be scored: {len(faults)}. Fix each.", *shown]))
    return Given(found, cells, is_panel)


def fill_selected(connection: Connection, run_id: int, given: Given) -> None:
    """Step 1 of a run over given values, by scoring/selected_given.sql; the run's units and indicators are there."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows((*key, *cell) for key, cell in given.cells.items())
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.execute(
            "create temporary table given_value (unit_code text, indicator_code text, value double precision,"
            " status text, year integer, source text, standard_error double precision)"
        )
        cursor.copy_expert("copy given_value from stdin with (format csv)", lines)
        sql_files.run(connection, "scoring/selected_given.sql", {"run_id": run_id})
        cursor.execute("drop table given_value")


def _units(file: str, rows: Table, years: Sequence[str], is_panel: bool, faults: list[Fault]) -> Iterator[Unit]:
    seen: set[str] = set()
    if not rows:
        faults.append(Fault(file, "it has no unit; name at least one."))
    for number, row in rows:
        entity = row["unit"]
        if not entity:
            faults.append(Fault(file, "the unit is empty; give it a code.", number, "unit"))
            continue
        attributes = {column: text for column, text in row.items() if column not in ("unit", "name", "year") and text}
        for year in [row["year"]] if "year" in row else years or [""]:
            code = _code(entity, year) if is_panel else entity
            if code in seen:
                faults.append(Fault(file, f"{entity} is listed already; keep one.", number, "unit"))
            elif is_panel and not year.isdigit():
                faults.append(Fault(file, f"{entity}: the year {year!r} is not a whole number.", number, "year"))
            else:
                seen.add(code)
                yield Unit(code, row["name"] or entity, attributes, int(year) if is_panel else None, entity)


def _has_several_years(rows: Table) -> bool:
    years: dict[Key, str] = {}
    return any(
        "year" in row and years.setdefault((row["unit"], row["indicator"]), row["year"]) != row["year"]
        for _, row in rows
    )


def _code(entity: str, year: str) -> str:
    return f"{year} {entity}"


def _cell(file: str, number: int, row: dict[str, str], faults: list[Fault]) -> Cell:
    value = _number(file, number, row, "value", faults)
    status = row.get("status") or ("missing" if value is None else "reported")
    if status not in STATUSES:
        faults.append(Fault(file, f"it is {status!r}; valid are {', '.join(STATUSES)}.", number, "status"))
    elif (status == "reported") != (value is not None):
        faults.append(Fault(file, f"the status is {status} but the value {row['value']!r}.", number, "status"))
    year = row.get("year", "")
    if year and not (len(year) == 4 and year.isascii() and year.isdigit()):
        faults.append(Fault(file, f"{year!r} is not a year.", number, "year"))
        year = ""
    error = _number(file, number, row, "standard_error", faults) if "standard_error" in row else None
    if error is not None and error < 0:
        faults.append(Fault(file, f"{error} is negative; a standard error is not.", number, "standard_error"))
    return Cell(value, status, int(year) if year else None, row.get("source") or None, error)


def _number(file: str, number: int, row: dict[str, str], column: str, faults: list[Fault]) -> float | None:
    text = row[column].strip()
    if text in MISSING:
        return None
    value = plain_number(text)
    if value is not None:
        return value
    words = f"{text!r} is not a number; write a decimal point, and leave it empty if it is missing."
    faults.append(Fault(file, words, number, column))
    return None
