"""What would have been lost, or would have harmed others: late copies, failed runs, big files, links, odd sheets."""

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from psycopg2.extensions import connection as Connection
from test_inbox import CYCLE, box, deliver, intake, made, rows

from rkci import framework as frameworks
from rkci import paths
from rkci.cycles import Cycle
from rkci.database import sql_files
from rkci.framework import Framework
from rkci.intake import archive, inbox, ingest
from rkci.intake.counting import count_answers
from rkci.intake.reading import read
from rkci.intake.workbook import Answer, sheet_names

__all__ = ["box"]

IDENTITY = b"Kode kota (BPS);1276\n"


@pytest.fixture
def content(tmp_path: Path, cycle: Cycle, framework: Framework) -> bytes:
    """A sound workbook of Binjai with two answers."""
    return made(tmp_path, cycle, framework, plan=Answer("Ya", 2016), integration=Answer(3, 2016))


# What needs judging -------------------------------------------------------------------------------------


def test_bytes_that_reach_the_right_folder_later_are_judged_anew(
    box: Path, opened: Connection, database: str, content: bytes
) -> None:
    deliver(box, "1101/a.xlsx", content, day=18)
    intake(database, opened)
    assert rows(opened, "select state, rule_id from core.submission") == [
        ("rejected", "submission.city_matches_folder")
    ]
    assert not inbox.needs_judging(opened, 2017)
    deliver(box, "1276/a.xlsx", content, day=19)
    assert inbox.receive(opened, 2017) == []
    assert inbox.needs_judging(opened, 2017)
    intake(database, opened)
    assert rows(opened, "select state, city_code from core.submission") == [("accepted", "1276")]
    assert rows(opened, "select received, superseded from quality.ledger where layer = 'file'") == [(2, 1)]
    assert not inbox.needs_judging(opened, 2017)


def test_what_was_read_and_never_accepted_is_judged_by_the_next_run(
    box: Path, opened: Connection, database: str, content: bytes
) -> None:
    assert not inbox.needs_judging(opened, 2017)
    deliver(box, "1276/a.xlsx", content)
    hashes = inbox.receive(opened, 2017)
    assert inbox.needs_judging(opened, 2017)
    inbox.read_files(opened, 2017, hashes)
    assert inbox.receive(opened, 2017) == []
    assert inbox.needs_judging(opened, 2017)
    intake(database, opened)
    assert not inbox.needs_judging(opened, 2017)


# Big files, links and long texts ------------------------------------------------------------------------


def test_a_file_too_big_is_archived_refused_and_never_held_in_memory(
    box: Path, opened: Connection, database: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "MAX_FILE_BYTES", len(content))
    deliver(box, "1276/a.xlsx", content)
    deliver(box, "1101/video.xlsx", bytes(len(content) + 1))
    whole: list[str] = []
    load = archive.load
    monkeypatch.setattr(archive, "load", lambda file_hash: whole.append(file_hash) or load(file_hash))
    intake(database, opened)
    assert whole == [hashlib.sha256(content).hexdigest()]
    assert archive.size(hashlib.sha256(bytes(len(content) + 1)).hexdigest()) == len(content) + 1
    assert rows(opened, "select file_name, rule_id, found_text from quality.rejected_row") == [
        (
            "submissions/1101/video.xlsx",
            "submission.readable",
            f"too_large: {len(content) + 1} bytes, more than the {len(content)} that are read",
        )
    ]
    assert rows(opened, "select state from core.submission where city_code = '1276'") == [("accepted",)]


def test_a_link_is_refused_with_words_once_and_its_target_is_not_read(
    box: Path, opened: Connection, database: str, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("sandi")
    deliver(box, "1276/a.xlsx", content)
    for name, target in (("b.xlsx", "secret"), ("folder", "."), ("broken.xlsx", "nowhere")):
        (box / "2017/submissions/1276" / name).symlink_to(tmp_path / target)
    intake(database, opened)
    intake(database, opened)
    assert rows(opened, "select file_name from raw.receipt") == [("submissions/1276/a.xlsx",)]
    assert rows(opened, "select file_name from quality.refusal order by 1") == [
        ("submissions/1276/b.xlsx",),
        ("submissions/1276/broken.xlsx",),
        ("submissions/1276/folder",),
    ]
    assert rows(opened, "select state from core.submission") == [("accepted",)]


def test_what_was_found_is_quoted_in_at_most_200_characters(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework, integration=Answer("panjang " * 1000)))
    intake(database, opened)
    assert rows(opened, "select length(found_text) from quality.rejected_row") == [(200,)]


# Sheets -------------------------------------------------------------------------------------------------


def test_answers_on_a_sheet_named_like_a_formula_do_not_reach_core(
    box: Path, opened: Connection, database: str, content: bytes
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["Tata kelola"].title = '=HYPERLINK("//x";"y")'.replace("/", "|")
    saved = io.BytesIO()
    book.save(saved)
    deliver(box, "1276/a.xlsx", saved.getvalue())
    intake(database, opened)
    assert rows(opened, "select sheet from core.indicator_value") == []
    assert rows(opened, "select distinct rule_id, found_text from quality.rejected_row") == [
        ("submission_value.sheet_of_workbook", '=HYPERLINK("||x";"y")')
    ]


@pytest.mark.parametrize("folder", sorted(path.parent for path in paths.FRAMEWORKS.glob("*/framework.yaml")))
def test_every_sheet_that_a_workbook_is_made_with_has_a_name_that_the_rule_takes(
    folder: Path, connection: Connection
) -> None:
    rules = json.loads((paths.ROOT / "expectations/submission_value.json").read_text())["expectations"]
    (rule,) = (rule for rule in rules if rule["meta"]["rule_id"] == "submission_value.sheet_of_workbook")
    pattern = re.search("!~ '(.*)'", rule["kwargs"]["unexpected_rows_query"])
    assert pattern is not None
    with connection.cursor() as cursor:
        for name in sheet_names(frameworks.load(folder)):
            cursor.execute("select %s ~ %s", (name, pattern[1]))
            assert cursor.fetchone() == (True,), name


# The ledger ---------------------------------------------------------------------------------------------


def test_a_workbook_packed_otherwise_is_refused_in_words(content: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as made_anew:
        for name in given.namelist():
            made_anew.writestr(name, given.read(name))
    refused = read(packed.getvalue(), "a.xlsx").unreadable
    assert refused is not None
    assert refused.rule == "not_a_workbook"
    assert refused.found.endswith("is packed by method 14")


def test_answers_that_the_csv_reader_swallows_in_an_open_quote_are_counted() -> None:
    file = IDENTITY + b'Kode;Jawaban;Catatan\nplan;Ya;"tanpa penutup\nstartups;5;\n'
    assert len(read(file, "a.csv").answers) == 1
    assert count_answers(file, "a.csv") == 2


def test_a_csv_whose_answers_were_swallowed_is_refused_and_stops_no_other_file(
    box: Path, opened: Connection, database: str, content: bytes
) -> None:
    deliver(box, "1276/a.xlsx", content)
    deliver(box, "1101/a.csv", IDENTITY + b'Kode;Jawaban;Catatan\nplan;Ya;"tanpa penutup\nstartups;5;\n')
    intake(database, opened)
    refused = rows(opened, "select file_name, found_text from quality.rejected_row where rule_id like '%read'")
    assert refused == [("submissions/1101/a.csv", "1 / 2")]
    assert rows(opened, "select state from core.submission order by 1") == [("accepted",), ("rejected",)]


@pytest.mark.parametrize(
    ("lost", "layer"),
    [
        ("update quality.ledger set received = 1, superseded = 0 where layer = 'file'", "file"),
        ("update quality.ledger set received = 1, accepted = 1 where layer = 'row'", "row"),
    ],
)
def test_a_delivery_or_row_that_the_ledger_does_not_know_is_found_although_its_sums_agree(
    box: Path, opened: Connection, database: str, content: bytes, lost: str, layer: str
) -> None:
    deliver(box, "1276/a.xlsx", content)
    deliver(box, "1276/b.xlsx", content)
    intake(database, opened)
    with opened.cursor() as cursor:
        cursor.execute(lost)
    assert {row["layer"] for row in sql_files.query(opened, "checks/ledger_adds_up.sql", CYCLE)} == {layer}


def test_a_row_of_a_rejected_file_that_staging_lost_is_found(
    box: Path, opened: Connection, database: str, content: bytes
) -> None:
    deliver(box, "1101/a.xlsx", content)
    intake(database, opened)
    with opened.cursor() as cursor:
        cursor.execute("delete from staging.submission_value where indicator_code = 'plan'")
    sql_files.run(opened, "quality/ledger.sql", CYCLE)
    (found,) = sql_files.query(opened, "checks/ledger_adds_up.sql", CYCLE)
    assert (found["layer"], found["received"], found["rejected"]) == ("row", 2, 1)


def test_where_the_cycle_is_not_open_the_ledger_says_so(box: Path, connection: Connection) -> None:
    deliver(box, "1276/a.xlsx", b"a")
    inbox.read_files(connection, 2017, inbox.receive(connection, 2017))
    with pytest.raises(ingest.LedgerError, match="cycle_open") as raised:
        ingest.check_ledger(connection, 2017, "submissions")
    assert "clear" not in str(raised.value)
