"""An export of the survey as a stream of lines that COPY takes: pseudonymised, answers coded, nothing undeclared.

CSV and Parquet are read by pyarrow a block at a time and changed column by column, so that memory does not grow with
the file. Columns that no mapping declares are not even decoded; of records without consent nothing goes on but the
hashes that identify them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import numpy
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from rkci.framework.model import SurveyItem
from rkci.intake import missing
from rkci.intake.errors import UnreadableError
from rkci.survey import mapping as mappings
from rkci.survey import placeholders, producers, pseudonym, telephone
from rkci.survey.heading import LONGEST, SAMPLED, Heading
from rkci.survey.mapping import Mapping

BLOCK_BYTES = LONGEST
PARQUET_ROWS = 20_000
CONSENTED = "yes"
NO_CONSENT = ("no", "")
"""What is known to be no consent; another word is asked back."""
IDENTITY = ("response_id", "root_id", "record_id", "edits")
"""All that is stored of a record without consent, hashed: it takes back the consent of an earlier version."""
LONGEST_WORD = 20
NUMBERS = ("weight", "edits")
"""Fields in which what may mean zero is asked back."""

NULL = r"\N"
MOST_COMBINATIONS = 4000
"""Of answers to some items in a block, each of which is written once."""

TEXTS = {
    "response_id": "response_id", "city": "city_text", "wave": "wave_text", "stratum": "stratum_text",
    "psu": "psu_text", "mode": "mode_text", "age_group": "age_group_text", "sex": "sex_text",
    "district": "district_text", "weight": "weight_text", "version": "version_text",
    "enumerator": "enumerator_hash", "device": "device_hash", "phone": "phone_hash", "started": "started_text",
    "ended": "ended_text", "submitted": "submitted_text", "origin": "origin_text", "root_id": "root_id",
    "record_id": "record_id", "edits": "edits_text", "review": "review_text",
}  # fmt: skip
"""Column of raw.survey_row by field."""

COLUMNS = (
    "cycle_year",
    "file_hash",
    "reading",
    "row_number",
    "consent_text",
    *TEXTS.values(),
    "answer",
    "out_of_scale_text",
)
"""Columns of raw.survey_row in the order of the lines."""

UNSAFE = (b"\\", b"\t", b"\n", b"\r", b"\0")
"""What COPY separates and escapes by; PostgreSQL holds no NUL."""


@dataclass
class Told:
    """What the stream has come by so far."""

    read: int = 0
    stored: int = 0
    no_consent: int = 0
    dropped_columns: int = 0
    producer: str = ""
    submitted_zone: str | None = None
    """Zone of times of submission without an offset; None for the local one."""
    misshapen: list[tuple[int, int, int]] = field(default_factory=list)
    """Records with another number of cells than the heading: place, cells, cells expected."""


class Reader:
    """Turns an export into lines of raw.survey_row; `told` says what it came by."""

    def __init__(
        self,
        cycle_year: int,
        file_hash: str,
        reading: int,
        mapping: Mapping,
        items: Sequence[SurveyItem],
        key: bytes,
        cities: dict[str, str],
    ) -> None:
        """`reading` is the number of the reading of this file, `cities` the BPS code by name in small letters."""
        self.prefix = f"{cycle_year}\t{file_hash}\t{reading}"
        self.mapping, self.items = mapping, items
        # the uuids of a response's first version and of this one have the same hash where they are the same
        self.hashers = {
            name: pseudonym.Hasher(key, "response_id" if name == "root_id" else name) for name in mappings.HASHED
        }
        self.answers = {item.item: mappings.answers_of(mapping, item) for item in items}
        self.values = {name: mappings.values_of(mapping, name) for name in (*TEXTS, "consent")}
        self.words = mappings.missing_words(mapping)
        self.cities = cities
        self.told = Told()
        self.next_row = 2
        self.is_consent_known = False
        self.unknown_consent = ""

    def csv(self, content: BinaryIO, heading: Heading, *, encoding: str) -> Iterator[pa.Buffer]:
        """Lines of a CSV file. Raises UnreadableError."""
        found = self._found(heading.names, heading.sample)
        names = [f"c{place}" for place in range(len(heading.names))]
        wanted = [names[place] for place in dict.fromkeys(found.values())]

        def misshapen(row: Any) -> str:
            self.told.misshapen.append((row.number - heading.skipped + 1, row.actual_columns, row.expected_columns))
            return "skip"

        with (
            refusing(),
            arrow_csv.open_csv(
                content,
                read_options=arrow_csv.ReadOptions(
                    use_threads=False,
                    block_size=BLOCK_BYTES,
                    column_names=names,
                    skip_rows_after_names=heading.skipped,
                    encoding=encoding,
                ),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=heading.delimiter, newlines_in_values=True, invalid_row_handler=misshapen
                ),
                convert_options=arrow_csv.ConvertOptions(
                    column_types=dict.fromkeys(wanted, pa.string()),
                    include_columns=wanted,
                    strings_can_be_null=True,
                    null_values=[""],
                    quoted_strings_can_be_null=True,
                ),
            ) as batches,
        ):
            yield from self._lines({key: names[place] for key, place in found.items()}, batches)

    def parquet(self, content: BinaryIO) -> Iterator[pa.Buffer]:
        """Lines of a Parquet file. Raises UnreadableError."""
        with refusing():
            file = parquet.ParquetFile(content)
            schema = file.schema_arrow
            if twice := [name for name, count in Counter(schema.names).items() if count > 1]:
                raise UnreadableError("doubled_column", found=", ".join(twice))
            nested = [each.name for each in schema if pa.types.is_nested(each.type)]
            flat = [name for name in schema.names if name not in set(nested)]
            first = next(file.iter_batches(batch_size=SAMPLED, columns=flat, use_threads=False), None)
            sample = zip(*([] if first is None else map(_shown, first.columns)), strict=True)
            try:
                found = {key: flat[place] for key, place in self._found(flat, tuple(sample)).items()}
            except UnreadableError as error:
                if not nested:
                    raise
                raise UnreadableError(error.rule, found=f"lists in {', '.join(nested)}; {error.found}") from error
            self.told.dropped_columns += len(nested)
            wanted = list(dict.fromkeys(found.values()))
            batches = file.iter_batches(batch_size=PARQUET_ROWS, columns=wanted, use_threads=False)
            yield from self._lines(found, batches)

    def _found(self, header: Sequence[str], sample: Sequence[Sequence[str]]) -> dict[str, int]:
        found = mappings.find(self.mapping, header, self.items, sample)
        producer = producers.recognise(header)
        self.told.producer = producer.name
        if "submitted" in found:
            self.told.submitted_zone = producers.zone_of(producer, header[found["submitted"]])
        self.told.dropped_columns = len(header) - len(set(found.values()))
        return found

    def _lines(self, found: dict[str, str], batches: Any) -> Iterator[pa.Buffer]:
        for batch in batches:
            if batch.num_rows:
                yield from self._blocks({key: _text(batch.column(name)) for key, name in found.items()}, batch.num_rows)
        if self.unknown_consent and not self.is_consent_known:
            raise UnreadableError("no_consent", found=f"{self.unknown_consent!r} is neither yes nor no")
        # misshapen records at the end of the file
        self.told.read += len(self.told.misshapen)

    def _blocks(self, columns: dict[str, pa.Array], size: int) -> Iterator[pa.Buffer]:
        """Lines of those who consent, and of the others what takes back an earlier consent."""
        self.told.read += size
        numbers = self._numbers(size)
        if "consent" in columns:
            consent = self._consent(columns["consent"])
            agreed = pc.equal(consent, CONSENTED)
            others = pc.invert(agreed)
            known = {key: columns[key].filter(others) for key in IDENTITY if key in columns}
            refused, words = numbers.filter(others), consent.filter(others)
            self.told.no_consent += pc.sum(pc.is_in(words, pa.array(NO_CONSENT))).as_py() or 0
            if len(refused):
                yield self._block(known, refused, _safe(pc.utf8_slice_codeunits(words, 0, LONGEST_WORD)))
            columns = {key: column.filter(agreed) for key, column in columns.items()}
            numbers = numbers.filter(agreed)
        self.told.stored += len(numbers)
        if len(numbers):
            yield self._block(columns, numbers)

    def _block(self, columns: dict[str, pa.Array], numbers: pa.Array, no_consent: pa.Array | None = None) -> pa.Buffer:
        """Lines of some records; `no_consent` has what was answered by those who did not consent."""
        answers, out_of_scale = self._answers(columns, len(numbers))
        null = pa.scalar(NULL)
        texts = [self._field(name, columns) if no_consent is None or name in columns else null for name in TEXTS]
        lines = pc.binary_join_element_wise(
            self.prefix,
            numbers.cast(pa.string()),
            null if no_consent is None else no_consent,
            *texts,
            answers,
            out_of_scale,
            "\t",
            null_handling="replace",
            null_replacement=NULL,
        )
        # the lines of an Arrow array are one after another: they are the text that COPY takes
        lines = pa.concat_arrays([lines]) if lines.offset else lines
        return lines.buffers()[2]

    def _numbers(self, size: int) -> pa.Array:
        """Places of the next records in the file; those that pyarrow skipped have theirs between them."""
        skipped = [number for number, _, _ in self.told.misshapen if number >= self.next_row]
        places = numpy.arange(self.next_row, self.next_row + size + len(skipped), dtype="int32")
        numbers = places[~numpy.isin(places, skipped)][:size] if skipped else places
        self.next_row = int(numbers[-1]) + 1
        return pa.array(numbers)

    def _consent(self, column: pa.Array) -> pa.Array:
        """yes, no, blank where nothing was answered, or the word that is none of these."""
        coded = pc.fill_null(self._coded("consent", column), "")
        for word in coded.unique().to_pylist():
            if word in (CONSENTED, "no"):
                self.is_consent_known = True
            elif word:
                self.unknown_consent = self.unknown_consent or word[:LONGEST_WORD]
        return coded

    def _field(self, name: str, columns: dict[str, pa.Array]) -> pa.Array | pa.StringScalar:
        if name not in columns:
            constant = self.mapping.constants.get(name)
            return pa.scalar(NULL if constant is None else constant)
        column = columns[name]
        if name in self.hashers:
            if _holds(column, b" "):
                column = pc.utf8_trim_whitespace(column)
            if name in ("response_id", "root_id") and _holds(column, b"uuid:"):
                column = pc.replace_substring_regex(column, "^uuid:", "")
            column = placeholders.without(column, self.words, is_identity=True)
            return self._hashed(name, telephone.numbers_of(column) if name == "phone" else column)
        if name == "city":
            return _safe(_mapped(column, lambda written: self.cities.get(" ".join(written.split()).lower(), written)))
        if self.values[name] is None:
            return _safe(placeholders.without(column, self.words, may_be_zero=name in NUMBERS))
        return _safe(self._coded(name, column))

    def _hashed(self, name: str, column: pa.Array) -> pa.Array:
        encoded = column.dictionary_encode() if name in ("device", "enumerator") else None
        values = column if encoded is None else encoded.dictionary
        known = values.drop_null()
        digits = pa.py_buffer(self.hashers[name].hexadecimal(known.cast(pa.binary()).to_pylist()))
        ends = pa.py_buffer(numpy.arange(len(known) + 1, dtype="int32") * (2 * pseudonym.DIGEST_BYTES))
        hashed = pa.StringArray.from_buffers(len(known), ends, digits)
        if len(known) < len(values):
            places = pc.subtract(pc.cumulative_sum(values.is_valid().cast(pa.int32())), 1)
            hashed = hashed.take(pc.if_else(values.is_valid(), places, None))
        return hashed if encoded is None else hashed.take(encoded.indices)

    def _coded(self, name: str, column: pa.Array) -> pa.Array:
        values = self.values[name] or {}

        def code(written: str) -> str | None:
            word = missing.plain(written)
            if word not in values and missing.is_missing(written, may_be_zero=False, also=self.words):
                return None
            return values.get(word, written) or None

        return _mapped(column, code)

    def _answers(self, columns: dict[str, pa.Array], size: int) -> tuple[pa.Array, pa.Array | pa.StringScalar]:
        """The literal of the array of answers, and the first item with an answer out of scale with the end of the line,
        by record. Combinations of answers to a few items are written once each, and taken by their number."""
        parts, faulty = [], []
        written, places = ["{"], numpy.zeros(size, "int32")
        for number, item in enumerate(self.items):
            coded = ["NULL"]
            separator = "," if number else ""
            if item.item in columns:
                known = self.answers[item.item]
                encoded = columns[item.item].dictionary_encode(null_encoding="encode")
                words = [word or "" for word in encoded.dictionary.to_pylist()]
                keys = [missing.plain(word) for word in words]
                coded = [known.get(key) or "NULL" for key in keys]
                if len(written) * len(coded) > MOST_COMBINATIONS:
                    parts.append(pa.array(written, pa.string()).take(pa.array(places)))
                    written, places, separator = [""], numpy.zeros(size, "int32"), ""
                places = places * len(coded) + encoded.indices.to_numpy(zero_copy_only=False)
                if any(key and key not in known for key in keys):
                    told = [f"{item.item}: {word[:20]}" if key and key not in known else None
                            for key, word in zip(keys, words, strict=True)]  # fmt: skip
                    faulty.append(pa.array(told, pa.string()).take(encoded.indices))
            written = [f"{before}{separator}{code}" for before in written for code in coded]
        parts.append(pa.array([f"{before}}}" for before in written], pa.string()).take(pa.array(places)))
        literal = pc.binary_join_element_wise(*parts, ",")
        if not faulty:
            return literal, pa.scalar(f"{NULL}\n")
        out_of_scale = pc.fill_null(_safe(pc.coalesce(*faulty)), NULL)
        return literal, pc.binary_join_element_wise(out_of_scale, "\n", "")


@contextmanager
def refusing() -> Iterator[None]:
    """What pyarrow raises of a broken or an unexpected file is a refusal; what the disk says is not."""
    try:
        yield
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise UnreadableError("not_a_workbook", found=" ".join(str(error).split())) from error


def _text(column: pa.Array) -> pa.Array:
    """A column as text; dates of Parquet as ISO 8601 has them."""
    return column if pa.types.is_string(column.type) else column.cast(pa.string())


def _shown(column: pa.Array) -> list[str]:
    return ["" if cell is None else str(cell) for cell in column.to_pylist()]


def _mapped(column: pa.Array, change: Any) -> pa.Array:
    """A column whose every value is changed by a function, which is called once for each value there is."""
    encoded = column.dictionary_encode()
    return pa.array([change(value) for value in encoded.dictionary.to_pylist()], pa.string()).take(encoded.indices)


def _safe(column: pa.Array) -> pa.Array:
    """Text without the characters that COPY separates by; a NUL has its picture."""
    if not _holds(column, *UNSAFE):
        return column
    for character, stands in (("\\", r"\\"), ("\t", r"\t"), ("\n", r"\n"), ("\r", r"\r"), ("\0", "\u2400")):
        column = pc.replace_substring(column, pattern=character, replacement=stands)
    return column


def _holds(column: pa.Array, *pieces: bytes) -> bool:
    """True if one of these bytes is somewhere in the texts of a column (which are one after another)."""
    buffer = column.buffers()[2]
    if buffer is None:
        return False
    texts = buffer.to_pybytes()
    return any(piece in texts for piece in pieces)
