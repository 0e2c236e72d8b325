"""Objections go the whole way: taken in, refused with words, decided by two people, scored, answered."""

import csv
import errno
import hashlib
import io
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import psycopg2
import pytest
from objected import BINJAI, COUNTED, HEADER, LEDGER, MEDAN, REFUSED, deliver, objection, rows
from psycopg2.extensions import connection as Connection

from finished import finish
from rkci import framework, paths
from rkci.assessment.ingest import ASSESSMENTS
from rkci.database.connection import connect
from rkci.intake import set_aside
from rkci.objections import answers, decisions, effect, ingest, provisional
from rkci.objections.effect import effects
from rkci.objections.ingest import OBJECTIONS
from rkci.objections.telling import missing, tell_cities
from rkci.quality.validate import validate
from rkci.refusal import Refusal
from rkci.scoring import state
from rkci.scoring.run import score_cycle

Give, TakeIn, Scored = Callable[..., Path], Callable[[], bool], Callable[[], int]
WATER = "piped_water_pct"
IN_WINDOW, AFTER_WINDOW = datetime(2017, 11, 8, tzinfo=UTC), datetime(2017, 11, 20, tzinfo=UTC)


def decide(connection: Connection, number: int, outcome: str = "accepted", **changed: object) -> str:
    said = {"reason": "Bukti cukup", "by": "Ani", "second": "Budi"} | changed
    told = decisions.decide(connection, 2017, number, outcome=outcome, **said)
    connection.commit()
    return told


def answered(folder: Path) -> list[dict[str, str]]:
    text = (folder / "jawaban.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_what_is_late_unfounded_or_unknown_is_refused_with_words_and_the_ledger_adds_up(
    opened: Connection, give: Give, take_in: TakeIn, box: Path
) -> None:
    give(
        "sanggahan.csv",
        objection("55,5"),
        objection(40, indicator_code="air_pipa"),
        objection(40, indicator_code="unemployment_rate_tpt", reason=" "),
        objection(40, indicator_code="poverty_rate_pct", city_code=MEDAN),
        objection("banyak", indicator_code="illiteracy_pct"),
        objection(140, indicator_code="low_education_15plus_pct"),
        objection(12, indicator_code="life_expectancy_uhh"),
        objection(13, indicator_code="life_expectancy_uhh"),
    )
    give("terlambat.csv", objection(60, indicator_code="grdp_growth_pct"), day=20)
    deliver(box / BINJAI / "surat.xlsx", b"Yth. Tim RKCI")
    deliver(box / "9999" / "lain.csv", ",".join(HEADER).encode() + b"\n2017,9999,piped_water_pct,5,x,y\n")
    assert take_in()
    assert [row[1:] for row in rows(opened, COUNTED)] == [(BINJAI, WATER, 55.5)]
    assert [rule for _, rule, _ in rows(opened, REFUSED)] == [
        "objection.city_of_folder",
        "objection.in_window",
        "objection.indicator_known",
        "objection.once_per_file",
        "objection.once_per_file",
        "objection.reason_given",
        "objection.value_possible",
        "objection.value_possible",
        "objection.value_possible",
        "objection.value_readable",
        "objection_file.folder_of_city",
        "objection_file.readable",
    ]
    assert rows(opened, LEDGER) == [("file", 4, 2, 2, 0), ("row", 10, 1, 9, 0)]
    assert not OBJECTIONS.receive(opened, 2017)


def test_a_newer_objection_supersedes_and_a_workbook_is_read(
    opened: Connection, give: Give, take_in: TakeIn, box: Path, tmp_path: Path
) -> None:
    give("a.csv", objection(40))
    book = openpyxl.Workbook()
    book.active.title = "Sanggahan"
    book.active.append(["Siklus", "Kode kota", "Kode indikator", "Nilai yang diajukan", "Alasan", "Bukti"])
    book.active.append([2017, BINJAI, WATER, 41.5, "koreksi", "LKPJ"])
    book.save(tmp_path / "b.xlsx")
    deliver(box / BINJAI / "b.xlsx", (tmp_path / "b.xlsx").read_bytes(), day=2)
    take_in()
    assert [row[1:] for row in rows(opened, COUNTED)] == [(BINJAI, WATER, 41.5)]
    assert rows(opened, LEDGER) == [("file", 2, 2, 0, 0), ("row", 2, 1, 0, 1)]


def test_a_number_cell_is_its_number_and_what_it_shows(
    opened: Connection, take_in: TakeIn, box: Path, tmp_path: Path
) -> None:
    claims: dict[str, tuple[object, str]] = {
        "startups_per_100k": (1.125, "General"),  # as a text it could be 1125, too
        "crimes_per_100k": (5.125, "#,##0.000"),
        "expenditure_per_capita_adj": (12.345, "General"),  # thousand rupiah from 1000 on: no 12345
        "grdp_per_capita_constant2010": (26978, "#,##0,"),  # shows 27
        "ict_budget_pct": (0.025, "0.00%"),
        "poverty_rate_pct": (6.75, '0.00" %"'),
        "doctors_per_100k": (0.05, "0%"),  # not in per cent
        "permit_days": (42857, "d-mmm"),
        "piped_water_pct": ("\u2026", "General"),
    }
    book = openpyxl.Workbook()
    book.active.append(["Siklus", "Kode kota", "Kode indikator", "Nilai yang diajukan", "Alasan", "Bukti"])
    for code, (claimed, number_format) in claims.items():
        book.active.append([2017, int(BINJAI), code, claimed, "koreksi", "LKPJ"])
        book.active.cell(book.active.max_row, 4).number_format = number_format
    book.save(tmp_path / "b.xlsx")
    deliver(box / BINJAI / "b.xlsx", (tmp_path / "b.xlsx").read_bytes())
    take_in()
    assert {code: value for _, _, code, value in rows(opened, COUNTED)} == {
        "startups_per_100k": 1.125, "crimes_per_100k": 5.125, "ict_budget_pct": 2.5, "poverty_rate_pct": 6.75,
    }  # fmt: skip
    assert {(rule, found) for _, rule, found in rows(opened, REFUSED)} == {
        ("objection.value_possible", "12.345"),
        ("objection.value_readable", "26978 (format #,##0,)"),
        ("objection.value_readable", "5 %"),
        ("objection.value_readable", "2017-05-02"),
        ("objection.value_readable", "\u2026"),
    }
    assert rows(opened, LEDGER) == [("file", 1, 1, 0, 0), ("row", 9, 4, 5, 0)]


def test_an_accepted_value_scores_before_all_others_and_its_effect_is_shown(
    opened: Connection, give: Give, take_in: TakeIn, scored: Scored, box: Path
) -> None:
    before = scored()
    standing = (
        "select score.score from scoring.unit_score as score join scoring.run_node as node using (run_id, node_code)"
    )
    of_binjai = f"{standing} where parent_code is null and side = 'all' and unit_code = '{BINJAI}' and run_id = "
    ((score_before,),) = rows(opened, of_binjai + str(before))
    give("a.csv", objection(80), objection(70, indicator_code="unemployment_rate_tpt", reason="salah"))
    take_in()
    numbers = {code: number for number, _, code, _ in rows(opened, COUNTED)}
    assert "it scores as 80, by Ani and Budi" in decide(opened, numbers[WATER])
    decide(opened, numbers["unemployment_rate_tpt"], "rejected", reason="Statistik resmi berlaku")
    assert ingest.is_scored(opened, 2017), "nothing is granted yet, so nothing is to be scored again"
    assert take_in(), "a decision is to be honoured though no file is new"
    assert not ingest.is_scored(opened, 2017)
    assert not OBJECTIONS.receive(opened, 2017)
    origin = "select value, origin from core.indicator_value where origin = 'objection'"
    assert rows(opened, origin) == [(80.0, "objection")]
    after = scored()
    assert ingest.is_scored(opened, 2017)
    told = tell_cities(opened, 2017)
    assert (told["effects"], told["answered"]) == (1, 1)
    ((score_after,),) = rows(opened, of_binjai + str(after))
    accepted, rejected = effects(opened, 2017)
    assert (accepted["outcome"], accepted["value"], accepted["origin_before"]) == ("accepted", 80.0, "official")
    assert accepted["score_before"] == pytest.approx(score_before, abs=1e-12)
    assert accepted["score"] == score_after > score_before
    assert accepted["rank_before"] >= accepted["rank"]
    assert (rejected["outcome"], rejected["score"], rejected["reason"]) == ("rejected", None, "Statistik resmi berlaku")
    assert rows(opened, "select count(*) from scoring.run where kind = 'what_if'") == [(0,)]
    assert rows(opened, origin) == [(80.0, "objection")]
    assert rows(opened, "select kind, subject, outcome, decided_by from ops.decision order by 2") == [
        ("objection", str(number), outcome, "Ani, Budi")
        for number, outcome in sorted(
            (numbers[code], out) for code, out in ((WATER, "accepted"), ("unemployment_rate_tpt", "rejected"))
        )
    ]
    answer, no = answered(box.parents[2] / "build" / "objections" / "2017" / BINJAI)
    assert (answer["Hasil"], answer["Jawaban"], answer["Nilai sesudah / value after"]) == (
        "diterima",
        "Bukti cukup",
        "80",
    )
    assert (no["Outcome"], no["Answer"]) == ("rejected", "Statistik resmi berlaku")
    with opened.cursor() as cursor:
        cursor.execute("delete from core.indicator_value where origin = 'objection'")
    assert not ingest.is_scored(opened, 2017), "what was withdrawn is to be scored again, too"


def test_answers_that_were_not_written_or_are_lost_are_written_where_nothing_is_new(
    opened: Connection, give: Give, take_in: TakeIn
) -> None:
    give("a.csv", objection(40))
    take_in()
    assert not OBJECTIONS.receive(opened, 2017), "nothing is new"
    folder = paths.build() / "objections" / "2017"
    assert answers.write(opened, 2017) == [BINJAI]
    (written,) = answered(folder / BINJAI)
    (folder / BINJAI / "jawaban.csv").unlink()
    assert answers.write(opened, 2017) == [BINJAI]
    assert answered(folder / BINJAI) == [written]
    before = folder.stat().st_ino
    assert answers.write(opened, 2017) == [BINJAI]
    assert folder.stat().st_ino == before, "where nothing is missing, nothing is written"


def test_cities_that_were_not_told_of_the_newest_scores_are_found_by_what_lies_in_their_folder(
    opened: Connection, database: str, give: Give, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert missing(opened, 2017) == state.missing(opened, 2017) != [], "what is not scored is to be scored first"
    finish(opened, database, 2017)
    (words,) = missing(opened, 2017)
    assert "write_to_cities did not get to its end" in words
    (behind,) = state.behind(opened, [2017], missing)
    assert behind.missing == [words]
    with monkeypatch.context() as full:
        full.setattr(provisional, "write_csv", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "no room")))
        with pytest.raises(OSError, match="no room"):
            tell_cities(opened, 2017)
    opened.rollback()
    assert missing(opened, 2017) == [words]
    tell_cities(opened, 2017)
    assert missing(opened, 2017) == []
    folder = paths.build() / "provisional" / "2017"
    before = folder.stat().st_ino
    tell_cities(opened, 2017)
    assert folder.stat().st_ino == before, "where nothing is new, nothing is written"
    shutil.rmtree(folder)
    assert missing(opened, 2017) == [words]
    tell_cities(opened, 2017)
    score_cycle(opened, 2017, "rkci-2017-official")
    assert not provisional.is_written(opened, 2017), "it was of other scores"


def test_every_objection_is_answered_be_it_late_refused_or_open(
    opened: Connection, give: Give, take_in: TakeIn, box: Path, tmp_path: Path
) -> None:
    give("a.csv", objection(40), objection(50, indicator_code="poverty_rate_pct", reason=""))
    give("b.csv", objection(45), day=1)
    give("c.csv", objection(46, indicator_code="illiteracy_pct"), day=30)
    deliver(box / BINJAI / "surat.xlsx", b"Yth. Tim RKCI")
    take_in()
    assert answers.write(opened, 2017, tmp_path / "out") == [BINJAI]
    found = answered(tmp_path / "out" / BINJAI)
    assert sorted(row["Outcome"] for row in found) == [
        "cannot be considered", "cannot be considered", "cannot be considered", "superseded by a newer objection",
        "waits for a decision",
    ]  # fmt: skip
    assert all(row["Jawaban"] and row["Answer"] for row in found)
    late = next(row for row in found if row["Berkas / file"].endswith("c.csv"))
    assert "masa sanggah" in late["Jawaban"]


def test_two_people_decide_once(opened: Connection, give: Give, take_in: TakeIn, database: str) -> None:
    give("a.csv", objection(40))
    take_in()
    ((number, *_),) = rows(opened, COUNTED)
    for changed, words in (
        ({"second": "ani "}, "a second person must"),
        ({"by": " "}, "--by is empty"),
        ({"reason": ""}, "--reason is empty"),
        ({"value": 101.0}, "is not between 0"),
        ({"outcome": "maybe"}, "one of accepted, rejected"),
        ({"outcome": "rejected", "value": 3.0}, "has no new value"),
    ):
        with pytest.raises(Refusal, match=words):
            decide(opened, number, **changed)
    with pytest.raises(Refusal, match=rf"open are {number} \(Kota Binjai, piped_water_pct\)"):
        decide(opened, number + 1)
    decide(opened, number, value=42.0)
    with pytest.raises(Refusal, match="was accepted by Ani and Budi: a decision is final"):
        decide(opened, number, "rejected")
    opened.rollback()  # or truncate waits for what was read
    for statement in (
        "update core.objection_decision set value = 100", "delete from core.objection_decision",
        "truncate core.objection_decision", "delete from ops.decision",
    ):  # fmt: skip
        with pytest.raises(psycopg2.Error, match="append-only"), connect(database) as owner, owner.cursor() as cursor:
            cursor.execute(statement)


def test_what_was_decided_stays_whatever_comes_after(opened: Connection, give: Give, take_in: TakeIn) -> None:
    give("a.csv", objection(40))
    take_in()
    ((number, *_),) = rows(opened, COUNTED)
    decide(opened, number)
    give("b.csv", objection(90), day=3)
    take_in()
    assert rows(opened, COUNTED) == [(number, BINJAI, WATER, 40.0)]
    assert [rule for _, rule, _ in rows(opened, REFUSED)] == ["objection.not_decided_yet"]
    assert rows(opened, LEDGER) == [("file", 2, 2, 0, 0), ("row", 2, 1, 1, 0)]


def test_objections_are_numbered_one_after_another_whatever_other_lists_are_read_between(
    opened: Connection, give: Give, take_in: TakeIn, box: Path
) -> None:
    give("satu.csv", objection(40), objection(41, indicator_code="poverty_rate_pct"))
    take_in()
    deliver(
        box.parent / "assessments" / "A01.csv", b"cycle,city_code,indicator_code,assessor,level\n2017,1276,x,A01,3\n"
    )
    ASSESSMENTS.receive(opened, 2017)
    assert ASSESSMENTS.read_files(opened, 2017)["rows"] == 1
    give("dua.csv", objection(42, indicator_code="illiteracy_pct"))
    take_in()
    assert [number for number, *_ in rows(opened, COUNTED)] == [1, 2, 3]
    assert rows(opened, "select dataset, number from raw.list_row order by dataset, row_number, number") == [
        ("assessments", None), ("objections", 1), ("objections", 3), ("objections", 2),
    ]  # fmt: skip


def test_provisional_results_are_of_one_city_alone(opened: Connection, scored: Scored, tmp_path: Path) -> None:
    assert provisional.write(opened, 2017, tmp_path / "none") == []
    scored()
    cities = provisional.write(opened, 2017, tmp_path / "out", today=IN_WINDOW)
    assert len(cities) == 93
    own = tmp_path / "out" / BINJAI
    assert sorted(file.name for file in own.iterdir()) == [
        "BACA.txt", "nilai.csv", f"sanggahan_2017_{BINJAI}.csv", "skor.csv",
    ]  # fmt: skip
    text = "".join(file.read_text(encoding="utf-8-sig") for file in own.iterdir())
    assert "Kota Binjai" in text
    assert "Medan" not in text
    values = (own / "nilai.csv").read_bytes().decode("utf-8-sig")
    assert len(values.splitlines()) == 1 + len(framework.load("rkci-2017").indicators)
    assert "statistik resmi / official statistic" in values
    assert "2017-11-06 00:00 WIB sampai sebelum 2017-11-20 00:00 WIB" in (own / "BACA.txt").read_text()


def test_after_the_window_no_city_is_told_to_object(opened: Connection, scored: Scored, tmp_path: Path) -> None:
    scored()
    provisional.write(opened, 2017, tmp_path / "out", today=AFTER_WINDOW)
    own = tmp_path / "out" / BINJAI
    assert sorted(file.name for file in own.iterdir()) == ["BACA.txt", "nilai.csv", "skor.csv"]
    told = (own / "BACA.txt").read_text()
    assert "Masa sanggahan sudah ditutup pada 2017-11-20 00:00 WIB" in told
    assert "objections/" not in told


def test_the_form_of_the_provisional_results_comes_back_as_an_objection(
    opened: Connection, scored: Scored, take_in: TakeIn, box: Path, tmp_path: Path
) -> None:
    scored()
    provisional.write(opened, 2017, tmp_path / "out", today=IN_WINDOW)
    form = (tmp_path / "out" / BINJAI / f"sanggahan_2017_{BINJAI}.csv").read_bytes()
    deliver(box / BINJAI / "isian.csv", form + f"2017;{BINJAI};{WATER};55,5;keliru;LKPJ;\n".encode())
    take_in()
    assert [row[1:] for row in rows(opened, COUNTED)] == [(BINJAI, WATER, 55.5)]


def test_the_writer_may_do_all_of_it(
    opened: Connection, give: Give, take_in: TakeIn, scored: Scored, writer_url: str
) -> None:
    give("a.csv", objection(40))
    take_in()
    ((number, *_),) = rows(opened, COUNTED)
    with connect(writer_url) as connection:
        decisions.decide(connection, 2017, number, outcome="accepted", reason="x", by="A", second="B")
        assert OBJECTIONS.receive(connection, 2017)
        OBJECTIONS.stage(connection, 2017)
    for suite in OBJECTIONS.suites:
        validate(writer_url, suite, 2017)
    with connect(writer_url) as connection:
        OBJECTIONS.accept(connection, 2017)
    scored()
    with connect(writer_url) as connection:
        assert effect.compute(connection, 2017) == 1


def test_an_objection_delivered_again_after_another_is_the_newest_word_and_set_aside_it_is_none_until_it_is_decided(
    opened: Connection, give: Callable[..., Path], take_in: Callable[[], bool]
) -> None:
    claimed = "select claimed_value from core.objection"
    one = hashlib.sha256(give("a.csv", objection(50)).read_bytes()).hexdigest()
    give("b.csv", objection(60), day=1)
    take_in()
    assert rows(opened, claimed) == [(60,)]
    give("c.csv", objection(50), day=2)
    assert take_in()
    assert rows(opened, claimed) == [(50,)]
    # after the window it is not a word
    give("d.csv", objection(60), day=20)
    take_in()
    assert rows(opened, claimed) == [(50,)]
    set_aside.decide(opened, one, by="Ani", reason="Bukan dari kota")
    assert take_in()
    assert not take_in()
    assert rows(opened, claimed) == [(60,)]
    assert ("file", "objection_file.not_set_aside", "Bukan dari kota (Ani)") in rows(opened, REFUSED)
    set_aside.decide(opened, one, by="Ani", reason="Ternyata dari kota", is_back=True)
    take_in()
    ((number, *_),) = rows(opened, COUNTED)
    decisions.decide(opened, 2017, number, outcome="rejected", reason="tidak terbukti", by="Ani", second="Budi")
    opened.commit()
    with pytest.raises(Refusal, match="what was decided stays"):
        set_aside.decide(opened, one, by="Ani", reason="uji")
