"""The register of assessors and of their declared conflicts of interest, kept by the secretariat as a CSV file.

Columns: assessor, name, conflict_city_code, conflict_reason. An assessor has a row per city that he or she may not
read, or one row with both conflict columns blank.
"""

from pathlib import Path

from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci.refusal import Fault, Refusal
from rkci.tables import Table, read_table

COLUMNS = ("assessor", "name", "conflict_city_code", "conflict_reason")


def load(connection: Connection, cycle_year: int, file: Path) -> int:
    """Make the register of a cycle that of the file; returns the number of assessors. Raises Refusal with every fault.

    What assessors sent before is judged by it when assessments_ingest runs with `reprocess`.
    """
    rows = [(number, {key: cell.strip() for key, cell in row.items()}) for number, row in read_table(file, COLUMNS)]
    with connection.cursor() as cursor:
        cursor.execute("select city_code from core.cycle_city where cycle_year = %s", (cycle_year,))
        cities = {city_code for (city_code,) in cursor.fetchall()}
        if not cities:
            raise Refusal(f"Cycle {cycle_year} is not open yet: run cycle_open first.")
        if faults := _faults(file.name, rows, cities):
            raise Refusal(f"The register of assessors of {cycle_year} is not valid:", faults)
        names = {row["assessor"]: row["name"] for _, row in rows}
        cursor.execute("delete from ops.assessor where cycle_year = %s", (cycle_year,))
        execute_values(
            cursor,
            "insert into ops.assessor (cycle_year, assessor, name) values %s",
            [(cycle_year, assessor, name) for assessor, name in names.items()],
        )
        execute_values(
            cursor,
            "insert into ops.assessor_conflict (cycle_year, assessor, city_code, reason) values %s",
            [
                (cycle_year, row["assessor"], row["conflict_city_code"], row["conflict_reason"])
                for _, row in rows
                if row["conflict_city_code"]
            ],
        )
    return len(names)


def _faults(file: str, rows: Table, cities: set[str]) -> list[Fault]:
    faults = [] if rows else [Fault(file, "it has no rows; write one per assessor.")]
    names: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for number, row in rows:
        assessor, city = row["assessor"], row["conflict_city_code"]
        faults.extend(
            Fault(file, "it is empty; fill it in.", number, column)
            for column in ("assessor", "name")
            if not row[column]
        )
        if names.setdefault(assessor, row["name"]) != row["name"]:
            words = f"{assessor} is called {names[assessor]!r} above; one code is one person."
            faults.append(Fault(file, words, number, "name"))
        if (assessor, city) in seen:
            faults.append(Fault(file, f"{assessor} and {city or 'no city'} appear twice; keep one row.", number))
        if city and city not in cities:
            words = f"{city} is not a BPS code of a city of this cycle; write its four digits."
            faults.append(Fault(file, words, number, "conflict_city_code"))
        if bool(city) != bool(row["conflict_reason"]):
            words = "a city needs a reason and a reason a city; fill in both or neither."
            faults.append(Fault(file, words, number, "conflict_reason"))
        seen.add((assessor, city))
    return faults
