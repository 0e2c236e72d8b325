"""What cities submitted in a cycle before this pipeline, which the secretariat holds as a table.

Columns: city_code, or city with the name as people write it, or both; indicator, value, and where there is one the
year that the value describes. The table is one of cities alone: Bogor is Kota Bogor. The indicators are those of a
framework of today, in its units: only what was asked in the same way is an earlier value of an answer.
"""

import io
import math
from dataclasses import dataclass
from pathlib import Path

import pandas
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from rkci import cycles
from rkci.database import frames
from rkci.database.locks import lock_cycle
from rkci.framework import Framework, Indicator
from rkci.intake import archive, guard
from rkci.intake.errors import UnreadableError
from rkci.intake.layout import SIMULATED
from rkci.refusal import Fault, Refusal
from rkci.tables import Table, plain_number, read_table

COLUMNS = ("indicator", "value")
CITY_COLUMNS = ("city", "city_code")
NO_CITY = {
    "resolved": "is not an autonomous city; leave the row out.",
    "regency": "is a regency, and only cities are rated; leave the row out.",
    "ambiguous": "could be more than one city, or name and code are of two; write the BPS code or the whole name.",
    "unknown": "is not a city of the register; write its whole name or its BPS code.",
}
"""State of core.resolve_city to what is wrong with the name, and the code beside it, that were written."""
SHOWN = 20
"""Faults that a refusal names; a wrong file has one in every row."""


@dataclass(frozen=True)
class Past:
    """What was loaded: values, and cities that have any."""

    values: int
    cities: int
    is_simulated: bool


def load(
    connection: Connection, cycle_year: int, file: Path, framework: Framework, *, is_simulated: bool = False
) -> Past:
    """Make the past values of a cycle those of the file, whose bytes are archived first; replaces what was loaded.

    Simulated is what the caller says to be so, and a file of which any row says so in its column `origin`. Raises
    Refusal with every fault, and where the cycle is one of this pipeline's: its values come by its inbox.
    """
    lock_cycle(connection, cycle_year)
    _require_past(connection, cycle_year)
    try:
        with guard.reading(file.name, "a table of past values"):
            rows = read_table(file, COLUMNS)
    except UnreadableError as error:
        words = f"it cannot be read ({error.found}); save it as CSV UTF-8 once more."
        raise Refusal(f"The values of cycle {cycle_year} are not valid.", [Fault(file.name, words)]) from error
    with connection.cursor() as cursor:
        cursor.execute("select city_code from core.city where is_autonomous")
        cities = {city_code for (city_code,) in cursor.fetchall()}
        if not cities:
            raise Refusal("There are no cities yet: run reference_load first.")
        faults = _columns_missing(file.name, rows)
        if not faults:
            rows, faults = _with_cities(cursor, file.name, rows, cities)
            faults += _faults(file.name, rows, framework, cycle_year)
        if faults:
            more = f" The first {SHOWN} of {len(faults)}:" if len(faults) > SHOWN else ""
            raise Refusal(f"The values of cycle {cycle_year} are not valid.{more}", faults[:SHOWN])
        simulated = is_simulated or any(row.get("origin") == SIMULATED for _, row in rows)
        file_hash = archive.store(io.BytesIO(file.read_bytes()))
        cursor.execute("delete from core.indicator_value where cycle_year = %s", (cycle_year,))
        cursor.execute("delete from ops.past_cycle where cycle_year = %s", (cycle_year,))
        cursor.execute(
            "insert into ops.past_cycle (cycle_year, file_hash, file_name, framework_id, is_simulated)"
            " values (%s, %s, %s, %s, %s)",
            (cycle_year, file_hash, file.name, framework.framework_id, simulated),
        )
    values = pandas.DataFrame(
        [
            (row["city_code"], row["indicator"], plain_number(row["value"]), row.get("year") or None, f"row {number}")
            for number, row in rows
        ],
        columns=["city_code", "indicator_code", "value", "year", "cell"],
    ).assign(cycle_year=cycle_year, origin="submitted", status="reported", is_simulated=simulated, file_hash=file_hash)
    frames.append(connection, "core.indicator_value", values)
    return Past(len(values), values["city_code"].nunique(), simulated)


def _require_past(connection: Connection, cycle_year: int) -> None:
    """Raise Refusal if the cycle is one that this pipeline runs: declared, open or released."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from ops.cycle where cycle_year = %s)", (cycle_year,))
        ((is_open,),) = cursor.fetchall()
    if is_open or any(cycle.cycle_year == cycle_year for cycle in cycles.all_cycles()):
        state = "was opened by this pipeline" if is_open else "has a calendar (cycle.yaml)"
        raise Refusal(
            f"Cycle {cycle_year} {state}: its values come by its inbox, and what was released stays as it is. "
            "Only a cycle from before the pipeline is loaded from a table; give its year by --cycle."
        )


def _columns_missing(file: str, rows: Table) -> list[Fault]:
    if all(any(column in row for column in CITY_COLUMNS) for _, row in rows):
        return []
    return [Fault(file, "there is no column city_code and none called city; write one of them.", 1)]


def _with_cities(cursor: Cursor, file: str, rows: Table, cities: set[str]) -> tuple[Table, list[Fault]]:
    """The rows, each with the code of its city, and what is wrong with those that mean none of `cities`."""
    meant = _meant(cursor, {(row.get("city", ""), row.get("city_code", "")) for _, row in rows})
    found: Table = []
    faults: list[Fault] = []
    for number, row in rows:
        name, code = row.get("city", ""), row.get("city_code", "")
        city, state = meant.get((name, code), (code, ""))
        if city not in cities and name:
            said = " ".join(repr(text) for text in (name, code) if text)
            faults.append(Fault(file, f"{said} {NO_CITY[state]}", number, "city"))
        elif city not in cities:
            words = f"{code!r} is not a BPS code of an autonomous city; write its four digits."
            faults.append(Fault(file, words, number, "city_code"))
        found.append((number, {**row, "city_code": city or name}))
    return found, faults


def _meant(cursor: Cursor, written: set[tuple[str, str]]) -> dict[tuple[str, str], tuple[str | None, str]]:
    """Name and code as written to the city that they mean, and the state; a code alone is a BPS code as it stands."""
    named = sorted((name, code) for name, code in written if name)
    cursor.execute(
        "select written.name, written.code, meant.city_code, meant.state"
        " from unnest(%s::text[], %s::text[]) as written (name, code)"
        " cross join lateral core.resolve_city(written.name, written.code, is_cities_alone => true) as meant",
        ([name for name, _ in named], [code for _, code in named]),
    )
    return {(name, code): (city, state) for name, code, city, state in cursor.fetchall()}


def _faults(file: str, rows: Table, framework: Framework, cycle_year: int) -> list[Fault]:
    faults = [] if rows else [Fault(file, "it has no rows; write one per city and indicator.")]
    indicators = {one.code: one for one in framework.indicators if one.source == "submitted"}
    seen: dict[tuple[str, str], int] = {}
    for number, row in rows:
        city, code = row["city_code"], row["indicator"]
        if code not in indicators:
            words = f"{code!r} is not an indicator that {framework.framework_id} asks cities for; leave the row out."
            faults.append(Fault(file, words, number, "indicator"))
        elif problem := _value_problem(row["value"], indicators[code]):
            faults.append(Fault(file, f"{row['value']!r} {problem}", number, "value"))
        year = row.get("year", "")
        if year and not (len(year) == 4 and year.isascii() and year.isdecimal() and 1990 <= int(year) <= cycle_year):
            words = f"{year!r} is not a year from 1990 to the cycle; write four digits, or leave it blank."
            faults.append(Fault(file, words, number, "year"))
        first = seen.setdefault((city, code), number)
        if first != number:
            faults.append(Fault(file, f"{city} and {code} stand in row {first} already; keep one.", number))
    return faults


def _value_problem(written: str, indicator: Indicator) -> str:
    """What is wrong with a value, empty if nothing is."""
    value = plain_number(written)
    if value is None:
        return "is not a number; write one with a decimal point and nothing else, and leave out a row without a value."
    low = -math.inf if indicator.valid_min is None else indicator.valid_min
    high = math.inf if indicator.valid_max is None else indicator.valid_max
    if not low <= value <= high:
        return f"is outside {low:g} to {high:g}, what {indicator.code} ({indicator.unit}) can be."
    if indicator.value_kind in ("boolean", "maturity") and not value.is_integer():
        return f"is not a whole number, as {indicator.code} ({indicator.value_kind}) needs one."
    return ""
