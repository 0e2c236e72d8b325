"""The workbooks that cities get when a cycle opens."""

import shutil
from pathlib import Path

from psycopg2.extensions import connection as Connection

from rkci import cycles, paths
from rkci import framework as frameworks
from rkci.intake import workbook
from rkci.intake.workbook import City
from rkci.refusal import Refusal


class OutboxError(Refusal):
    """Workbooks cannot be written; the message says what to do."""


def write_workbooks(connection: Connection, cycle_year: int) -> list[Path]:
    """Write one empty workbook per city of an open cycle to `<build>/workbooks/<cycle>`; replaces what is there.

    Raises OutboxError if the cycle is not open, or if its framework changed since it was frozen.
    """
    cycle = cycles.load(cycle_year)
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
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = [folder / workbook.file_name(cycle_year, city) for city in cities]
    for city, file in zip(cities, files, strict=True):
        workbook.write(file, cycle=cycle, framework=framework, city=city)
    return files
