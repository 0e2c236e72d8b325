"""A cycle from before the pipeline: its table is loaded whole or refused in words, and shows beside today's answers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from psycopg2.extensions import connection as Connection
from typer.testing import CliRunner

from rkci import reference
from rkci.cli import app
from rkci.cycles.opening import OpeningError, open_cycle
from rkci.framework import Framework
from rkci.intake import archive, history, outbox
from rkci.refusal import Refusal
from rkci.scoring import cycle_runs

Table = Callable[..., Path]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    """Writes a table of past values; the archive is the test's own."""
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))

    def written(*lines: str, header: str = "city_code,indicator,value,year") -> Path:
        file = tmp_path / "history.csv"
        file.write_text("\n".join([header, *lines, ""]))
        return file

    return written


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_the_values_are_those_of_the_newest_table_which_lies_in_the_archive(
    opened: Connection, framework: Framework, table: Table
) -> None:
    history.load(opened, 2015, table("1276,market_pct,10,2014", "1276,startups,3,", "1101,plan,1,"), framework)
    file = table("1276,market_pct,12.5,2014", "1101,plan,0,")
    for _ in range(2):
        past = history.load(opened, 2015, file, framework)
        assert (past.values, past.cities, past.is_simulated) == (2, 2, False)
        assert rows(
            opened,
            "select city_code, indicator_code, value, year, status, origin, cell from core.indicator_value order by 1",
        ) == [
            ("1101", "plan", 0, None, "reported", "submitted", "row 3"),
            ("1276", "market_pct", 12.5, 2014, "reported", "submitted", "row 2"),
        ]
    ((file_hash, framework_id),) = rows(opened, "select file_hash, framework_id from ops.past_cycle")
    assert (archive.load(file_hash), framework_id) == (file.read_bytes(), "framework")


def test_a_form_shows_the_past_value_as_an_officer_writes_it(
    opened: Connection, framework: Framework, table: Table
) -> None:
    history.load(opened, 2015, table("1276,market_pct,12.5,2014", "1276,plan,1,", "1276,integration,3,"), framework)
    assert outbox.last_values(opened, 2017)["1276"] == {
        "market_pct": "12,5 (2015)", "plan": "Ya (2015)", "integration": "3 (2015)",
    }  # fmt: skip


@pytest.mark.parametrize("says_so", ["the caller", "a row"])
def test_simulated_is_what_the_caller_or_a_row_says_to_be_so(
    opened: Connection, framework: Framework, table: Table, says_so: str
) -> None:
    header = "city_code,indicator,value,origin"
    mark = "SIMULASI / SIMULATED" if says_so == "a row" else ""
    file = table("1276,plan,1,", f"1101,plan,1,{mark}", header=header)
    assert history.load(opened, 2015, file, framework, is_simulated=says_so == "the caller").is_simulated
    assert rows(opened, "select bool_and(is_simulated) from core.indicator_value") == [(True,)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("3201,plan,1,", "row 2, column city_code: '3201' is not a BPS code of an autonomous city"),
        ("3171,plan,1,", "row 2, column city_code: '3171' is not a BPS code of an autonomous city"),
        ("1276,nothing,1,", "row 2, column indicator: 'nothing' is not an indicator that framework asks cities for"),
        (
            "1276,poverty_rate_pct,1,",
            "row 2, column indicator: 'poverty_rate_pct' is not an indicator that framework asks",
        ),
        ('1276,market_pct,"12,5",', "row 2, column value: '12,5' is not a number; write one with a decimal point"),
        ("1276,market_pct,,", "row 2, column value: '' is not a number"),
        ("1276,market_pct,nan,", "row 2, column value: 'nan' is not a number"),
        ("1276,market_pct,1_0,", "row 2, column value: '1_0' is not a number"),
        ("1276,startups,infinity,", "row 2, column value: 'infinity' is not a number"),
        ("1276,startups,1e999,", "row 2, column value: '1e999' is not a number"),
        ("1276,startups,0x1F,", "row 2, column value: '0x1F' is not a number"),
        ("1276,startups,٣,", "row 2, column value: '٣' is not a number"),
        ("1276,startups,n/a,", "row 2, column value: 'n/a' is not a number"),
        ("1276,plan,1,٢٠١٤", "row 2, column year: '٢٠١٤' is not a year from 1990 to the cycle"),
        ("1276,plan,1,02014", "row 2, column year: '02014' is not a year from 1990 to the cycle"),
        ("1276,market_pct,101,", "row 2, column value: '101' is outside 0 to 100"),
        ("1276,integration,2.5,", "row 2, column value: '2.5' is not a whole number"),
        ("1276,plan,1,2016", "row 2, column year: '2016' is not a year from 1990 to the cycle"),
        ("1276,plan,1,\n1276,plan,0,", "row 3: 1276 and plan stand in row 2 already"),
        ("", "it has no rows"),
    ],
)
def test_what_does_not_hold_is_refused_by_row_and_column_and_nothing_is_loaded(
    opened: Connection, framework: Framework, table: Table, line: str, words: str
) -> None:
    with pytest.raises(Refusal) as refused:
        history.load(opened, 2015, table(line), framework)
    assert words in str(refused.value)
    assert rows(opened, "select * from core.indicator_value") == rows(opened, "select * from ops.past_cycle") == []


def test_a_wrong_table_is_refused_without_a_line_for_every_row(
    opened: Connection, framework: Framework, table: Table
) -> None:
    with pytest.raises(Refusal, match="The first 20 of 300") as refused:
        history.load(opened, 2015, table(*(f"{code},plan,1," for code in range(300))), framework)
    assert len(refused.value.faults) == 20


def test_a_cycle_of_the_pipeline_is_not_loaded(opened: Connection, framework: Framework, table: Table) -> None:
    file = table("1276,plan,1,")
    with pytest.raises(Refusal, match="Cycle 2017 was opened by this pipeline"):
        history.load(opened, 2017, file, framework)


def test_a_cycle_that_has_a_calendar_is_not_loaded_before_it_opens(
    connection: Connection, framework: Framework, table: Table
) -> None:
    with pytest.raises(Refusal, match="Cycle 2017 has a calendar"):
        history.load(connection, 2017, table("1276,plan,1,"), framework)


def test_a_past_cycle_is_not_opened(opened: Connection, framework: Framework, table: Table) -> None:
    history.load(opened, 2015, table("1276,plan,1,"), framework)
    with pytest.raises(OpeningError, match="loaded as a past one from history"):
        open_cycle(opened, 2015)


def test_a_past_cycle_is_neither_open_nor_scored_nor_asked_for(
    opened: Connection, framework: Framework, table: Table
) -> None:
    before = rows(opened, "select * from quality.missing_by_city order by 1, 2, 4")
    history.load(opened, 2015, table("1276,plan,1,"), framework)
    assert reference.open_cycles(opened) == [2017]
    assert list(cycle_runs.found(opened)) == []
    assert rows(opened, "select * from quality.missing_by_city order by 1, 2, 4") == before != []
    assert rows(opened, "select * from quality.waiting_by_city where cycle_year = 2015") == []


def test_the_command_says_what_it_loaded_or_why_not(
    opened: Connection, database: str, writer_url: str, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_RKCI", writer_url)
    opened.commit()
    given = ["load-history", "--framework", str(Path(__file__).parent / "framework"), "--values", str(table("x,y,z,"))]
    done = CliRunner().invoke(app, [*given, "--cycle", "2015"])
    assert isinstance(done.exception, Refusal)
    table("1276,plan,1,")
    done = CliRunner().invoke(app, [*given, "--cycle", "2015", "--simulated"])
    assert "1 SIMULATED values of 1 cities in cycle 2015 are loaded" in done.output, done.output
    assert rows(opened, "select cycle_year, is_simulated from core.indicator_value") == [(2015, True)]
