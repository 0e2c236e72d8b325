"""The workbooks that cities get when a cycle opens, each with the same form as CSV beside it."""

import hashlib
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import cycles, folders, made_of, paths
from rkci import framework as frameworks
from rkci.city_register import City
from rkci.cycles.signing_key import signing_key
from rkci.database import sql_files
from rkci.intake import csv_form, guard, workbook
from rkci.intake.form import file_name
from rkci.refusal import Refusal


class OutboxError(Refusal):
    """Workbooks cannot be written; the message says what to do."""


def write_workbooks(connection: Connection, cycle_year: int) -> list[Path]:
    """Write one empty workbook per city of an open cycle to `<build>/workbooks/<cycle>`, and the same as CSV beside
    it, in place of what is there; returns the workbooks. One that cannot be written is noted and harms no other. Where
    all of them are there, made of the same, nothing is written.

    Raises OutboxError if the cycle is not open, or if its framework changed since it was frozen; SigningKeyError if
    there is no key to seal them with.
    """
    cycle = cycles.of(connection, cycle_year)
    framework = frameworks.load(cycle.primary_framework)
    with connection.cursor() as cursor:
        cursor.execute(
            "select framework_hash from ops.cycle_framework where cycle_year = %s and is_primary", (cycle_year,)
        )
        frozen = [framework_hash for (framework_hash,) in cursor]
        cursor.execute(
            "select city_code, city_name, province from core.cycle_city join core.city using (city_code)"
            " where cycle_year = %s order by city_code",
            (cycle_year,),
        )
        cities = [City(*row) for row in cursor]
    if frozen != [framework.content_hash]:
        raise OutboxError(
            f"Framework {framework.framework_id} has the hash {framework.content_hash}, cycle {cycle_year} was opened "
            f"with {frozen[0] if frozen else 'none'}. Run cycle_open for {cycle_year} first."
        )
    folder = paths.build() / "workbooks" / str(cycle_year)
    last = last_values(connection, cycle_year)
    key = hashlib.sha256(signing_key(is_demo=cycle.demo)).hexdigest()
    source = made_of.hash_of(asdict(cycle), framework.content_hash, [asdict(city) for city in cities], last, key)
    if folders.is_made_of(folder, source):
        return [folder / file_name(cycle_year, city) for city in cities]
    written = []
    with folders.renewed(folder) as fresh:
        for city in cities:
            values = last.get(city.city_code, {})
            file = fresh / file_name(cycle_year, city)
            table = file.with_suffix(".csv")
            with guard.writing(connection, f"The workbook of {cycle_year}", city.city_code, file, table):
                workbook.write(file, cycle=cycle, framework=framework, city=city, last=values)
                csv_form.write(table, cycle=cycle, framework=framework, city=city, last=values)
                written.append(folder / file.name)
    if len(written) == len(cities):
        folders.keep_made_of(folder, source)
    return written


def last_values(connection: Connection, cycle_year: int) -> dict[str, dict[str, str]]:
    """What each city submitted in its newest earlier cycle, by city and indicator code, as an officer writes it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sql_files.query(connection, "read/outbox/last_value.sql", {"cycle": cycle_year}):
        found[row["city_code"]][row["indicator_code"]] = _as_written(row)
    return dict(found)


def _as_written(row: dict[str, Any]) -> str:
    if row["status"] != "reported":
        return f"{'TAP' if row['status'] == 'not_applicable' else '-'} ({row['cycle_year']})"
    if row["value_kind"] == "boolean":
        value = "Ya" if row["value"] else "Tidak"
    else:
        value = f"{row['value']:.10g}".replace(".", ",")
    return f"{value} ({row['cycle_year']})"
