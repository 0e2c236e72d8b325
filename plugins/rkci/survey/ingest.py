"""Exports of the survey come in: pseudonymised while they stream into raw, then staged, judged, accepted with a ledger.

Files are in `<inbox>/<cycle>/survey/<wave>/`: any number of exports and one sampling.yaml. An export is read where it
lies; the archive keeps the pseudonymised lines and the original's hash, the original stays with the survey team.
"""

import json
from collections import Counter
from contextlib import closing
from functools import partial
from typing import BinaryIO, cast

from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci import cycles
from rkci import framework as frameworks
from rkci.database.locks import lock_cycle
from rkci.intake import archive, ingest, kinds
from rkci.intake.errors import UnreadableError
from rkci.intake.unread import Unread, read_all
from rkci.survey import heading, pseudonym, sampling, sources
from rkci.survey.counting import count
from rkci.survey.cycle_estimates import is_estimated
from rkci.survey.reading import Reader, Told, refusing
from rkci.survey.sources import DATASET, Source
from rkci.survey.stream import Lines

SUITES = ("survey_file", "survey_response")
STAGING = ("core/survey_wave.sql", "staging/survey_file.sql", "staging/survey_response.sql")
ACCEPTANCE = (
    "core/survey_response.sql", "quality/survey_flag.sql", "core/survey_response_counted.sql",
    "quality/rejected_row.sql", "quality/rejected_row_survey.sql", "quality/ledger_survey.sql",
)  # fmt: skip

READING_COLUMNS = (
    "cycle_year", "file_hash", "reading", "read_with", "wave", "kind", "archive_hash", "mapping", "rows_received",
    "rows_read", "rows_stored", "no_consent", "misshapen", "dropped_columns", "producer", "submitted_zone",
    "unreadable_rule", "unreadable_found",
)  # fmt: skip
Record = tuple[object, ...]
"""Values of the columns from `wave` on."""


def receive(connection: Connection, cycle_year: int) -> bool:
    """Record what is new in the inbox; returns True if there is something to do.

    So it is where the ledger does not know all that was received, where a file would be read otherwise now or lies
    there again, and where the answers that are there are not what was estimated.
    """
    return (
        ingest.receive(connection, cycle_year, DATASET, store=_fingerprint)
        or sources.is_anything_to_read(connection, cycle_year)
        or not is_estimated(connection, cycle_year)
    )


def read_files(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Read what waits to be read into raw; what cannot be read is noted and harms no other.

    Returns the numbers of files, of unreadable files among them, and of rows stored. Raises SurveyKeyError if there is
    no key to pseudonymise with.
    """
    key = pseudonym.key_of_cycle(connection, cycle_year)
    with connection.cursor() as cursor:
        cursor.execute("select ops.add_survey_partitions(%s)", (cycle_year,))
    counts, tried = Counter[str](), set[str]()
    for kind in sources.KINDS:
        waiting = sources.to_read(connection, cycle_year, kind)
        read_one = partial(_read_one, connection, cycle_year, key, waiting)
        files = [source.file for source in waiting.values()]
        counts.update(read_all(connection, cycle_year, DATASET, files, read_one))
        tried |= waiting.keys()
    sources.forget_others(connection, cycle_year, tried)
    return dict(counts)


def stage(connection: Connection, cycle_year: int) -> dict[str, int]:
    """The design and the raw rows of the cycle -> core.survey_item to _margin and staging; returns the rows of each."""
    lock_cycle(connection, cycle_year)
    _write_items(connection, cycle_year)
    parameters = {"readings": json.dumps(_declared_times(connection, cycle_year))}
    return ingest.stage(connection, cycle_year, DATASET, STAGING, parameters)


def accept(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Staging less what the suites refused -> core, data-quality flags, rejected rows and ledger: see ingest.accept."""
    rules = [rule.__dict__ | {"modes": list(rule.modes)} for rule in cycles.of(connection, cycle_year).survey.flags]
    return ingest.accept(connection, cycle_year, DATASET, SUITES, ACCEPTANCE, {"rules": json.dumps(rules)})


def load(connection: Connection, cycle_year: int, source: Source, content: BinaryIO, key: bytes) -> Record:
    """Stream an export into raw.survey_row and the archive; returns its record of raw.survey_reading.

    Nothing of a file that cannot be read to its end is kept. Memory does not grow with the file.
    """
    file_hash, wave = source.file.file_hash, sources.wave_of(source.name)
    items = frameworks.load(cycles.of(connection, cycle_year).primary_framework).survey
    mapping = sources.mapping_of(connection, cycle_year, wave)
    reader = Reader(cycle_year, file_hash, source.reading, mapping, items, key, _city_names(connection, cycle_year))
    received, archive_hash, why = 0, "", None
    with connection.cursor() as cursor:
        cursor.execute("savepoint export")
        try:
            if kinds.is_parquet(content):
                received, lines = _parquet_rows(content), reader.parquet(content)
            elif what := kinds.name_of(content, kinds.EXPORT):
                raise UnreadableError("not_a_workbook", found=what)
            else:
                first = heading.read(content)
                counted = count(_rewound(content), first.delimiter)
                received = max(counted.records - first.records, 0)
                lines = reader.csv(_rewound(content), first, encoding=counted.encoding)
            with closing(Lines(lines)) as stream:
                archive_hash = stream.copy_to(cursor)
        except UnreadableError as error:
            cursor.execute("rollback to savepoint export")
            why, reader.told = error, Told()
        told = reader.told
        execute_values(
            cursor,
            "insert into raw.survey_misshapen"
            " (cycle_year, file_hash, reading, row_number, cells, cells_expected) values %s",
            [(cycle_year, file_hash, source.reading, *place) for place in told.misshapen],
        )
    return (
        wave, "responses", archive_hash, mapping.name, received, told.read, told.stored, told.no_consent,
        len(told.misshapen), told.dropped_columns, told.producer, told.submitted_zone, *_words(why),
    )  # fmt: skip


def _read_one(
    connection: Connection, cycle_year: int, key: bytes, waiting: dict[str, Source], file: Unread
) -> int | None:
    source = waiting[file.file_hash]
    with sources.content(source) as content:
        if sources.kind_of(source.name) == "sampling":
            record = _read_sampling(connection, cycle_year, source, content)
        else:
            record = load(connection, cycle_year, source, content, key)
    reading = (cycle_year, file.file_hash, source.reading, source.read_with, *record)
    with connection.cursor() as cursor:
        columns = ", ".join(READING_COLUMNS)
        execute_values(cursor, f"insert into raw.survey_reading ({columns}) values %s", [reading])  # noqa: S608
    read = dict(zip(READING_COLUMNS, reading, strict=True))
    return cast(int, read["rows_stored"]) if read["unreadable_rule"] is None else None


def _read_sampling(connection: Connection, cycle_year: int, source: Source, content: BinaryIO) -> Record:
    wave, why = sources.wave_of(source.name), None
    archive_hash = archive.store(content)
    try:
        if archive.size(archive_hash) > sampling.MAX_BYTES:
            raise UnreadableError("too_large", found=f"more than {sampling.MAX_BYTES} bytes")
        cities = set(_city_names(connection, cycle_year).values())
        written = archive.load(archive_hash)
        if what := kinds.name_of(written, kinds.SAMPLING):
            raise UnreadableError("not_a_workbook", found=what)
        given = sampling.read(written, wave, cities)
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into raw.survey_sampling (cycle_year, file_hash, reading, wave, content)"
                " values (%s, %s, %s, %s, %s)",
                (cycle_year, source.file.file_hash, source.reading, wave, json.dumps(given, default=str)),
            )
    except UnreadableError as error:
        why = error
    return (wave, "sampling", archive_hash, "", 1, 1, 0, 0, 0, 0, "", None, *_words(why))


def _write_items(connection: Connection, cycle_year: int) -> None:
    items = frameworks.load(cycles.of(connection, cycle_year).primary_framework).survey
    with connection.cursor() as cursor:
        cursor.execute("delete from core.survey_item where cycle_year = %s", (cycle_year,))
        execute_values(
            cursor,
            "insert into core.survey_item"
            " (cycle_year, item, position, indicator_code, scale_min, scale_max, direction) values %s",
            [
                (cycle_year, each.item, place, each.indicator, each.scale_min, each.scale_max, each.direction)
                for place, each in enumerate(items, start=1)
            ],
        )


def _declared_times(connection: Connection, cycle_year: int) -> list[dict[str, object]]:
    """By wave, what its mapping says of its times: the order of day and month, and which are in UTC."""
    with connection.cursor() as cursor:
        cursor.execute("select distinct wave from raw.newest_survey_reading where cycle_year = %s", (cycle_year,))
        waves = [wave for (wave,) in cursor.fetchall()]
    declared = {wave: sources.mapping_of(connection, cycle_year, wave) for wave in waves}
    return [{"wave": wave, "day_order": each.day_order, "utc": each.utc} for wave, each in declared.items()]


def _city_names(connection: Connection, cycle_year: int) -> dict[str, str]:
    """BPS code by name in small letters, and by itself, of the cities of the cycle."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select city_code, lower(city_name) from core.cycle_city join core.city using (city_code)"
            " where cycle_year = %s",
            (cycle_year,),
        )
        rows = cursor.fetchall()
    return {name: code for code, name in rows} | {code: code for code, _ in rows}


def _fingerprint(content: BinaryIO) -> str:
    import hashlib

    digest = hashlib.sha256()
    while chunk := content.read(archive.CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


def _parquet_rows(content: BinaryIO) -> int:
    """Rows by the footer of the file."""
    from pyarrow import parquet

    with refusing():
        return int(parquet.read_metadata(content).num_rows)


def _rewound(content: BinaryIO) -> BinaryIO:
    content.seek(0)
    return content


def _words(why: UnreadableError | None) -> tuple[str | None, str | None]:
    return (why.rule, why.found) if why else (None, None)
