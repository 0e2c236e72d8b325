"""`rkci what-if`: who would move, by hand; what is published stays; what is not valid is refused by name."""

import csv
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection
from small_world import Rkci, World, publish, rows

from rkci.refusal import Refusal
from rkci.scoring.what_if import WhatIf, what_if


@pytest.fixture
def opened(world: World) -> World:
    """Cycle 2017 published under `tiny`."""
    world.open(2017, "tiny")
    publish(world.connection, 2017)
    world.connection.commit()
    return world


def written(folder: Path, text: str) -> Path:
    file = folder / "weights.csv"
    file.write_text(text)
    return file


def places(told: WhatIf) -> dict[str, tuple[int | None, int | None]]:
    return {row["unit_code"]: (row["rank_before"], row["rank_after"]) for row in told.moves}


def content(connection: Connection) -> list[list[tuple[object, ...]]]:
    """Everything that is published, and every table of scoring by its size."""
    tables = rows(connection, "select tablename from pg_tables where schemaname = 'scoring' order by tablename")
    return [
        *(rows(connection, f"select * from mart.{table} order by 1, 4, 5, 6") for table in ("ranking", "score")),
        rows(connection, "select * from mart.release"),
        rows(connection, "select * from scoring.run order by run_id"),
        *(rows(connection, f"select count(*) from scoring.{table}") for (table,) in tables),
    ]


def test_other_weights_move_whom_they_must_and_leave_what_is_published(opened: World, tmp_path: Path) -> None:
    before = content(opened.connection)
    told = what_if(
        opened.connection,
        2017,
        weights=written(tmp_path, "code,weight\nhealth,0.1\nmoney,0.9\n"),
        out=tmp_path / "out",
    )
    # 1271: 0.1 x 76.25 + 0.9 x 50 = 52.625; 1275: 2.5 + 90 = 92.5; 1276: 50; 1277 now has 0.9 of the weight
    assert places(told) == {"1271": (1, 2), "1275": (2, 1), "1276": (3, 3), "1277": (None, 1)}
    scores = {row["unit_code"]: row["score_after"] for row in told.moves}
    assert scores["1271"] == pytest.approx(52.625)
    assert scores["1275"] == pytest.approx(92.5)
    assert [row["unit_code"] for row in told.moves] == ["1277", "1275", "1271", "1276"]  # the largest move first
    assert content(opened.connection) == before
    with (tmp_path / "out" / "cities.csv").open() as lines:
        (medan,) = (row for row in csv.DictReader(lines) if row["unit_code"] == "1275")
    assert (medan["rank_before"], medan["rank_after"], float(medan["score_difference"])) == ("2", "1", 37.5)
    with (tmp_path / "out" / "nodes.csv").open() as lines:
        nodes = {(row["unit"], row["code"]): row for row in csv.DictReader(lines)}
    assert float(nodes["1275", "health"]["score_difference"]) == 0


def test_weights_rescale_within_their_parent(opened: World, tmp_path: Path) -> None:
    told = what_if(opened.connection, 2017, weights=written(tmp_path, "code,weight\nhealth,60\nmoney,40\n"))
    assert max(abs(row["score_difference"]) for row in told.moves) < 1e-12


def test_the_command_tells_who_moves_with_places_that_are_shared(opened: World, rkci: Rkci, tmp_path: Path) -> None:
    done = rkci("what-if", "--cycle", 2017, "--weights", written(tmp_path, "code,weight\nhealth,0\nmoney,1\n"))
    assert done.exit_code == 0, done.output
    told = [" ".join(line.split()) for line in done.output.splitlines()]
    assert told == [
        "Cycle 2017 by tiny as changed, compared with release 2017-tiny-r1 (in force, run 1):",
        "4 of 4 cities would change rank; = marks a shared rank.",
        "class city rank score change",
        "kecil Kota Padang Sidempuan (1277) - -> 1 0 -> 0 +0",
        "sedang Kota Medan (1275) 2 -> 1 55 -> 100 +45",
        "sedang Kota Sibolga (1271) 1 -> =2 65.75 -> 50 -15.75",
        "sedang Kota Binjai (1276) 3 -> =2 50 -> 50 +0",
    ]


def test_a_refused_what_if_leaves_nothing_either(opened: World, rkci: Rkci) -> None:
    before = content(opened.connection)
    opened.connection.commit()
    done = rkci("what-if", "--cycle", 2017, "--set", "aggregation.default=geometric")
    assert isinstance(done.exception, Refusal)  # 1277 has a money of 0
    assert "1277" in str(done.exception)
    assert content(opened.connection) == before


def test_another_framework_is_compared_with_the_cycles_own(opened: World, tmp_path: Path) -> None:
    folder = opened.framework("steep", indicators_csv=(",,0,4,", ",,0,8,"))
    told = what_if(opened.connection, 2017, framework=str(folder))
    assert told.notices == []  # the very same values
    scores = {row["unit_code"]: row["score_after"] for row in told.moves}
    assert scores["1271"] == pytest.approx(48.875)
    assert scores["1276"] == pytest.approx(38.75)


def test_values_that_are_selected_by_other_rules_are_said_to_be(opened: World) -> None:
    with opened.connection.cursor() as cursor:
        cursor.execute("insert into core.official_statistic values ('1275', 'deaths', 2016, 10, 'unit', 'made')")
    told = what_if(opened.connection, 2017, overrides=["selection.max_age_years=1"])
    assert told.notices == ["The values are selected again from core: run 1 selected by other rules."]
    scores = {row["unit_code"]: row["score_after"] for row in told.moves}
    assert scores["1275"] == pytest.approx(0.6 * (0.75 * 25 + 0.25 * 100) + 40)


def test_a_value_that_changed_since_the_release_does_not_enter(opened: World) -> None:
    with opened.connection.cursor() as cursor:
        cursor.execute("update core.official_statistic set value = 4 where indicator_code = 'doctors'")
    told = what_if(opened.connection, 2017, overrides=["ranking.digits=9"])
    assert all(row["score_difference"] == 0 for row in told.moves)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code,weight\nteeth,1\n", r"weights.csv, row 2: 'teeth' is not a node or indicator of tiny"),
        ("code,weight\nhealth,-1\n", r"row 2: '-1' is not a weight; give a number of 0 or more"),
        ("code,weight\nhealth,nan\n", r"row 2: 'nan' is not a weight"),
        ("code,weight\nhealth,half\n", r"row 2: 'half' is not a weight"),
        ("code,weight\nhealth,1\nhealth,2\n", r"row 3: health has a weight already"),
        ("code,weight\nhealth,0\nmoney,0\n", r"everything below index would weigh 0"),
        ("code,weight\n", r"there is no weight"),
        ("code\nhealth\n", r"column weight: the column is missing"),
    ],
)
def test_weights_that_do_not_hold_are_refused(opened: World, tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Refusal, match=message):
        what_if(opened.connection, 2017, weights=written(tmp_path, text))


def test_what_is_unknown_is_refused_by_name(opened: World, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="Nothing is changed"):
        what_if(opened.connection, 2017)
    with pytest.raises(Refusal, match=r"unknown key `normalisation\.methd`"):
        what_if(opened.connection, 2017, overrides=["normalisation.methd=zscore"])
    with pytest.raises(Refusal, match=r"weights\.csv: it is missing"):
        what_if(opened.connection, 2017, weights=tmp_path / "weights.csv")
    with pytest.raises(Refusal, match="There is no framework folder nowhere: name a folder, or one of the ids tiny"):
        what_if(opened.connection, 2017, framework="nowhere")
    with pytest.raises(Refusal, match="Cycle 2031 has no finished scores"):
        what_if(opened.connection, 2031, overrides=["weights.method=equal"])
    with pytest.raises(Refusal, match=r"weights\.method is equal, which takes no weights"):
        what_if(
            opened.connection,
            2017,
            overrides=["weights.method=equal"],
            weights=written(tmp_path, "code,weight\nhealth,1\n"),
        )


def test_a_framework_whose_indicators_the_cycle_does_not_have_is_refused(opened: World) -> None:
    folder = opened.framework("dental", indicators_csv=("doctors,health", "teeth,health"))
    with pytest.raises(Refusal, match=r"dental has 1 indicators of which cycle 2017 has no value: teeth"):
        what_if(opened.connection, 2017, framework=str(folder))
