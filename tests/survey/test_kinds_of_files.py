"""What is not an export is refused by what its bytes are, with what to do; separators are understood, and what is not
whole yet is not read."""

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from psycopg2.extensions import connection as Connection
from surveyed import LEDGER, REFUSED, SAMPLING, as_csv, deliver, response, rows
from test_odd_files import packed  # type: ignore[import-not-found]

from rkci.intake import kinds
from rkci.intake.errors import UnreadableError
from rkci.survey import heading

TakeIn = Callable[[], bool]


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


XLSX = zipped(**{"[Content_Types].xml": b"<x/>", "_rels/.rels": b"<x/>", "xl/workbook.xml": b"<x/>"})
CSV = as_csv([response(number) for number in range(3)])
NO_EXPORTS = {
    "xlsx": (XLSX, "an .xlsx workbook", "save it as CSV UTF-8"),
    "ods": (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "(.ods)", "save it as CSV UTF-8"),
    "xls": (kinds.OLE + bytes(504) + "Workbook".encode("utf-16-le"), "of the old kind, .xls", "save it as CSV"),
    "zip": (zipped(**{"ekspor/data.csv": CSV}), "a ZIP archive with ekspor/data.csv in it", "take the export out"),
    "zip of photos": (zipped(**{"a.jpg": b"x"}), "a ZIP archive without an export in it", "CSV UTF-8 or Parquet"),
    "torn zip": (zipped(**{"data.csv": CSV})[:200], "a damaged or truncated archive", "send it again"),
    "gz": (gzip.compress(CSV), "a gzip archive", "take the export out"),
    "bz2": (bz2.compress(CSV), "a bzip2 archive", "take the export out"),
    "xz": (lzma.compress(CSV), "an xz archive", "take the export out"),
    "sav": (b"$FL2@(#) SPSS DATA FILE" + bytes(300), "an SPSS file (.sav)", "save it as CSV UTF-8"),
    "zsav": (b"$FL3@(#) SPSS DATA FILE" + bytes(300), "an SPSS file (.sav)", "save it as CSV UTF-8"),
    "dta": (b"<stata_dta><header><release>118</release>", "a Stata file (.dta)", "save it as CSV UTF-8"),
    "old dta": (b"\x72\x02\x01\x00" + bytes(99), "a Stata file (.dta)", "save it as CSV UTF-8"),
    "sas": (bytes(12) + b"\xc2\xea\x81\x60" + bytes(99), "a SAS file", "save it as CSV UTF-8"),
    "rds": (b"X\n\0\0\0\x03" + bytes(99), "an R file", "save it as CSV UTF-8"),
    "pdf": (b"%PDF-1.7\n", "a PDF", "send the export as CSV UTF-8 or Parquet"),
    "html": (b"<html><table><tr><td>consent</td></tr></table>", "an HTML page called an export", "CSV UTF-8"),
    "xml": (b'<?xml version="1.0"?><data id="survey"/>', "an XML file", "CSV UTF-8 or Parquet"),
}


@pytest.mark.parametrize("kind", NO_EXPORTS)
def test_what_is_not_an_export_is_told_by_its_name_with_what_to_do(kind: str) -> None:
    content, what, todo = NO_EXPORTS[kind]
    stream = io.BytesIO(content)
    found = kinds.name_of(stream, kinds.EXPORT)
    assert found is not None
    assert what in found
    assert todo in found
    assert "workbook out" not in found
    assert stream.read() == content


@pytest.mark.parametrize(
    "start", [b"PKH,consent", b"ID;Provinsi;PSU\n1;2;3\n", b"BZh;a", b"Rar!,a", b"$F,a", b"sav;dta"]
)
def test_a_heading_that_only_begins_like_another_file_is_a_text(start: bytes) -> None:
    assert kinds.name_of(io.BytesIO(start), kinds.EXPORT) is None
    assert kinds.name_of(start) is None


def test_files_are_read_or_refused_by_what_they_are_whatever_they_are_called(
    opened: Connection, box: Path, take_in: TakeIn
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    for kind, (content, _, _) in NO_EXPORTS.items():
        deliver(box / f"w1/{kind}.csv", content)
    records = [response(number, _uuid=f"p{number}") for number in range(3)]
    deliver(box / "w1/parquet.csv", packed(pa.Table.from_pylist(records)))
    deliver(box / "w1/csv.parquet", CSV)
    deliver(box / "w2/sampling.yaml", zipped(**{"sampling.yaml": SAMPLING.encode()}))
    take_in()
    read = {
        name.split("/")[-1]: counts for name, layer, *counts in rows(opened, LEDGER) if layer == "row" and counts[1]
    }
    assert read == {"parquet.csv": [3, 3, 0, 0], "csv.parquet": [3, 3, 0, 0]}
    refused = {name: (rule, found) for name, _, rule, found in rows(opened, REFUSED)}
    assert refused.pop("survey/w2/sampling.yaml")[1].startswith("not_a_workbook: arsip ZIP yang berisi sampling.yaml")
    assert set(refused) == {f"survey/w1/{kind}.csv" for kind in NO_EXPORTS}
    for kind, (_, what, todo) in NO_EXPORTS.items():
        rule, found = refused[f"survey/w1/{kind}.csv"]
        assert (rule, what in found, todo in found) == ("survey_file.readable", True, True), found


@pytest.mark.parametrize(
    ("written", "delimiter", "names", "skipped", "records"),
    [
        (b"sep=;\r\na;b,c;d\r\n1;2;3\r\n", ";", ("a", "b,c", "d"), 2, 2),
        (b"\xef\xbb\xbfsep=;\na;b\n", ";", ("a", "b"), 2, 2),
        (b'"sep=;"\na;b\n', ";", ("a", "b"), 2, 2),
        (b"SEP=,\r\ra,b\r", ",", ("a", "b"), 3, 2),
        (b"sep=\t\na\tb\n", "\t", ("a", "b"), 2, 2),
        (b"sep=\\t\na\tb\n", "\t", ("a", "b"), 2, 2),
        (b"sep=^\na^b;c\n", "^", ("a", "b;c"), 2, 2),
        (b"sep=,\na;b\n", ";", ("a", "b"), 2, 2),
        (b"a|b,c|d\n1|2|3\n", "|", ("a", "b,c", "d"), 1, 1),
    ],
)
def test_the_separator_is_the_declared_one_or_whichever_of_the_usual_ones_parts_the_heading(
    written: bytes, delimiter: str, names: tuple[str, ...], skipped: int, records: int
) -> None:
    found = heading.read(io.BytesIO(written))
    assert (found.delimiter, found.names, found.skipped, found.records) == (delimiter, names, skipped, records)


@pytest.mark.parametrize("sign", ["a", "1", '"', "\u20ac", " "])
def test_a_sign_that_cannot_part_cells_is_refused_in_words(sign: str) -> None:
    with pytest.raises(UnreadableError, match=r"no_header: sep=.*use a comma, semicolon, tab or \|"):
        heading.read(io.BytesIO(f"sep={sign}\na{sign}b\n".encode()))


def test_exports_of_every_separator_come_in_with_the_places_of_their_records(
    opened: Connection, box: Path, take_in: TakeIn
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    for number, sign in enumerate(",;\t|"):
        for form, before in (("plain", ""), ("declared", f"sep={sign}\r\n"), ("blank", "\r\n\r\n")):
            records = [response(place, _uuid=f"{form}-{number}-{place}") for place in range(3)]
            lines = as_csv(records, sign).decode().splitlines(keepends=True)
            lines[2] = "torn" + lines[2][4:20] + sign + "\r\n"
            deliver(box / f"w1/{form}-{number}.csv", (before + "".join(lines)).encode())
    take_in()
    assert {tuple(counts) for _, layer, *counts in rows(opened, LEDGER) if layer == "row"} == {(3, 2, 1, 0)}
    assert {(row, rule) for _, row, rule, _ in rows(opened, REFUSED)} == {(3, "survey_file.well_shaped")}


UNFINISHED = (
    "export.csv.part", "export.csv.tmp", "export.csv.crdownload", "export.CSV.FILEPART", "~lock.export.csv#",
    "Tidak dikonfirmasi.crdownload", "export.csv.download/export.csv",
)  # fmt: skip


def test_what_is_not_whole_yet_is_told_and_read_when_it_has_its_name(
    opened: Connection, box: Path, take_in: TakeIn
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    for name in UNFINISHED:
        deliver(box / f"w1/{name}", CSV[:500])
    deliver(box / "w1/partly.csv", CSV)
    take_in()
    told = "select file_name from quality.refusal where message like '%unfinished transfer%' order by 1"
    assert rows(opened, told) == [(f"survey/w1/{name}",) for name in sorted(UNFINISHED)]
    assert {name for name, *_ in rows(opened, LEDGER)} == {"survey/w1/sampling.yaml", "survey/w1/partly.csv"}
    deliver(box / "w1/export.csv.part", as_csv([response(9)])).rename(box / "w1/export.csv")
    assert take_in()
    assert ("survey/w1/export.csv", "row", 1, 1, 0, 0) in rows(opened, LEDGER)
