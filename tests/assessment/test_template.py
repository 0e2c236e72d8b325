"""What an assessor is given to fill in comes back through the real ingest; what was left blank is not an assessment."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from assessed import BINJAI, LEDGER, MEDAN, OTHER, QUESTION, claim, deliver, rows
from psycopg2.extensions import connection as Connection

from rkci.assessment import template
from rkci.assessment.reading import FORM
from rkci.database import sql_files
from rkci.intake.lists import find_header
from rkci.intake.styles import HEADER_ROW
from rkci.refusal import Refusal


def test_a_template_that_was_filled_in_is_accepted_and_its_blank_rows_are_no_assessments(
    opened: Connection, box: Path, take_in: Callable[[], bool], tmp_path: Path
) -> None:
    claim(opened, MEDAN, QUESTION, 2)
    files = template.write(opened, 2017, tmp_path / "out")
    assert [file.name for file in files] == [f"penilaian-2017_A0{number}.xlsx" for number in (1, 2, 3, 4)]
    again = template.write(opened, 2017, tmp_path / "again")
    assert [file.read_bytes() for file in files] == [file.read_bytes() for file in again]

    # who has a conflict of interest is not asked
    cities = {file.stem[-3:]: file.with_suffix(".csv").read_text().count(f";{BINJAI};") for file in files}
    assert cities == {"A01": 2, "A02": 2, "A03": 0, "A04": 2}

    book = openpyxl.load_workbook(files[0])
    sheet = book.active
    table = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=HEADER_ROW + 1)]
    header = find_header(FORM, table[0])
    assert header is not None
    (place,) = (
        number
        for number, row in enumerate(table, start=HEADER_ROW + 1)
        if (row[header["city_code"]], row[header["indicator_code"]]) == (BINJAI, QUESTION)
    )
    level = sheet.cell(place, header["level"] + 1)
    assert sheet.protection.sheet
    assert not level.protection.locked
    assert sheet.cell(place, header["city_code"] + 1).protection.locked
    lists = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert [one.formula1 for one in lists] == ['"1,2,3,4,5"']
    assert level.coordinate in lists[0].sqref
    level.value = 3
    sheet.cell(place, header["reason"] + 1).value = "bukti kurang"
    sheet.cell(place, header["evidence_seen"] + 1).value = "RPJMD"
    book.save(tmp_path / "filled.xlsx")
    deliver(box / "A01.xlsx", (tmp_path / "filled.xlsx").read_bytes())

    # the same as CSV, by another assessor; one row with a reason and no level is asked back, not ignored
    lines = files[1].with_suffix(".csv").read_text(encoding="utf-8-sig").splitlines()
    mine = next(number for number, line in enumerate(lines) if f";{BINJAI};" in line and f";{QUESTION};" in line)
    lines[mine] = lines[mine].removesuffix(";;;;") + ";3;bukti kurang;RPJMD;2017-06-20 09:30"
    lines[-1] = lines[-1].removesuffix(";;;;") + ";;belum jelas;;"
    deliver(box / "A02.csv", "\n".join(lines).encode())
    take_in()
    assert rows(opened, LEDGER) == [("file", 2, 2, 0, 0), ("row", 3, 2, 1, 0)]
    assert rows(opened, "select assessor, city_code, level from core.assessment order by 1") == [
        ("A01", BINJAI, 3),
        ("A02", BINJAI, 3),
    ]
    assert rows(opened, "select distinct rule_id from quality.rejected_row") == [("assessment.level_is_one_of_five",)]


def test_where_nobody_is_registered_it_says_so(connection: Connection, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="register assessors"):
        template.write(connection, 2017, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_claim_with_an_open_ticket_is_not_handed_out_before_the_ticket_or_the_phase_ends(opened: Connection) -> None:
    def handed_out() -> set[str]:
        found = sql_files.query(opened, "read/outbox/assessor_question.sql", {"cycle": 2017})
        return {row["indicator_code"] for row in found if row["city_code"] == BINJAI}

    def update(statement: str) -> None:
        with opened.cursor() as cursor:
            cursor.execute(statement)

    update("update ops.cycle set clarification_closes_at = now() + interval '1 day'")
    update(
        "insert into quality.ticket (cycle_year, city_code, layer, severity, rule_id, subject, file_hash,"
        " indicator_code, question_id, question_en, opened_at, deadline_at, state) values (2017, '1276', 'row',"
        f" 'warning', 'submission_value.evidence_given', '{QUESTION}', 'claim', '{QUESTION}', 'Bukti?', 'Evidence?',"
        " now(), now() + interval '1 day', 'open')"
    )
    assert handed_out() == {OTHER}
    update("update quality.ticket set state = 'answered'")
    assert handed_out() == {QUESTION, OTHER}
    update("update quality.ticket set state = 'open'")
    update("update ops.cycle set clarification_closes_at = now() - interval '1 second'")
    assert handed_out() == {QUESTION, OTHER}
