"""Innovations: from the sheet to core and the ledger, row by row, with words for what is refused."""

import io
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from psycopg2.extensions import connection as Connection

from rkci.city_register import City
from rkci.cycles import Cycle, signing_key
from rkci.database import sql_files
from rkci.framework import Framework
from rkci.intake import inbox, ingest, submissions, workbook
from rkci.intake.counting import Counted, count
from rkci.intake.reading import read
from rkci.intake.workbook import Answer, Innovation
from rkci.quality.validate import validate

BINJAI = City("1276", "Kota Binjai", "Sumatera Utara")
LISTED = (
    Innovation("e-dokter", "Tata kelola / Governance", "Layanan dokter", 2016, "warga", "situs"),
    Innovation("e-mas"),
    Innovation("", "Ekonomi / Economy", "tanpa nama"),
    Innovation("=1+1", "Lain-lain", "rumus", 2030),
)


@pytest.fixture
def content(tmp_path: Path, cycle: Cycle, framework: Framework) -> bytes:
    """A workbook of Binjai with an answer and four innovations."""
    path = tmp_path / "listed.xlsx"
    answers = {"plan": Answer("Ya")}
    workbook.write(path, cycle=cycle, framework=framework, city=BINJAI, answers=answers, innovations=LISTED)
    return path.read_bytes()


@pytest.fixture
def taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Connection, database: str, content: bytes
) -> Connection:
    """The database after that workbook went through the whole of submissions_ingest."""
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    path = tmp_path / "inbox/2017/submissions/1276/a.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    at = datetime.fromisoformat("2017-05-20T10:00:00+07:00").timestamp()
    os.utime(path, (at, at))
    inbox.read_files(opened, 2017, inbox.receive(opened, 2017))
    submissions.stage(opened, 2017)
    opened.commit()
    for suite in ("submission", "submission_value", "innovation"):
        assert not validate(database, suite, 2017).is_stop
    submissions.accept(opened, 2017)
    return opened


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_what_is_listed_is_read_again_and_counted_by_the_independent_reader(content: bytes) -> None:
    found = read(content, "a.xlsx")
    assert [(row.name, row.domain, row.what, row.since, row.users, row.evidence) for row in found.innovations] == [
        (each.name, each.domain, each.what, str(each.since or ""), each.users, each.evidence) for each in LISTED
    ]
    assert [(row.sheet, row.row_number, row.cell) for row in found.innovations][:2] == [
        ("Inovasi", 5, "A5"),
        ("Inovasi", 6, "A6"),
    ]
    assert count(content, "a.xlsx") == Counted(answers=1, innovations=4)


def test_a_renamed_sheet_with_moved_columns_is_found_by_its_header(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["Inovasi"].insert_cols(1, 2)
    book["Inovasi"].insert_rows(1, 3)
    book["Inovasi"].title = "Daftar inovasi"
    saved = io.BytesIO()
    book.save(saved)
    found = read(saved.getvalue(), "a.xlsx").innovations
    assert [(row.sheet, row.cell, row.name) for row in found][:1] == [("Daftar inovasi", "C8", "e-dokter")]
    assert count(saved.getvalue(), "a.xlsx") == Counted(answers=1, innovations=4)


def test_the_list_offers_the_dimensions_and_every_cell_has_its_validation_and_comment(content: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Inovasi"]
    validations = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert validations["B5:B14"].formula1 == '"Ekonomi / Economy,Tata kelola / Governance"'
    cells = [cell for row in sheet.iter_rows(min_row=5, max_row=14, max_col=6) for cell in row]
    assert validations.keys() == {f"{column}5:{column}14" for column in "ABCDEF"}
    assert all(cell.comment and not cell.protection.locked for cell in cells)
    assert sheet.protection.sheet


def test_those_of_the_file_that_counts_reach_core_typed_and_the_nameless_is_refused_with_words(
    taken_in: Connection,
) -> None:
    assert rows(taken_in, "select name, domain_code, what_it_does, since_year from core.innovation order by 1") == [
        ("=1+1", None, "rumus", 2030),
        ("e-dokter", "governance", "Layanan dokter", 2016),
        ("e-mas", None, None, None),
    ]
    refused = "select layer, sheet, cell, rule_id, found_text from quality.rejected_row where message_id <> ''"
    assert rows(taken_in, refused) == [
        ("innovation", "Inovasi", "A7", "innovation.name_given", "Ekonomi / Economy | tanpa nama")
    ]
    warned = "select rule_id, row ->> 'name' from quality.latest_failed_row where severity = 'warning' and rule_id like"
    assert rows(taken_in, f"{warned} 'innovation.%' order by 1, 2") == [
        ("innovation.described", "e-mas"),
        ("innovation.domain_known", "=1+1"),
        ("innovation.domain_known", "e-mas"),
        ("innovation.since_is_a_year", "=1+1"),
    ]


def test_the_ledger_accounts_for_them_and_the_check_misses_one_that_is_lost(taken_in: Connection) -> None:
    layer = "select received, accepted, rejected, superseded from quality.ledger where layer = 'innovation'"
    assert rows(taken_in, layer) == [(4, 3, 1, 0)]
    assert sql_files.query(taken_in, "checks/ledger_adds_up.sql", {"cycle": 2017}) == []
    with taken_in.cursor() as cursor:
        cursor.execute("update quality.ledger set accepted = 2 where layer = 'innovation'")
    with pytest.raises(ingest.LedgerError, match=r"a\.xlsx \(innovation\): received 4, accepted 2"):
        ingest.check_ledger(taken_in, 2017, "submissions")


def test_a_file_sealed_with_the_key_of_another_is_refused_by_the_verdict_of_its_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Connection, content: bytes
) -> None:
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    path = tmp_path / "inbox/2017/submissions/1276/a.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    monkeypatch.setattr(signing_key, "DEMO_KEY", b"the key of the secretariat, not the forger's")
    inbox.read_files(opened, 2017, inbox.receive(opened, 2017))
    assert rows(opened, "select sealed_city_code from raw.file_reading") == [(None,)]
    submissions.stage(opened, 2017)
    assert rows(opened, "select is_seal_valid from staging.submission") == [(False,)]
