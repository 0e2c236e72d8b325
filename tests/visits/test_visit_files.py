"""Findings of visits: what counts, what waits, what is refused; nothing is lost and no claim disappears."""

import datetime
import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from psycopg2.extensions import connection as Connection
from rich.console import Console
from scored import rows
from typer.testing import CliRunner

from rkci import cycles, framework
from rkci.cli import app
from rkci.database.connection import connect
from rkci.intake import set_aside
from rkci.ops import field_report
from rkci.quality.validate import validate
from rkci.refusal import Refusal
from rkci.simulate import visits
from rkci.visits import evidence, ingest
from rkci.visits.ingest import FINDINGS

CLAIMED, SEEN = "e_government_level", "one_stop_service_observed"
VALUES = "select city_code, indicator_code, value from core.indicator_value where origin = 'visit' order by 1, 2"
REFUSED = "select layer, rule_id, found_text from quality.rejected_row where dataset = 'visits' order by 1, 2"
LEDGER = (
    "select layer, sum(received), sum(accepted), sum(rejected), sum(superseded) from quality.ledger"
    " where dataset = 'visits' group by layer order by layer"
)
CLAIM = (
    "select claimed, observed, adjusted, state, reason, assessor, reviewer from core.visit_claim"
    f" where city_code = '1101' and indicator_code = '{CLAIMED}'"
)


def finding(**changed: object) -> dict[str, object]:
    """A sound row: the claim of 1101 is two levels too high."""
    return {
        "city": "1101", "indicator": CLAIMED, "claimed": 4, "observed": 2, "adjusted": 2, "reason": "tidak ada",
        "evidence": "foto1.jpg", "assessor": "A01", "reviewer": "A02", "visited_on": "2017-07-20",
    } | changed  # fmt: skip


def seen(**changed: object) -> dict[str, object]:
    """A sound row of what only visits know."""
    return finding(indicator=SEEN, claimed="", observed=3, adjusted="", reason="") | changed


def test_a_number_cell_of_a_finding_is_its_number(
    nominated: Connection, box: Path, take_in: Callable[[], bool]
) -> None:
    book = openpyxl.Workbook()
    book.active.append(list(finding()))
    for code, observed, adjusted in (("crimes_per_100k", 5.125, 5.375), ("startups_per_100k", 1.125, 1.0625)):
        row = finding(indicator=code, claimed=1.125, observed=observed, adjusted=adjusted)
        book.active.append(list(row.values()))
    content = io.BytesIO()
    book.save(content)
    (box / "visits/1101").mkdir(parents=True)
    (box / "visits/1101/a.xlsx").write_bytes(content.getvalue())
    os.utime(box / "visits/1101/a.xlsx", (datetime.datetime(2017, 8, 1).timestamp(),) * 2)
    take_in()
    read = "select indicator_code, claimed, observed, adjusted from staging.visit_finding order by 1"
    assert rows(nominated, read) == [
        ("crimes_per_100k", 1.125, 5.125, 5.375), ("startups_per_100k", 1.125, 1.125, 1.0625),
    ]  # fmt: skip


def test_a_confirmed_adjustment_scores_and_the_claim_stays_visible(
    nominated: Connection, give: Callable[..., Path], take_in: Callable[[], bool]
) -> None:
    give(
        "1101/a.csv",
        finding(reviewer=""),
        seen(),
        finding(indicator="service_integration_level", observed=4, adjusted=""),
    )
    assert take_in()
    assert rows(nominated, VALUES) == [("1101", SEEN, 3.0)]
    assert rows(nominated, CLAIM) == [(4.0, 2.0, 2.0, "to be confirmed", "tidak ada", "A01", None)]
    give("1101/b.csv", finding(), day=1)
    assert take_in()
    assert rows(nominated, VALUES) == [("1101", CLAIMED, 2.0), ("1101", SEEN, 3.0)]
    assert rows(nominated, CLAIM) == [(4.0, 2.0, 2.0, "lowered", "tidak ada", "A01", "A02")]
    # an unconfirmed finding that comes later takes no confirmed one's place
    give("1101/c.csv", finding(reviewer="", observed=1, adjusted=1), day=2)
    take_in()
    assert rows(nominated, CLAIM)[0][1:4] == (2.0, 2.0, "lowered")
    assert rows(nominated, LEDGER) == [("file", 3, 3, 0, 0), ("row", 5, 3, 0, 2)]
    states = {claim["indicator_code"]: claim["state"] for claim in ingest.claims(nominated, 2017)}
    assert states == {CLAIMED: "lowered", "service_integration_level": "claim stands", SEEN: "observed"}
    claimed = f"select value from core.indicator_value where (city_code, indicator_code) = ('1101', '{CLAIMED}')"
    assert rows(nominated, claimed + " and origin = 'submitted'") == [(4.0,)]
    assert not take_in()


def test_what_is_wrong_is_refused_row_by_row_with_words_and_the_ledger_adds_up(
    nominated: Connection, give: Callable[..., Path], box: Path, take_in: Callable[[], bool], tmp_path: Path
) -> None:
    give("1101/a.csv", finding(reviewer="a01"), seen(observed=7, assessor="A02", reviewer="A01"), seen(city="1102"))
    give("1102/a.csv", seen(city="1102", assessor="A03"), finding(city="1102", reason=""), day=1)
    give("1113/a.csv", seen(city="1113"), day=2)
    give("1103/a.csv", seen(city="1103", visited_on="2017-10-01"), finding(city="1103", visited_on="31/7/2017"), day=3)
    give("1104/a.csv", finding(city="1104", assessor="A77"), seen(city="1104", indicator="kesan", reviewer="X"), day=4)
    give("9999/a.csv", finding(city="9999"), day=5)
    (box / "visits" / "surat.xlsx").write_bytes(b"Yth. Tim RKCI")
    book = openpyxl.Workbook()
    book.active.append(["Temuan kunjungan 2017"])
    book.active.append(["Kota", "Indikator", "Diamati", "Asesor", "Penelaah kedua", "Tanggal kunjungan"])
    book.active.append(["1105", "early_warning_observed", "Ya", "A01", "A02", datetime.datetime(2017, 9, 30)])
    book.active.append(["'; drop table core.nominee; --", "\u202e", "#REF!", "", "", "2017-02-31"])
    (box / "visits" / "1105").mkdir()
    book.save(box / "visits" / "1105" / "a.xlsx")
    take_in()
    assert rows(nominated, VALUES) == [("1105", "early_warning_observed", 1.0)]
    assert rows(nominated, LEDGER) == [("file", 8, 6, 2, 0), ("row", 13, 1, 12, 0)]
    refused = [(rule.split(".")[1], found) for layer, rule, found in rows(nominated, REFUSED) if layer == "row"]
    for expected in (
        ("reviewer_is_other", "a01"), ("value_possible", "7"), ("city_of_folder", "1102 / 1101"),
        ("no_conflict", "A03 A02 1102"), ("adjustment_explained", "2 -> 2"), ("city_is_nominee", "1113"),
        ("visited_in_phase", "2017-10-01"), ("visited_on_readable", "31/7/2017"), ("assessor_known", "A77"),
        ("indicator_known", "kesan"), ("reviewer_known", "X"), ("visited_on_readable", "2017-02-31"),
    ):  # fmt: skip
        assert expected in refused
    files = {rule for layer, rule, _ in rows(nominated, REFUSED) if layer == "file"}
    assert files == {"visit_file.folder_of_city", "visit_file.readable"}
    words = "select count(*) from quality.rejected_row where message_id is null or message_en is null"
    assert rows(nominated, words) == [(0,)]


def test_the_writer_may_add_what_came_in(
    nominated: Connection, give: Callable[..., Path], database: str, writer_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    give("1101/a.csv", finding(), seen())
    with connect(writer_url) as connection:
        assert FINDINGS.receive(connection, 2017)
        assert FINDINGS.read_files(connection, 2017) == {"files": 1, "unreadable": 0, "rows": 2}
        FINDINGS.stage(connection, 2017)
    for suite in FINDINGS.suites:
        validate(writer_url, suite, 2017)
    with connect(writer_url) as connection:
        FINDINGS.accept(connection, 2017)
    monkeypatch.setenv("AIRFLOW_CONN_RKCI", writer_url)
    shown = CliRunner().invoke(app, ("visits", "--cycle", "2017"))
    assert shown.exit_code == 0, shown.output
    assert "lowered" in shown.output


def test_simulated_findings_are_the_same_for_a_seed_and_refused_but_for_the_planted(
    nominated: Connection, box: Path, take_in: Callable[[], bool], tmp_path: Path
) -> None:
    def write(folder: Path) -> visits.Written:
        return visits.write(cycles.load(2017), framework.load("rkci-2017"), nominated, folder, seed=2017)

    written = write(box)
    assert write(tmp_path / "again") == written
    for path in (box / "visits").rglob("*.*"):
        twin = tmp_path / "again" / path.relative_to(box)
        assert (twin.read_bytes(), os.stat(twin).st_mtime) == (path.read_bytes(), os.stat(path).st_mtime)
        assert b"SIMULASI" in path.read_bytes()
    for path in (box / "visit_evidence").rglob("*.*"):
        twin = tmp_path / "again" / path.relative_to(box)
        assert twin.read_bytes() == path.read_bytes()
        assert b"SIMULATED" in path.read_bytes()
        assert path.stat().st_size < 4_000
    take_in()
    refused = "select file_name, rule_id from quality.rejected_row where dataset = 'visits'"
    found = set(rows(nominated, refused))
    waits = {name for name, rule in written.faults.items() if rule == "visit_finding.confirmed"}
    assert len(waits) == 1
    assert found == {(name, rule) for name, rule in written.faults.items() if name not in waits}
    assert len(written.faults) >= 11
    assert rows(nominated, "select count(*), bool_and(is_simulated) from core.visit_finding") == [
        (written.findings + 1, True)
    ]
    states = [claim["state"] for claim in ingest.claims(nominated, 2017)]
    assert states.count("to be confirmed") == 1
    assert states.count("lowered") == 4
    assert states.count("observed") == 12 * 6
    assert evidence.take_in(nominated, 2017) == {"accepted": 1 + 11, "flagged": 1, "refused": 1}
    shown = "select 'visit_evidence/' || city_code || '/' || photo, problem from core.visit_photo"
    assert dict(rows(nominated, shown)) == written.photos
    assert list(written.photos.values()) == [None, "elsewhere", "no_place", "missing"]
    without_minutes, *others = evidence.table(nominated, 2017)
    assert (without_minutes["minutes"], {row["minutes"] for row in others}) == (0, {1})
    printed = io.StringIO()
    field_report.print_evidence(Console(file=printed, width=1000), nominated, 2017)
    for words in ("1 flagged, 1 refused, 1 missing", "taken in another place", "EXIF GPS", "it has not arrived"):
        assert words in printed.getvalue()
    field_report.print_visits(Console(file=printed, width=1000), nominated, 2017)
    assert "4 lowered" in printed.getvalue()


def test_nothing_is_simulated_before_there_are_nominees(scored: Connection, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no approved nominees"):
        visits.write(cycles.load(2017), framework.load("rkci-2017"), scored, tmp_path, seed=1)


def test_findings_delivered_again_after_others_are_the_newest_word_and_set_aside_they_are_none(
    nominated: Connection, give: Callable[..., Path], take_in: Callable[[], bool]
) -> None:
    adjusted = "select adjusted from core.visit_finding"
    one = give("1101/a.csv", finding(adjusted=2), day=22).read_bytes()
    give("1101/b.csv", finding(adjusted=3), day=23)
    take_in()
    assert rows(nominated, adjusted) == [(3,)]
    give("1101/c.csv", finding(adjusted=2), day=24)
    assert take_in()
    assert rows(nominated, adjusted) == [(2,)]
    assert rows(nominated, LEDGER) == [("file", 3, 2, 0, 1), ("row", 2, 1, 0, 1)]
    set_aside.decide(nominated, hashlib.sha256(one).hexdigest(), by="Ani", reason="Bukan dari tim")
    assert take_in()
    assert not take_in()
    assert rows(nominated, adjusted) == [(3,)]
    assert rows(nominated, REFUSED) == [("file", "visit_file.not_set_aside", "Bukan dari tim (Ani)")]
