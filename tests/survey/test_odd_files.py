"""Exports that are no tidy CSV (old line ends, endless lines, odd Parquet): read, or refused with words."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from exported import FRAMEWORK
from psycopg2.extensions import connection as Connection
from pyarrow import parquet
from surveyed import ITEMS, LEDGER, REFUSED, SAMPLING, as_csv, deliver, response, rows

from rkci.intake.errors import UnreadableError
from rkci.survey import counting, heading
from rkci.survey import mapping as mappings


def packed(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(table, sink)
    return sink.getvalue()


def with_lists() -> bytes:
    return packed(pa.Table.from_pylist([response(n) | {"resp/city": ["1276"], "tags": [n]} for n in range(3)]))


def with_lists_beside() -> bytes:
    return packed(pa.Table.from_pylist([response(n, _uuid=f"p{n}") | {"tags": [{"a": n}]} for n in range(3)]))


def corrupt() -> bytes:
    """The page of a column overwritten; the footer, which says where it is, is whole."""
    content = bytearray(packed(pa.Table.from_pylist([response(n) for n in range(3)])))
    content[4:4000] = b"\xff" * 3996
    return bytes(content)


def test_odd_files_are_read_or_refused_with_words_and_harm_no_other(
    opened: Connection, box: Path, take_in: Callable[[], bool]
) -> None:
    lines = as_csv([response(number) for number in range(3)])
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    deliver(box / "w1/cr.csv", lines.replace(b"\r\n", b"\r"))
    deliver(box / "w1/blank.csv", b"\r\n\r\n" + as_csv([response(n, _uuid=f"b{n}") for n in range(3)]))
    wide = b",".join(b"column %d" % n for n in range(20_000))
    heading_line, rest = as_csv([response(n, _uuid=f"w{n}") for n in range(3)]).split(b"\r\n", 1)
    filled = b"".join(line + b"," * 20_000 + b"\r\n" for line in rest.splitlines())
    deliver(box / "w1/wide.csv", heading_line + b"," + wide + b"\r\n" + filled)
    deliver(box / "w1/long.csv", b'{"features":[' + b'{"a":1},' * 20_000)
    deliver(box / "w1/endless.csv", b"x" * (heading.LONGEST + 1))
    deliver(box / "w1/nul.csv", b'"a\nb\0c",d\n1,2\n')
    deliver(box / "w1/lists.parquet", with_lists())
    deliver(box / "w1/lists_beside.parquet", with_lists_beside())
    deliver(box / "w1/corrupt.parquet", corrupt())
    take_in()
    read = {name.split("/")[-1]: counts for name, layer, *counts in rows(opened, LEDGER) if layer == "row"}
    assert {name: counts[1] for name, counts in read.items()} == {
        "cr.csv": 3, "blank.csv": 3, "wide.csv": 3, "lists_beside.parquet": 3,
        "long.csv": 0, "endless.csv": 0, "nul.csv": 0, "lists.parquet": 0, "corrupt.parquet": 0,
    }  # fmt: skip
    found = {name.split("/")[-1]: (rule, words) for name, _, rule, words in rows(opened, REFUSED)}
    assert {rule for rule, _ in found.values()} == {"survey_file.readable"}
    assert found["lists.parquet"][1].startswith("no_city: lists in resp/city, tags")
    assert found["endless.csv"][1].startswith("too_large")
    assert found["long.csv"][1].startswith("no_header")
    assert found["nul.csv"][1].startswith("not_a_workbook")
    assert found["corrupt.parquet"][1].startswith("not_a_workbook")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("chunk", [1, 2, 3, 1024])
def test_records_are_counted_by_whatever_ends_a_line(monkeypatch: pytest.MonkeyPatch, end: str, chunk: int) -> None:
    monkeypatch.setattr(counting, "CHUNK_BYTES", chunk)
    written = f'a,b{end}1,2{end}{end}{end}"3{end}""{end}",4{end}5,6'.encode()
    assert counting.count(io.BytesIO(written), ",").records == 4
    assert counting.count(io.BytesIO(written + end.encode()), ",").records == 4


@pytest.mark.parametrize(
    ("written", "delimiter", "names", "skipped"),
    [
        (b"a,b\r1,2\r", ",", ("a", "b"), 1),
        (b"\xef\xbb\xbf\r\n\na;b,c;d\n1;2;3\n", ";", ("a", "b,c", "d"), 3),
        (b'"a\n""b""",c\n', ",", ('a\n"b"', "c"), 1),
        (b"a\tb\tc", "\t", ("a", "b", "c"), 1),
        (b'"never closed,a\n1,2', ",", ('"never closed', "a"), 1),
    ],
)
def test_the_heading_is_the_first_record_that_is_not_blank(
    written: bytes, delimiter: str, names: tuple[str, ...], skipped: int
) -> None:
    found = heading.read(io.BytesIO(written))
    assert (found.delimiter, found.names, found.skipped) == (delimiter, names, skipped)


def test_no_heading_is_compared_with_every_other() -> None:
    """Ten times as many headings cost ten times as many calls, not a hundred times."""

    def calls(count: int) -> int:
        names = [f"group {number}/question {number}" for number in range(count)]
        header = [*names, *(f"opini/{item}" for item in ITEMS), "city", "consent"]
        made = 0

        def note(*_: object) -> None:
            nonlocal made
            made += 1

        sys.setprofile(note)
        try:
            mappings.find(mappings.Mapping(), header, FRAMEWORK.survey)
        finally:
            sys.setprofile(None)
        return made

    fixed = calls(0)
    assert calls(5000) - fixed < 12 * (calls(500) - fixed)


def test_a_mapping_names_each_column_once_and_its_consent() -> None:
    given = mappings.Mapping("m", {"city": "kota", "consent": "setuju", **{item: item for item in ITEMS}})
    header = ["kota", "setuju", *ITEMS]
    assert len(mappings.find(given, header, FRAMEWORK.survey)) == len(header)
    for rule, changed in (
        ("doubled_column", [*header, "kota"]),
        ("no_column", header[1:]),
        ("no_items", header[:2]),
        ("no_header", ["x", "y"]),
    ):
        with pytest.raises(UnreadableError, match=rule):
            mappings.find(given, changed, FRAMEWORK.survey)
    unasked = mappings.Mapping("m", {"city": "kota", **{item: item for item in ITEMS}})
    with pytest.raises(UnreadableError, match="no_consent"):
        mappings.find(unasked, header, FRAMEWORK.survey)


def test_a_code_is_missing_where_the_form_says_so_and_an_answer_elsewhere() -> None:
    (item, *_) = FRAMEWORK.survey
    ours = mappings.answers_of(mappings.Mapping(), item)
    assert [ours[word] for word in ("9", "99", "9.0", "tidak tahu", "n/a", "")] == [None] * 6
    wide = type(item)(**{**item.__dict__, "scale_min": 0, "scale_max": 10})
    assert mappings.answers_of(mappings.Mapping(), wide)["9"] == "9"
    foreign = mappings.Mapping("m", {"city": "kota"}, missing=())
    assert "99" not in mappings.answers_of(foreign, item)
    declared = mappings.Mapping("m", {"city": "kota"}, missing=("9", "Tak Tahu"))
    answers = mappings.answers_of(declared, wide)
    assert (answers["9"], answers["tak tahu"]) == (None, None)
    assert mappings.missing_words(declared) == {"tak tahu"}
