"""`rkci estimate`: estimates with standard errors from any survey in a CSV file, by the citizen survey's SQL.

The file is read row by row into tables of the session, which go with the transaction.
"""

import csv
import json
import logging
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.intake.missing import is_missing
from rkci.refusal import Fault, Refusal
from rkci.survey import calibrate, design
from rkci.survey.design import LONELY, Design
from rkci.tables import write_rows

log = logging.getLogger(__name__)

HEADER = ("variable", "statistic", "by", "level", "estimate", "se", "ci_low", "ci_high", "deff", "df")
MISSING = ("", "NA")
"""How a missing answer is written in CSV, by most programs and by R; where a number stands, also as people write it."""
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
MAX_FAULTS = 20
SHARE = 1e-7


def estimate(
    connection: Connection, data: Path, design_file: Path, out: Path, notify: Callable[[str], None] = log.warning
) -> int:
    """Estimate what the design asks for and write it to `out`, numbers with 17 significant digits; returns the rows.

    What is worth knowing goes to `notify`. Raises Refusal naming the key, the column or the row that is not valid.
    """
    wanted = design.read(design_file, _header(data))
    _load(connection, data, wanted)
    _prepare(connection, data.name, wanted, notify)
    # intervals of domains are normal, as those of R's svyby are
    compute(connection, lonely_psu=wanted.lonely_psu, is_dropping=wanted.drops_missing, is_domain_normal=True)
    with connection.cursor() as cursor, out.open("w", newline="", encoding="utf-8") as lines:
        cursor.execute(
            "select variable, statistic, by_columns, level, value, se, ci_low, ci_high, deff, df"
            " from survey_result order by estimate"
        )
        write_rows(lines, [HEADER])
        write_rows(lines, ([_text(cell) for cell in row] for row in cursor))
        return int(cursor.rowcount)


def compute(connection: Connection, *, lonely_psu: str, is_dropping: bool, is_domain_normal: bool) -> None:
    """From units, places, strata, calibration cells and what is asked to survey_result (tables of the session).

    Intervals are by the t distribution, in domains by the normal one if `is_domain_normal`.
    """
    sql_files.run(connection, "survey/weight.sql", {})
    sql_files.run(connection, "survey/shift.sql", {})
    sql_files.run(connection, "survey/variance.sql", {"lonely_psu": lonely_psu})
    sql_files.run(connection, "survey/result.sql", {"is_dropping": is_dropping, "is_domain_normal": is_domain_normal})


def forget(connection: Connection) -> None:
    """Drop the tables of the session that an estimation before this one left in the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relnamespace = pg_my_temp_schema() and relkind = 'r'")
        names = [name for (name,) in cursor.fetchall() if name.startswith("survey_")]
        for name in names:
            cursor.execute(f"drop table {name}")


def _prepare(connection: Connection, file: str, wanted: Design, notify: Callable[[str], None]) -> None:
    stages = [
        {"stage": number, "stratum_column": stage.strata, "unit_column": stage.psu, "population_column": stage.fpc}
        for number, stage in enumerate(wanted.stages, start=1)
    ]
    requests = [
        {"request": number, "variable": one.variable, "statistic": one.statistic, "by_columns": one.by}
        for number, one in enumerate(wanted.requests, start=1)
    ]
    sql_files.run(connection, "survey/given_unit.sql", {"stages": json.dumps(stages), "weight_column": wanted.weight})
    _check_strata(connection, file, wanted)
    if wanted.weight is None and any(stage.fpc is None for stage in wanted.stages):
        notify(
            "There is no weight and not every stage has a population count: every row weighs the same at such a stage."
        )
    sql_files.run(connection, "survey/given_part.sql", {"requests": json.dumps(requests)})
    if wanted.method is None:
        sql_files.run(connection, "survey/no_cross.sql", {})
        return
    margins = [
        {"margin": number, "name": margin.name, "columns": margin.columns}
        for number, margin in enumerate(wanted.margins, start=1)
    ]
    populations = [
        {"margin": number, "category": category, "population": population}
        for number, margin in enumerate(wanted.margins, start=1)
        for category, population in margin.population.items()
    ]
    sql_files.run(
        connection,
        "survey/given_category.sql",
        {"margins": json.dumps(margins), "populations": json.dumps(populations)},
    )
    calibrate.cross(connection, file)


def _check_strata(connection: Connection, file: str, wanted: Design) -> None:
    """Raises Refusal for population counts that cannot be, and for lonely units where they are to fail."""
    faults = []
    with connection.cursor() as cursor:
        cursor.execute(
            "select stage, name, units, population, largest_population from survey_stratum order by stage, stratum"
        )
        for stage, name, units, population, largest in cursor:
            where = f"stage {stage}" + (f", stratum {name}" if name else "")
            if population != largest:
                faults.append(
                    f"{where}: the population count differs from row to row, from {population:g} to {largest:g}; it is "
                    "that of the stratum."
                )
            elif population is not None and population < units:
                faults.append(f"{where}: {units} units were sampled of a population of {population:g}. Correct `fpc`.")
            elif (
                units == 1
                and wanted.lonely_psu == "fail"
                and (stage == 1 or population is not None)
                and (population is None or 1 - units / population > SHARE)
            ):
                choices = "; ".join(f"{key}: {what}" for key, what in LONELY.items() if key != "fail")
                faults.append(
                    f"{where}: only one unit was sampled, which shows no variance. Join the stratum with another, or "
                    f"choose `lonely_psu` ({choices})."
                )
    if faults:
        raise Refusal(f"The design does not fit {file}:", [Fault(file, words) for words in faults[:MAX_FAULTS]])


def _header(data: Path) -> tuple[str, ...]:
    try:
        with data.open(newline="", encoding="utf-8-sig") as lines:
            header = tuple(next(csv.reader(lines), []))
    except FileNotFoundError as error:
        raise Refusal(f"There is no {data.name}; give the data as a CSV file.") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"{data.name} is not UTF-8; save the file as CSV UTF-8.") from error
    if doubled := sorted({name for name in header if header.count(name) > 1}):
        raise Refusal(f"{data.name} has the column {doubled[0]!r} {header.count(doubled[0])} times; keep one.")
    return header


def _load(connection: Connection, data: Path, wanted: Design) -> None:
    """The columns that the design names -> survey_given. Raises Refusal with the rows that cannot be used."""
    forget(connection)
    faults: list[Fault] = []
    with connection.cursor() as cursor, data.open(newline="", encoding="utf-8-sig") as lines:
        cursor.execute(
            "create temp table survey_given (row_number bigint primary key, cell jsonb not null) on commit drop"
        )
        copied = _Lines(_records(csv.reader(lines, strict=True), data.name, wanted, faults))
        try:
            cursor.copy_expert("copy survey_given from stdin", copied)  # type: ignore[arg-type]
        except (csv.Error, UnicodeDecodeError) as error:
            raise Refusal(f"{data.name} cannot be read as CSV UTF-8: {error}") from error
        cursor.execute("select count(*) from survey_given")
        ((rows,),) = cursor.fetchall()
        cursor.execute("analyze survey_given")
    if faults:
        raise Refusal(f"{data.name} cannot be used:", faults)
    if not rows:
        raise Refusal(f"{data.name} has no rows below its header.")


def _records(reader: Iterator[list[str]], file: str, wanted: Design, faults: list[Fault]) -> Iterator[str]:
    header = next(reader)
    place = {name: number for number, name in enumerate(header)}
    needed, numbers, positive = _needs(wanted)
    for row_number, cells in enumerate(reader, start=2):
        if not any(cells):
            continue
        if len(faults) >= MAX_FAULTS:
            return
        if len(cells) != len(header):
            faults.append(Fault(file, f"{len(cells)} cells where the header has {len(header)}.", row_number))
            continue
        kept = {}
        for name, is_required in needed.items():
            written = cells[place[name]].replace("\0", "").strip()
            if written in MISSING or (name in numbers and is_missing(written, may_be_zero=True)):
                if is_required:
                    faults.append(Fault(file, "the cell is empty, and the design needs it.", row_number, name))
                continue
            if name in numbers:
                if not NUMBER.fullmatch(written) or math.isinf(float(written)):
                    faults.append(Fault(file, f"{written!r} is not a number.", row_number, name))
                elif name in positive and float(written) < 0:
                    faults.append(Fault(file, f"{written} is below 0.", row_number, name))
            kept[name] = written
        yield f"{row_number}\t{_copied(json.dumps(kept, ensure_ascii=False))}\n"


def _needs(wanted: Design) -> tuple[dict[str, bool], set[str], set[str]]:
    """Columns that are read (true: no cell may be empty), those that hold numbers, those with none below 0."""
    places = [name for stage in wanted.stages for name in (stage.strata, stage.psu, stage.fpc) if name is not None]
    counts = {stage.fpc for stage in wanted.stages if stage.fpc is not None} | ({wanted.weight} - {None})
    margins = [column for margin in wanted.margins for column in margin.columns]
    needed = dict.fromkeys((column for one in wanted.requests for column in (one.variable, *one.by)), False)
    needed |= dict.fromkeys((*places, *([wanted.weight] if wanted.weight else []), *margins), True)
    answered = {one.variable for one in wanted.requests if one.statistic != "proportion"}
    positive = {name for name in counts if name is not None}
    return needed, answered | positive, positive


def _copied(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


class _Lines:
    """Text made line by line, as COPY reads it: never whole in memory."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.rest = ""

    def read(self, size: int = -1) -> str:
        parts, held = [self.rest], len(self.rest)
        while held < size and (line := next(self.lines, None)) is not None:
            parts.append(line)
            held += len(line)
        text = "".join(parts)
        self.rest = text[size:]
        return text[:size]


def _text(cell: object) -> object:
    return f"{cell:.17g}" if isinstance(cell, float) else cell
