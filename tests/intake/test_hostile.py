"""Hostile and broken files, each made here, on the whole way from inbox to ledger: refused in words, or read."""

import hashlib
import io
import os
import re
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made_up import city_name
from openpyxl.styles import Font
from psycopg2.extensions import connection as Connection
from test_inbox import CYCLE, box, deliver, intake, rows

from rkci.city_register import City
from rkci.cycles import Cycle
from rkci.database import sql_files
from rkci.framework import Framework
from rkci.intake import archive, inbox, workbook
from rkci.intake.counting import count_answers
from rkci.intake.layout import IDENTITY
from rkci.intake.reading import read
from rkci.intake.workbook import Answer
from rkci.simulate import hostile
from rkci.simulate.hostile import with_part

__all__ = ["box"]

ANSWERS = {"market_pct": Answer(12.5, 2016), "startups": Answer(250), "plan": Answer("Ya"), "integration": Answer(3)}
VALUES = {"market_pct": 12.5, "startups": 250.0, "plan": 1.0, "integration": 3.0}
REST = {code: value for code, value in VALUES.items() if code != "startups"}
GOVERNANCE = {"plan": 1.0, "integration": 3.0}
UNREADABLE = "submission_value.value_readable"
UNKNOWN = "submission_value.indicator_known"
BOOK, STRINGS, ECONOMY = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet3.xml"
DDE = "=cmd|' /C calc'!A0"
SQL = "'; drop table core.submission; --\"`$$ %s {batch} \\"


@dataclass(frozen=True)
class Case:
    """A file made from a sound workbook of `city`, its name, and what must come of it: the words by which it is
    refused, or the values that reach core and the rule that refuses each other cell."""

    make: Callable[[bytes, str], bytes]
    refused: str = ""
    values: Mapping[str, float] = field(default_factory=lambda: VALUES)
    cells: tuple[tuple[str, str], ...] = ()
    name: str = "a.xlsx"


def edited(edit: Callable[[openpyxl.Workbook], object]) -> Callable[[bytes, str], bytes]:
    """The workbook after someone edited it in a program that calculates nothing."""

    def make(sound: bytes, _: str) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(sound))
        edit(book)
        saved = io.BytesIO()
        book.save(saved)
        return saved.getvalue()

    return make


def put(**texts: object) -> Callable[[bytes, str], bytes]:
    """The workbook with other cells on the sheet Ekonomi."""
    return edited(lambda book: [book["Ekonomi"].__setitem__(place, text) for place, text in texts.items()])


def patched(part: str, old: str, new: str) -> Callable[[bytes, str], bytes]:
    """The workbook with the XML of a part changed in one place."""

    def make(sound: bytes, _: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(sound)) as archive:
            text = archive.read(part).decode()
        changed = re.sub(old, lambda _: new, text, count=1)
        assert changed != text
        return with_part(sound, part, changed.encode())

    return make


def replaced(part: str, content: bytes) -> Callable[[bytes, str], bytes]:
    return lambda sound, _: with_part(sound, part, content)


def kind(name: str) -> Callable[[bytes, str], bytes]:
    return lambda sound, _: hostile.FILES[name](sound)


def lying_sizes(sound: bytes, _: str) -> bytes:
    """Blanks behind the end of a sheet, of which the archive's directory says nothing: 100 MB in 100 kB."""
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        honest = archive.read(ECONOMY)
    longer = with_part(sound, ECONOMY, honest + b" " * 100_000_000)
    true = struct.pack("<L", len(honest) + 100_000_000)
    told = struct.pack("<L", len(honest))
    crc = struct.pack("<L", zlib.crc32(honest + b" " * 100_000_000))
    return longer.replace(true, told).replace(crc, struct.pack("<L", zlib.crc32(honest)))


def many_sheets(sound: bytes, city: str) -> bytes:
    return edited(lambda book: [book.create_sheet(f"Lembar {number}") for number in range(2000)])(sound, city)


def one_text_in_every_cell(sound: bytes, _: str) -> bytes:
    """A text of 30 kB that 20,000 cells share: little to unpack, and 600 MB when read."""
    shared = "".join(f'<c r="A{row}" t="s"><v>0</v></c>' for row in range(1, 20_001))
    made = with_part(sound, STRINGS, f"<sst><si><t>{'x' * 30_000}</t></si>{'<si/>' * 500}</sst>".encode())
    return with_part(made, ECONOMY, f"<worksheet><sheetData><row>{shared}</row></sheetData></worksheet>".encode())


def merged(book: openpyxl.Workbook) -> None:
    book["Ekonomi"].merge_cells("E6:E7")
    book["Tata kelola"].merge_cells("D7:E7")
    book["Tata kelola"].merge_cells("A8:I8")


def hidden(book: openpyxl.Workbook) -> None:
    book["Ekonomi"].row_dimensions[6].hidden = True
    book["Ekonomi"].column_dimensions["E"].hidden = True
    book["Ekonomi"]["E6"].font = Font(color="FFFFFF", size=1)
    book["Tata kelola"].sheet_state = "veryHidden"


def hidden_notes(book: openpyxl.Workbook) -> None:
    book.create_sheet("Hitungan")["B2"] = "12 + 7"
    book["Hitungan"].sheet_state = "hidden"


def moved(book: openpyxl.Workbook) -> None:
    book["Ekonomi"].insert_cols(1, 2)
    book["Ekonomi"].move_range("G4:G20", cols=6)


def everywhere(text: str) -> Callable[[bytes, str], bytes]:
    def fill(book: openpyxl.Workbook) -> None:
        for place in ("C6", "F6", "G6", "H6", "I6", "J6", "A7", "E7"):
            book["Ekonomi"][place].value = text
            book["Ekonomi"][place].data_type = "s"
        for label in book["Identitas"]["A"]:
            if label.value in {str(IDENTITY[key]) for key in ("officer", "agency", "sign_off", "origin")}:
                label.offset(column=1).value = text
                label.offset(column=1).data_type = "s"

    return edited(fill)


def csv_file(encoding: str, note: str = "dua") -> Callable[[bytes, str], bytes]:
    def make(sound: bytes, city: str) -> bytes:
        identity = read(sound, "a.xlsx").identity
        lines = [f"{IDENTITY[key]};{text}" for key, text in identity.items()]
        answers = [f"{code};{answer.value};{note}" for code, answer in ANSWERS.items()]
        return "\r\n".join([*lines, "", "Kode;Jawaban;Catatan", *answers]).encode(encoding)

    return make


BOMB = '<!DOCTYPE x [<!ENTITY a "lol">' + "".join(f'<!ENTITY {b} "&{a};&{a};&{a};">' for a, b in pairwise("abcdefghi"))
CASES: dict[str, Case] = {
    # packed to harm
    "zip bomb": Case(kind("zip_bomb"), "bytes when unpacked"),
    "sizes that lie": Case(lying_sizes),
    "2,000 sheets": Case(many_sheets, "more than 1000 parts"),
    "one text in every cell": Case(one_text_in_every_cell, ": 600060"),
    "a cell at the end": Case(put(XFD1048576="x"), "a cell in row 1048576, column 16384"),
    "many elements": Case(replaced(ECONOMY, b"<a>" + b"<c/>" * 2_100_000 + b"</a>"), "elements and attributes"),
    "deep elements": Case(replaced(ECONOMY, b"<a>" * 900_000 + b"</a>" * 900_000), values=GOVERNANCE),
    "XML bomb": Case(replaced(STRINGS, f"{BOMB}]><sst><si><t>&i;</t></si></sst>".encode()), "document type"),
    "XML bomb in UTF-16": Case(replaced(STRINGS, f"{BOMB}]><sst/>".encode("utf-16")), "not in UTF-8"),
    "a number in two pieces": Case(
        patched(ECONOMY, "<v>250</v>", "<v>2<!-- -->50</v>"), "document type, comment"
    ),
    "external entity": Case(
        replaced(ECONOMY, b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'), "document type"
    ),
    # no workbook
    "locked": Case(kind("locked_workbook"), "kata sandi / locked with a password"),
    "macros": Case(kind("macro_workbook"), "makro / contains macros"),
    "macros said so": Case(kind("macro_workbook"), "makro / contains macros", name="a.xlsm"),
    ".xls called .xlsx": Case(kind("old_workbook"), ".xls lama"),
    "CSV called .xlsx": Case(kind("csv_called_workbook"), "Keterangan;SIMULASI"),
    "CSV in Latin-1 called .xlsx": Case(lambda *_: "Ré;1\n".encode("cp1252") * 9, "R;1\nR;1"),
    "truncated": Case(lambda sound, _: sound[:-40], "truncated"),
    "0 bytes": Case(lambda *_: b"", "0 bytes"),
    "noise": Case(lambda *_: hashlib.sha512(b"noise").digest() * 100, "unknown content"),
    "sheet name without end": Case(patched(BOOK, "Ekonomi", "E" * 5000), "5000 characters"),
    "two sheets of one name": Case(patched(BOOK, "Ekonomi", "Tata kelola"), "two sheets"),
    # what stands in cells
    "formula without result": Case(
        put(E7="=1+1"), values=REST, cells=(("Ekonomi!E7", UNREADABLE),)
    ),
    "#REF!": Case(put(E7="#REF!"), values=REST, cells=(("Ekonomi!E7", UNREADABLE),)),
    "date as number": Case(
        put(E7=date(2017, 5, 1)), values=REST, cells=(("Ekonomi!E7", UNREADABLE),)
    ),
    "1e400": Case(
        patched(ECONOMY, "<v>250</v>", "<v>1e400</v>"),
        values=REST,
        cells=(("Ekonomi!E7", UNREADABLE),),
    ),
    "formula injection": Case(
        everywhere(DDE), values=REST, cells=(("Ekonomi!E7", UNKNOWN), ("Ekonomi!E7", UNREADABLE))
    ),
    "SQL in every field": Case(
        everywhere(SQL), values=REST, cells=(("Ekonomi!E7", UNKNOWN), ("Ekonomi!E7", UNREADABLE))
    ),
    "right-to-left marks": Case(put(E6="\u200f12,5\u200e", A6="market_pct", J6="\u202eexe.xlsx")),
    "a text without end": Case(patched(STRINGS, "<t>Ya</t>", f"<t>{'x' * 40_000}</t>"), "characters of text"),
    # moved, hidden, merged
    "hidden rows, columns and sheets": Case(edited(hidden)),
    "hidden sheet of notes": Case(edited(hidden_notes), "no_header:  | 12 + 7"),
    "merged cells": Case(
        edited(merged),
        values={"market_pct": 12.5, "plan": 1.0},
        cells=(("Ekonomi!E7", UNREADABLE), ("Tata kelola!E7", UNREADABLE)),
    ),
    "moved columns": Case(edited(moved)),
    "deleted rows": Case(
        edited(lambda book: book["Ekonomi"].delete_rows(7)), values=REST
    ),
    # CSV
    "CSV with NUL": Case(csv_file("utf-8", "a\0b"), name="a.csv"),
    "CSV in Latin-1": Case(csv_file("cp1252", "Ré"), name="a.csv"),
    "CSV in UTF-16": Case(csv_file("utf-16", "Ré"), name="a.csv"),
    "CSV in UTF-16 without its mark": Case(csv_file("utf-16-le"), "no_header", name="a.csv"),
    "CSV without end": Case(lambda *_: b";" * 2_000_000, "too_large", name="a.csv"),
    # names
    "name that climbs": Case(lambda sound, _: sound, name="a..%2f..%2f..\\..\\etc\\passwd.xlsx"),
    "name that reads backwards": Case(lambda sound, _: sound, name="a\u202excod.exe.xlsx"),
    "name with a line": Case(lambda sound, _: sound, name="a\nb\t'\";\u0301\U0001f600 \u00a0.xlsx"),
    "name of bytes": Case(lambda sound, _: sound, name=os.fsdecode(b"a\xff\xfe.xlsx")),
}  # fmt: skip


def sound(tmp_path: Path, cycle: Cycle, framework: Framework, city: str) -> bytes:
    path = tmp_path / "sound.xlsx"
    given = City(city, city_name(city), "Aceh")
    workbook.write(path, cycle=cycle, framework=framework, city=given, answers=ANSWERS)
    return path.read_bytes()


def tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_hostile_file_is_refused_in_words_or_read_as_documented_and_nothing_is_lost(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    cities = dict(zip(CASES, map(str, range(1101, 1149)), strict=False))
    assert len(cities) == len(CASES)
    for name, case in CASES.items():
        content = case.make(sound(tmp_path, cycle, framework, cities[name]), cities[name])
        deliver(box, f"{cities[name]}/{case.name}", content)
    delivered = tree(tmp_path)
    intake(database, opened)

    expected = {name: outcome(case) for name, case in CASES.items()}
    found = {name: judged(opened, cities[name]) for name in CASES}
    for name, case in CASES.items():
        if case.refused and case.refused in found[name][1]:
            found[name] = expected[name]
    wrong = [f"{name}: {found[name]}, wanted {expected[name]}" for name in CASES if found[name] != expected[name]]
    assert not wrong, "\n".join(wrong)

    # every file and every answer that the other reader counts is in the ledger
    assert sql_files.query(opened, "checks/ledger_adds_up.sql", CYCLE) == []
    assert rows(opened, "select sum(received) from quality.ledger where layer = 'file'") == [(len(CASES),)]
    assert rows(opened, "select * from quality.rejected_row where message_id = '' or found_text is null") == []

    # nothing outside the archive came to be, and no file was read that nobody sent
    archived = tree(tmp_path) - delivered
    assert all(re.fullmatch("archive/([0-9a-f]{2})/\\1[0-9a-f]{62}", name) for name in archived)
    everything = "select row_to_json(f)::text from raw.file_reading f union all select row_to_json(r)::text from {} r"
    assert not any("root:" in row for (row,) in rows(opened, everything.format("raw.submission_row")))

    # what was written is kept as it was written
    notes = {note for (note,) in rows(opened, "select note_text from raw.submission_row")}
    assert {DDE, SQL, "a\u2400b", "Ré", "\u202eexe.xlsx"} <= notes


def outcome(case: Case) -> tuple[str, Any, Any]:
    if case.refused:
        return "rejected", case.refused, "submission.readable"
    return "accepted", dict(case.values), sorted(case.cells)


def judged(connection: Connection, city: str) -> tuple[str, Any, Any]:
    """State of the city's file; its values and the rule of each refused cell, or the words found and their rule."""
    found = rows(connection, f"select state, file_hash, rule_id from core.submission where city_code = '{city}'")
    if [state for state, *_ in found] != ["accepted"]:
        words = rows(connection, f"select found_text from quality.rejected_row where city_code = '{city}'")
        return "rejected", " | ".join(text for (text,) in words), found[0][2] if found else None
    ((_, file_hash, _),) = found
    values = rows(connection, f"select indicator_code, value from core.indicator_value where file_hash = '{file_hash}'")
    refused = f"select sheet || '!' || cell, rule_id from quality.rejected_row where file_hash = '{file_hash}'"
    return "accepted", dict(values), sorted(rows(connection, refused))


def test_500_megabytes_are_archived_and_refused_without_being_held(
    box: Path, opened: Connection, database: str
) -> None:
    path = deliver(box, "1101/video.xlsx", b"")
    with path.open("wb") as sparse:
        sparse.truncate(500_000_000)
    tracemalloc.start()
    try:
        counts = inbox.read_files(opened, 2017, inbox.receive(opened, 2017))
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert counts == {"files": 1, "unreadable": 1, "rows": 0}
    ((rule, found),) = rows(opened, "select unreadable_rule, unreadable_found from raw.file_reading")
    assert (rule, found) == ("too_large", "500000000 bytes, more than the 67108864 that are read")
    (file_hash,) = (name for (name,) in rows(opened, "select file_hash from raw.file"))
    assert archive.size(file_hash) == 500_000_000


def test_a_pipe_a_path_without_end_and_a_file_that_may_not_be_read_are_refused_once_and_stop_no_other(
    box: Path, opened: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(box, "1276/sound.csv", b"Kode;Jawaban\n")
    deliver(box, "1101/locked.xlsx", b"locked")
    os.mkfifo(box / "2017/submissions/1276/pipe.xlsx")
    long = "/".join(["x" * 200] * 6)
    deliver(box, f"1276/{long}.xlsx", b"long")
    open_ = os.open

    def refuse(path: Any, *given: Any, **options: Any) -> int:
        if str(path).endswith("locked.xlsx"):
            raise PermissionError(path)
        return open_(path, *given, **options)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)
        inbox.receive(opened, 2017)
        inbox.receive(opened, 2017)
    assert rows(opened, "select file_name from raw.receipt") == [("submissions/1276/sound.csv",)]
    assert rows(opened, "select file_name, split_part(message, ' / ', 2) from quality.refusal order by 1") == [
        (
            "submissions/1101/locked.xlsx",
            "The system may not read the file; fix its permissions and put it there again.",
        ),
        ("submissions/1276/pipe.xlsx", "This is not a regular file; put the workbook there as a file."),
        (
            f"submissions/1276/{long}.xlsx",
            "The path leads out of the folder or is longer than 1000 bytes; give it a short name.",
        ),
    ]


def test_a_cell_of_line_feeds_does_not_hang_the_counter(tmp_path: Path, cycle: Cycle, framework: Framework) -> None:
    content = put(A1="\n" * 32_000, B1="\n" * 32_000)(sound(tmp_path, cycle, framework, "1101"), "")
    assert count_answers(content, "a.xlsx") == len(read(content, "a.xlsx").answers) == 4


def test_a_file_that_unpacks_to_the_most_allowed_needs_little_memory(
    tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    content = with_part(sound(tmp_path, cycle, framework, "1101"), "xl/media/i.bmp", bytes(60 * 1024 * 1024))
    tracemalloc.start()
    try:
        assert len(read(content, "a.xlsx").answers) == 4
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
