"""The workbooks that cities get: one each, empty, as CSV too, and only under the framework that was frozen."""

import os
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci import framework as frameworks
from rkci.cycles import Cycle, signing_key
from rkci.framework import Framework
from rkci.intake import outbox, seal
from rkci.intake.counting import Counted, count
from rkci.intake.reading import read


@pytest.fixture
def opened(
    opened: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cycle: Cycle, framework: Framework
) -> Connection:
    monkeypatch.setattr(cycles, "load", lambda _: cycle)
    monkeypatch.setattr(frameworks, "load", lambda _: framework)
    monkeypatch.setenv("RKCI_BUILD", str(tmp_path / "build"))
    return opened


def test_every_city_of_the_cycle_gets_one_empty_workbook_of_its_own(opened: Connection) -> None:
    files = outbox.write_workbooks(opened, 2017)
    assert len(files) == 53
    assert sorted(files[0].parent.iterdir()) == sorted([*files, *(file.with_suffix(".csv") for file in files)])
    (binjai,) = (file for file in files if file.name == "rkci-2017_1276_binjai.xlsx")
    found = read(binjai.read_bytes(), binjai.name)
    assert (found.identity["city_code"], found.identity["city_name"]) == ("1276", "Kota Binjai")
    assert (found.identity["origin"], found.answers) == ("", ())


def test_the_same_form_as_csv_lies_beside_the_workbook_and_is_read_again(opened: Connection) -> None:
    (binjai,) = (file for file in outbox.write_workbooks(opened, 2017) if "_1276_" in file.name)
    content = binjai.with_suffix(".csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    empty = read(content, "a.csv")
    assert empty.unreadable is None
    assert empty.identity == read(binjai.read_bytes(), binjai.name).identity
    assert (empty.answers, empty.innovations, count(content, "a.csv")) == ((), (), Counted(0, 0))
    assert seal.sealed_city(signing_key.DEMO_KEY, empty.identity) == empty.identity["city_code"]

    lines = content.decode("utf-8-sig").split("\n")
    (plan,) = (number for number, line in enumerate(lines) if line.startswith("plan;"))
    lines[plan] = lines[plan].removesuffix(";;;;;;") + ";Ya;;2016;Bappeda;SK 1;"
    filled = "\r\n".join([*lines[:-1], "e-dokter;Ekonomi;;2016;;", ";;bus kota;;;", ";;;;;", ""]).encode("utf-8-sig")
    found = read(filled, "a.csv")
    assert [(row.indicator_code, row.value, row.year, row.evidence) for row in found.answers] == [
        ("plan", "Ya", "2016", "SK 1")
    ]
    assert [(row.name, row.domain, row.what, row.since) for row in found.innovations] == [
        ("e-dokter", "Ekonomi", "", "2016"),
        ("", "", "bus kota", ""),
    ]
    assert count(filled, "a.csv") == Counted(1, 2)


def test_a_city_sees_what_it_answered_in_its_newest_earlier_cycle(opened: Connection) -> None:
    with opened.cursor() as cursor:
        for year, code, value, status, kind in (
            (2013, "market_pct", 9, "reported", "percent"),
            (2015, "market_pct", 12.5, "reported", "percent"),
            (2015, "plan", 1, "reported", "boolean"),
            (2015, "startups", None, "not_applicable", "number"),
            (2013, "complaint_days", None, "missing", "number"),
        ):
            cursor.execute(
                "insert into ops.cycle values (%s, 'RKCI', %s, now(), now(), now(), true) on conflict do nothing",
                (year, year),
            )
            cursor.execute(
                "insert into core.cycle_indicator values (%s, %s, 'a', 'a', 'a', 'submitted', %s, null, null, false)",
                (year, code, kind),
            )
            cursor.execute(
                "insert into core.indicator_value values (%s, '1276', %s, 'submitted', %s, null, %s, %s, true, 'f')",
                (year, code, value, status, year),
            )
    (binjai,) = (file for file in outbox.write_workbooks(opened, 2017) if "_1276_" in file.name)
    book = openpyxl.load_workbook(binjai)
    shown = {
        row[0].value: row[5].value
        for name in ("Ekonomi", "Tata kelola")
        for row in book[name].iter_rows(min_row=5)
        if row[5].value
    }
    assert shown == {
        "market_pct": "12,5 (2015)",
        "plan": "Ya (2015)",
        "startups": "TAP (2015)",
        "complaint_days": "- (2013)",
    }
    assert outbox.last_values(opened, 2013) == {}


def test_writing_again_leaves_no_workbook_of_before(opened: Connection) -> None:
    (file, *_) = outbox.write_workbooks(opened, 2017)
    (file.parent / "old.xlsx").write_bytes(b"")
    assert not (outbox.write_workbooks(opened, 2017)[0].parent / "old.xlsx").exists()


def test_workbooks_are_written_again_only_where_something_that_they_are_made_of_is_new(
    opened: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def are_written() -> bool:
        (file, *_) = outbox.write_workbooks(opened, 2017)
        is_new = file.parent.stat().st_mtime_ns != 10**9
        os.utime(file.parent, ns=(10**9, 10**9))
        return is_new

    assert [are_written(), are_written()] == [True, False]
    (tmp_path / "key").write_text("a key of the secretariat, of 32 bytes or more")
    monkeypatch.setenv(signing_key.VARIABLE, str(tmp_path / "key"))
    assert [are_written(), are_written()] == [True, False]
    with opened.cursor() as cursor:
        cursor.execute("update core.city set province = 'Elsewhere' where city_code = '1276'")
    assert [are_written(), are_written()] == [True, False]


def test_a_framework_that_changed_since_the_cycle_opened_is_refused(
    opened: Connection, monkeypatch: pytest.MonkeyPatch, framework: Framework
) -> None:
    monkeypatch.setattr(frameworks, "load", lambda _: replace(framework, content_hash="changed"))
    with pytest.raises(outbox.OutboxError, match="cycle_open"):
        outbox.write_workbooks(opened, 2017)
