"""Reference data: the files of include/reference -> raw -> staging (`load`), then -> core (`accept`).

Between the two the suites `city`, `regency`, `city_name`, `population` and `official_statistic` check what is staged.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pandas
from psycopg2.extensions import connection as Connection

from rkci import paths
from rkci.database import frames, sql_files
from rkci.database.locks import REFERENCE, lock_cycle
from rkci.quality.validated import expect_validated, staged
from rkci.tables import read_frame

FILES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "city": (
        "cities.csv",
        (
            "city_code", "kemendagri_code", "city_name", "province", "latitude", "longitude", "area_km2",
            "is_autonomous", "namesake_regency_code", "source", "licence",
        ),
    ),
    "regency": ("regencies.csv", ("regency_code", "kemendagri_code", "regency_name", "province", "source")),
    "city_name": ("city_name_variants.csv", ("city_code", "variant", "source")),
    "population": ("populations.csv", ("city_code", "year", "population", "source", "licence")),
    "official_statistic": (
        "official_statistics.csv",
        ("city_code", "indicator_code", "year", "value", "unit", "source", "licence"),
    ),
}  # fmt: skip
"""Table of staging and core to its file and the columns that the file must have; each has a suite of that name."""
DATASET = "reference"


def load(connection: Connection, folder: Path = paths.REFERENCE) -> bool:
    """Read every file into raw, unless its very content is there already, and rebuild staging from it.

    Returns True if core is not what the files say: after a change, and until a refused one is fixed. Raises Refusal
    before anything is written if a file cannot be read.
    """
    lock_cycle(connection, REFERENCE)
    staged(connection, REFERENCE, DATASET)
    contents = {table: read_frame(folder / name, columns) for table, (name, columns) in FILES.items()}
    for table, (name, _) in FILES.items():
        file_hash = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        _insert_raw(connection, name, file_hash, contents[table])
        sql_files.run(connection, f"staging/{table}.sql", {"file_name": name, "file_hash": file_hash})
    (found,) = sql_files.query(connection, "checks/reference_is_accepted.sql", {})
    return not found["is_accepted"]


def accept_validated(connection: Connection) -> dict[str, int]:
    """As `accept`; raises NotValidated unless the suites ran on just what is staged."""
    lock_cycle(connection, REFERENCE)
    expect_validated(connection, None, list(FILES))
    return accept(connection)


def accept(connection: Connection) -> dict[str, int]:
    """Staging -> core, in the caller's transaction; gives rows per table."""
    lock_cycle(connection, REFERENCE)
    return {table: sql_files.run(connection, f"core/{table}.sql", {}) for table in FILES}


def open_cycles(connection: Connection) -> list[int]:
    """Cycles that are open, whose scores the reference data feed."""
    with connection.cursor() as cursor:
        cursor.execute("select cycle_year from ops.cycle order by cycle_year")
        return [cycle_year for (cycle_year,) in cursor.fetchall()]


def _insert_raw(connection: Connection, name: str, file_hash: str, content: pandas.DataFrame) -> None:
    known = "select row_number from raw.reference_row where file_name = %(file_name)s and file_hash = %(file_hash)s"
    columns = {"file_name": name, "file_hash": file_hash}
    if frames.query(connection, known, columns).empty:
        payload = [json.dumps(row) for row in frames.records(content)]
        rows = pandas.DataFrame({**columns, "row_number": content.index, "payload": payload})
        frames.append(connection, "raw.reference_row", rows)
