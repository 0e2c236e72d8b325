"""Files of the survey that wait to be read: new ones, and those that would be read otherwise now.

Where a file was delivered last says for which wave it is and whether it is a sampling file; the sampling file of the
wave says by which mapping its exports are read. Where one of these is another than the newest reading had, the file is
read again: an export from where it is (where it is gone, it is refused until it is put back), a sampling file
from the archive.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.intake import archive, inbox
from rkci.intake.entries import Entry
from rkci.intake.errors import UnreadableError
from rkci.intake.unread import Unread
from rkci.survey import mapping as mappings
from rkci.survey import sampling
from rkci.survey.mapping import Mapping

DATASET = "survey"
KINDS = ("sampling", "responses")
"""In the order in which they are read: sampling files name the mapping of their wave."""


@dataclass(frozen=True)
class Source:
    """A file that is to be read for the `reading`-th time; `entry` is the newest delivery of it that still is in the
    inbox, if any does, and `read_with` the fingerprint of the mapping, or mappings, that it is read with."""

    file: Unread
    entry: Entry | None
    reading: int
    read_with: str

    @property
    def name(self) -> str:
        """Where it lies, or was delivered last."""
        return self.entry.name if self.entry else self.file.names[0]


def to_read(connection: Connection, cycle_year: int, kind: str) -> dict[str, Source]:
    """The files of a kind that wait to be read, by hash, in the order of their names."""

    @cache
    def read_with(wave: str) -> str:
        if kind == "sampling":
            return mappings.fingerprint_of_all()
        return mappings.fingerprint(mapping_of(connection, cycle_year, wave))

    there = {(one.name, one.size_bytes): one for one in inbox.deliveries(cycle_year, DATASET)}
    found = []
    for row in sql_files.query(connection, "read/survey/files.sql", {"cycle": cycle_year}):
        names, size = row["file_names"], row["size_bytes"]
        entry = next((there[name, size] for name in names if (name, size) in there), None)
        name = entry.name if entry else names[0]
        if kind_of(name) == kind:
            now = (kind, wave_of(name), read_with(wave_of(name)))
            if now != (row["kind"], row["wave"], row["read_with"]):
                file = Unread(row["file_hash"], tuple(names), size)
                found.append(Source(file, entry, (row["reading"] or 0) + 1, now[-1]))
    return {source.file.file_hash: source for source in sorted(found, key=lambda source: source.name)}


def is_anything_to_read(connection: Connection, cycle_year: int) -> bool:
    """Whether there is a file that no run tried to read as it would be read now, or one that was gone and is there
    again, or one that is refused as gone although it need not be read again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select file_hash, rule from quality.unread_file where (cycle_year, dataset) = (%s, %s)",
            (cycle_year, DATASET),
        )
        tried = dict(cursor.fetchall())
    for kind in KINDS:
        for file_hash, source in to_read(connection, cycle_year, kind).items():
            rule = tried.pop(file_hash, None)
            if rule is None or (rule == "taken_away" and source.entry is not None):
                return True
    return bool(tried)


def forget_others(connection: Connection, cycle_year: int, hashes: Iterable[str]) -> None:
    """Take back what was noted of files that could not be read, but for these, which were tried now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from quality.unread_file where (cycle_year, dataset) = (%s, %s) and file_hash <> all(%s)",
            (cycle_year, DATASET, list(hashes)),
        )


@contextmanager
def content(source: Source) -> Iterator[BinaryIO]:
    """The bytes as they were received. Raises UnreadableError (taken_away, changed) where they are no longer there."""
    if source.entry is not None:
        with inbox.as_received(source.entry, source.file) as received:
            yield received
    elif kind_of(source.name) == "sampling" and source.reading > 1:
        with archive.stream(source.file.file_hash) as archived:
            yield archived
    else:
        found = f"{source.file.size_bytes} bytes, received as {source.name}"
        raise UnreadableError("taken_away", found=found)


def mapping_of(connection: Connection, cycle_year: int, wave: str) -> Mapping:
    """What the newest sampling file of the wave that holds names as its mapping; that of our form without one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select given.content ->> 'mapping' from raw.survey_sampling as given"
            " join raw.newest_survey_reading using (cycle_year, file_hash, reading)"
            " where cycle_year = %s and given.wave = %s"
            " and not exists (select from quality.set_aside as aside"
            " where (aside.cycle_year, aside.file_hash) = (given.cycle_year, given.file_hash))"
            " order by quality.last_delivered(cycle_year, 'survey', file_hash, given.wave, null) desc nulls last,"
            " file_hash limit 1",
            (cycle_year, wave),
        )
        found = cursor.fetchone()
    return mappings.load(str(found[0]) if found else mappings.FORM)


def kind_of(name: str) -> str:
    """sampling or responses."""
    return "sampling" if name.rsplit("/", 1)[-1] == sampling.FILE else "responses"


def wave_of(name: str) -> str:
    """The folder below survey/; blank for a file that is in none."""
    parts = name.split("/")
    return parts[1] if len(parts) > 2 else ""
