"""The packet of a visit: which claims, which team, which days, and that Excel and ODK read what is written."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from psycopg2.extensions import connection as Connection
from pyxform.xls2xform import convert
from typer.testing import CliRunner

from rkci import cycles
from rkci.cli import app
from rkci.cycles.model import FixedVisit
from rkci.intake import lists
from rkci.refusal import Refusal
from rkci.visits import packet
from rkci.visits.claims import Claim, candidates, choose
from rkci.visits.reading import FORM
from rkci.visits.schedule import plan

CYCLE = cycles.load(2017)
RULE, PHASE = packet.settings(CYCLE)
FIXED = RULE.first_days
FREE: frozenset[str] = frozenset()
CITIES = ("1101", "1276")


@pytest.fixture
def nominated(connection: Connection) -> Connection:
    """Two nominees, one of them Binjai, with twenty claims each, and four assessors, A1 barred from Binjai."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ops.cycle values (2017, 'RKCI', 2017, '2017-05-04', '2017-05-15', '2017-06-07', true, '')"
        )
        cursor.execute("insert into ops.cycle_framework values (2017, 'rkci-2017', 'hash', true, '2017-05-04', 'demo')")
        cursor.execute(
            "insert into scoring.run (kind, cycle_year, framework_id, framework_hash, settings, finished_at)"
            " values ('cycle', 2017, 'rkci-2017', 'hash', '{}', now())"
        )
        for place, city in enumerate(CITIES, start=1):
            cursor.execute(
                "insert into core.city values (%s, %s, %s, 'Aceh', 3, 98, 100, true, null, 'made')",
                (city, f"{city[:2]}.{city[2:]}", f"Kota {city}"),
            )
            cursor.execute(
                "insert into core.nominee (cycle_year, city_code, class_code, place) values (2017, %s, 'sedang', %s)",
                (city, place),
            )
            cursor.execute(
                "insert into core.submission values"
                " (2017, %s, 'a.xlsx', %s, 1, now(), 'accepted', null, true), (2017, %s, 'b', %s, 2, now(), 'rejected',"
                " 'r', true)",
                (f"new {city}", city, f"old {city}", city),
            )
        cursor.execute(
            "insert into core.cycle_indicator values"
            " (2017, 'seen', 'Dilihat', 'Seen', 'level', 'visit', 'maturity', 1, 5, false, null),"
            " (2017, 'official', 'Resmi', 'Official', '%%', 'official', 'percent', 0, 100, false, null),"
            " (2017, 'unclaimed', 'Kosong', 'Blank', '%%', 'submitted', 'percent', 0, 100, false, null)"
        )
        for number in range(20):
            code = f"claim_{number:02d}"
            kind, unit = (("percent", "%"), ("boolean", "boolean"), ("maturity", "level"), ("number", "km"))[number % 4]
            cursor.execute(
                "insert into core.cycle_indicator values (2017, %s, 'Nama', 'Name', %s, 'submitted', %s, 0, null, true,"
                " null)",
                (code, unit, kind),
            )
            cursor.execute(
                "insert into core.indicator_value select 2017, city_code, %s, 'submitted', 1, null, 'reported', 2016,"
                " true, 'new ' || city_code, 's', 'c' from core.nominee",
                (code,),
            )
            cursor.execute(
                "insert into scoring.contribution select run.run_id, city_code, %s, 'index', 1, 0.05, %s"
                " from scoring.run as run cross join core.nominee",
                (code, float(number)),
            )
        cursor.execute(
            "insert into quality.flagged_row (cycle_year, dataset, layer, file_hash, file_name, city_code,"
            " indicator_code, rule_id, message_id, message_en) values"
            " (2017, 'submissions', 'row', 'new 1101', 'a', '1101', 'claim_03', 'r', '', ''),"
            " (2017, 'submissions', 'row', 'old 1101', 'b', '1101', 'claim_04', 'r', '', '')"
        )
        cursor.execute(
            "insert into ops.assessor values (2017, 'A1', 'Ani'), (2017, 'A2', 'Budi'), (2017, 'A3', 'Citra')"
        )
        cursor.execute("insert into ops.assessor_conflict values (2017, 'A1', '1276', 'lahir di sana')")
    return connection


def test_verified_are_what_only_a_visit_gives_the_flagged_the_heaviest_and_some_by_seed(nominated: Connection) -> None:
    first, second = candidates(nominated, 2017)
    chosen = {claim.indicator_code: reason for claim, reason in choose(first, RULE)}
    assert chosen["seen"] == "visit"
    assert [code for code, reason in chosen.items() if reason == "flagged"] == ["claim_03"]
    assert [code for code, reason in chosen.items() if reason == "heaviest"] == [f"claim_{n}" for n in range(12, 20)]
    assert sum(reason == "random" for reason in chosen.values()) == RULE.packet.random
    assert not {"official", "unclaimed"} & {claim.indicator_code for claim in first}
    assert choose(first, RULE) == choose(first, RULE)
    another = replace(RULE, packet=replace(RULE.packet, seed=1))
    other = {claim.indicator_code for claim, reason in choose(first, another) if reason == "random"}
    assert other != {code for code, reason in chosen.items() if reason == "random"}
    assert "claim_03" not in {claim.indicator_code for claim, reason in choose(second, RULE) if reason == "flagged"}


def test_a_city_with_few_claims_has_them_all_verified(nominated: Connection) -> None:
    first, _ = candidates(nominated, 2017)
    few = [claim for claim in first if claim.indicator_code in ("claim_00", "claim_01", "seen")]
    assert [reason for _, reason in choose(few, RULE)] == ["heaviest", "heaviest", "visit"]


def test_binjai_is_visited_on_the_days_of_the_press_and_nobody_is_in_two_places() -> None:
    cities = [f"{number}" for number in range(1250, 1280)]
    assessors = {f"A{number}": frozenset([cities[number]]) for number in range(6)}
    visits = plan(cities, assessors, RULE, PHASE)
    assert visits["1276"].days == (date(2017, 8, 7), date(2017, 8, 8))
    assert set(visits) == set(cities)
    where: set[tuple[str, date]] = set()
    for city, visit in visits.items():
        assert len(visit.team) == RULE.team_size
        assert not any(city in assessors[one] for one in (*visit.team, *visit.reviewers))
        for day in visit.days:
            assert PHASE.opens.date() <= day < PHASE.closes.date()  # type: ignore[union-attr]
            assert day.weekday() < 5
            assert day not in RULE.holidays
            assert where.isdisjoint((one, day) for one in visit.team)
            where.update((one, day) for one in visit.team)
    assert plan(cities, dict(reversed(assessors.items())), RULE, PHASE) == visits


@pytest.mark.parametrize(
    ("assessors", "fixed", "words"),
    [
        ({"A1": FREE, "A2": frozenset(["1276"])}, FIXED, "1 registered assessors may visit 1276"),
        ({"A1": FREE, "A2": FREE}, {"1276": date(2017, 8, 5)}, "not all working days"),
        ({"A1": FREE, "A2": FREE}, {"1276": date(2017, 8, 16)}, "not all working days"),
        ({"A1": FREE, "A2": FREE}, {"1276": date(2017, 9, 29)}, "not all working days"),
        (
            {"A1": FREE, "A2": FREE},
            {"1276": FIXED["1276"], "1101": FIXED["1276"]},
            "are free for 1276",
        ),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused_in_words(
    assessors: dict[str, frozenset[str]], fixed: dict[str, date], words: str
) -> None:
    visits = tuple(FixedVisit(city_code=code, starts=day) for code, day in fixed.items())
    with pytest.raises(Refusal, match=words):
        plan(CITIES, assessors, replace(RULE, fixed=visits), PHASE)


def test_the_packets_are_written_and_are_the_same_bytes_again(nominated: Connection, tmp_path: Path) -> None:
    visits = packet.write(nominated, 2017, tmp_path / "one")
    packet.write(nominated, 2017, tmp_path / "two")
    written = {file.relative_to(tmp_path / "one"): file.read_bytes() for file in (tmp_path / "one").rglob("*.*")}
    assert sorted(map(str, written)) == [
        "1101/formulir_1101.xlsx", "1101/temuan_1101.xlsx", "1276/formulir_1276.xlsx", "1276/temuan_1276.xlsx",
        "schedule.csv",
    ]  # fmt: skip
    assert written == {file: (tmp_path / "two" / file).read_bytes() for file in written}
    assert visits["1276"].team == ("A2", "A3")
    lines = (tmp_path / "one" / "schedule.csv").read_text().splitlines()
    assert lines[2] == "1276,Kota 1276,sedang,2,2017-08-07,2017-08-08,A2 A3,13"


def test_packets_are_whole_or_as_before_and_what_is_missing_is_written_again(
    nominated: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "visits" / "2017"
    with monkeypatch.context() as patched:
        patched.setattr(packet, "write_rows", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space left"):
            packet.write(nominated, 2017, target)
    assert not target.exists(), "no packet without the schedule"
    packet.write(nominated, 2017, target)
    whole = {file: file.read_bytes() for file in target.rglob("*.*")}
    assert {file.name for file in whole} >= {"schedule.csv", "temuan_1276.xlsx", "formulir_1276.xlsx"}
    (target / "1276" / "temuan_1276.xlsx").unlink()
    packet.write(nominated, 2017, target)
    assert {file: file.read_bytes() for file in target.rglob("*.*")} == whole


def test_packets_are_written_again_only_where_something_that_they_are_made_of_is_new(
    nominated: Connection, tmp_path: Path
) -> None:
    target = tmp_path / "packets"

    def are_written() -> bool:
        assert len(packet.write(nominated, 2017, target)) == len(CITIES)
        is_new = target.stat().st_mtime_ns != 10**9
        os.utime(target, ns=(10**9, 10**9))
        return is_new

    assert [are_written(), are_written()] == [True, False]
    with nominated.cursor() as cursor:
        cursor.execute("insert into ops.assessor values (2017, 'A5', 'Eka')")
    assert [are_written(), are_written()] == [True, False]


def test_the_workbook_asks_for_findings_in_cells_of_their_own_with_lists_and_says_simulated(
    nominated: Connection, tmp_path: Path
) -> None:
    packet.write(nominated, 2017, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "1276" / "temuan_1276.xlsx")
    assert book.sheetnames == ["Petunjuk", "Temuan"]
    assert all(sheet.protection.sheet and "SIMULASI" in str(sheet["A2"].value) for sheet in book)
    sheet = book["Temuan"]
    headings = [cell.value for cell in sheet[4]]
    unlocked = [key for key, cell in zip(packet.COLUMNS, sheet[5], strict=True) if not cell.protection.locked]
    assert headings == [str(label) for label, _ in packet.COLUMNS.values()]
    assert unlocked == ["observed", "adjusted", "reason", "evidence", "assessor", "reviewer", "visited_on"]
    row = dict(zip(packet.COLUMNS, sheet[5], strict=True))
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
    assert row["claimed"].value == 1
    assert lists[row["assessor"].coordinate] == '"A2,A3"'
    assert lists[row["visited_on"].coordinate] == '"2017-08-07,2017-08-08"'
    assert [cell.value for cell in book["Petunjuk"]["A"][11:]] == ["A2", "A3"]
    assert lists[row["reviewer"].coordinate] == "'Petunjuk'!$A$12:$A$13"


def test_pyxform_takes_the_form_and_it_asks_what_the_workbook_asks(nominated: Connection, tmp_path: Path) -> None:
    packet.write(nominated, 2017, tmp_path)
    form = convert(str(tmp_path / "1276" / "formulir_1276.xlsx"))
    codes = [
        row[1].value for row in openpyxl.load_workbook(tmp_path / "1276" / "temuan_1276.xlsx")["Temuan"].iter_rows(5)
    ]
    assert len(codes) == 13
    for code in codes:
        assert f"/{code}_observed" in form.xform
        assert f"/{code}_photo" in form.xform
    assert "date('2017-08-07')" in form.xform
    assert 'lang="English (en)"' in form.xform
    assert "SIMULASI" in form.xform
    # photos stay as large as they were taken: what makes them smaller may lose their place and time
    assert [warning for warning in form.warnings if "max-pixels" not in warning] == []


def test_without_nominees_the_command_says_what_to_do(writer_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_RKCI", writer_url)
    found = CliRunner().invoke(app, ["visit-packets", "--cycle", "2017"])
    assert found.exit_code != 0
    assert "has no approved nominees" in str(found.exception)


def test_a_claim_that_does_not_score_is_drawn_and_never_the_heaviest() -> None:
    claim = Claim(
        "1101", "Kota", "sedang", 1, "b", "Nama", "Name", "%", "percent", 0, 100, 5.0, False, None, False
    )  # fmt: skip
    assert choose([claim], RULE) == [(claim, "random")]
    assert choose([claim], replace(RULE, packet=replace(RULE.packet, random=0))) == []


def test_a_filled_packet_is_read_as_a_list_of_findings(nominated: Connection, tmp_path: Path) -> None:
    packet.write(nominated, 2017, tmp_path)
    file = tmp_path / "1276" / "temuan_1276.xlsx"
    book = openpyxl.load_workbook(file)
    row = dict(zip(packet.COLUMNS, book["Temuan"][5], strict=True))
    for key, value in (("observed", 0), ("assessor", "A2"), ("visited_on", "2017-08-07")):
        row[key].value = value
    book.save(file)
    rows, received = lists.read(FORM, file.read_bytes(), file.name)
    assert len(rows) == received == 13
    assert (rows[0].cell, rows[0].row_number) == (row["observed"].coordinate, 5)
    assert {key: rows[0].written.get(key) for key in ("city", "indicator", "observed", "assessor", "visited_on")} == {
        "city": "1276", "indicator": row["indicator"].value, "observed": "0", "assessor": "A2",
        "visited_on": "2017-08-07",
    }  # fmt: skip
