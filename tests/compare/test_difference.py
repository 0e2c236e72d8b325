"""`rkci diff-release`: the parts of a city add up to the difference of its scores, and each says why."""

import csv
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection
from small_world import Rkci, World, publish, rows

from rkci.publish.difference import Difference, difference
from rkci.refusal import Refusal

Parts = dict[tuple[str, str], float]


def parts(told: Difference, city: str) -> Parts:
    (one,) = (each for each in told.cities if each.city["city_code"] == city)
    return {(row["indicator_code"], row["cause"]): row["part"] for row in one.parts}


def between(world: World, *frameworks: str) -> Difference:
    """The difference between two frameworks of cycle 2017."""
    world.open(2017, *frameworks)
    before, after = publish(world.connection, 2017)
    return difference(world.connection, before, after)


def test_a_changed_datum_is_the_whole_difference_of_its_city_and_of_no_other(world: World) -> None:
    world.open(2017, "tiny")
    (before,) = publish(world.connection, 2017)
    with world.connection.cursor() as cursor:
        cursor.execute(
            "update core.official_statistic set value = 1 where city_code = '1271' and indicator_code = 'doctors'"
        )
    (after,) = publish(world.connection, 2017)
    told = difference(world.connection, before, after)
    assert parts(told, "1271") == {("doctors", "datum"): pytest.approx(0.45 * (25 - 75))}
    assert [one.city["city_code"] for one in told.cities if one.is_moved] == ["1271", "1275", "1276"]
    assert [parts(told, city) for city in ("1275", "1276", "1277")] == [{}, {}, {}]
    assert told.unexplained <= 1e-12
    assert told.methods == []


def test_between_cycles_the_datum_is_told_from_the_goalposts(world: World) -> None:
    world.framework("tiny-2019", indicators_csv=(",,0,4,", ",,0,8,"))
    world.open(2017, "tiny")
    (before,) = publish(world.connection, 2017)
    world.open(2019, "tiny-2019")
    (after,) = publish(world.connection, 2019)
    told = difference(world.connection, before, after)
    # doctors 3 -> 4: 75 -> 100 by the goalposts of 2017, then 100 -> 50 by those of 2019
    assert parts(told, "1271") == {
        ("doctors", "datum"): pytest.approx(0.45 * 25),
        ("doctors", "normalisation"): pytest.approx(0.45 * -50),
    }
    # doctors are gone and deaths take their weight
    assert parts(told, "1276") == {
        ("doctors", "coverage"): pytest.approx(-0.45 * 50),
        ("deaths", "coverage"): pytest.approx(0.45 * 50),
    }
    assert told.unexplained <= 1e-12
    assert [(row["code"], row["change"]) for row in told.methods] == [("doctors", "normalisation")]
    (moved,) = (one.city for one in told.cities if one.city["city_code"] == "1277")
    assert (moved["class_before"], moved["class_after"]) == ("kecil", "sedang")


def test_a_changed_weight_is_told(world: World) -> None:
    world.framework("other", tree_csv=("0.6,\nmoney,index,2,Uang,Money,0.4", "0.5,\nmoney,index,2,Uang,Money,0.5"))
    told = between(world, "tiny", "other")
    assert parts(told, "1271") == {
        ("doctors", "weight"): pytest.approx((0.375 - 0.45) * 75),
        ("deaths", "weight"): pytest.approx((0.125 - 0.15) * 80),
        ("income", "weight"): pytest.approx((0.5 - 0.4) * 50),
    }
    assert told.unexplained <= 1e-12


def test_a_city_that_has_less_shares_a_changed_weight_between_weight_and_coverage(world: World) -> None:
    world.framework("other", tree_csv=("0.6,\nmoney,index,2,Uang,Money,0.4", "0.5,\nmoney,index,2,Uang,Money,0.5"))
    told = between(world, "tiny", "other")
    # doctors stand for all of health: 0.6 x 25 -> 0.5 x 25, by the declared weight alone
    assert parts(told, "1275") == {
        ("doctors", "weight"): pytest.approx(-0.1 * 25),
        ("income", "weight"): pytest.approx(0.1 * 100),
    }


def test_added_and_removed_indicators_are_told(world: World) -> None:
    folder = world.framework("other", indicators_csv=("-1,0.25", "-1,1"))
    text = (folder / "indicators.csv").read_text().splitlines()
    (folder / "indicators.csv").write_text("\n".join(line for line in text if not line.startswith("doctors")) + "\n")
    told = between(world, "tiny", "other")
    assert parts(told, "1271") == {
        ("doctors", "removed"): pytest.approx(-0.45 * 75),
        ("deaths", "weight"): pytest.approx(0.45 * 80),
    }
    assert told.unexplained <= 1e-12
    assert ("doctors", "removed") in {(row["code"], row["change"]) for row in told.methods}
    back = difference(world.connection, told.after["release_id"], told.before["release_id"])
    assert parts(back, "1271")["doctors", "added"] == pytest.approx(0.45 * 75)
    assert back.unexplained <= 1e-12


def test_a_filled_gap_is_told_as_coverage_and_another_filling_as_imputation(world: World) -> None:
    for name, method in (("mean", "mean"), ("middle", "median")):
        folder = world.framework(name)
        file = folder / "framework.yaml"
        file.write_text(file.read_text() + f"imputation: {{method: {method}, provenance: hand-made}}\n")
    with world.connection.cursor() as cursor:
        cursor.execute(
            "update core.official_statistic set value = 60 where city_code = '1276' and indicator_code = 'deaths'"
        )
        cursor.execute("insert into core.official_statistic values ('1277', 'deaths', 2017, 55, 'unit', 'made')")
    told = between(world, "mean", "middle")
    # the deaths of 1275: mean of 20, 60, 55 is 45, median 55
    assert parts(told, "1275") == {("deaths", "imputation"): pytest.approx(0.15 * (10 - 30))}
    assert told.unexplained <= 1e-12


@pytest.mark.parametrize("aggregation", ["geometric", "harmonic"])
def test_under_another_mean_the_parts_add_up_to_the_difference_of_its_transform(world: World, aggregation: str) -> None:
    for name, low in (("one", 1), ("two", 2)):
        folder = world.framework(name, framework_yaml=("{default: arithmetic", f"{{default: {aggregation}"))
        file = folder / "framework.yaml"
        file.write_text(file.read_text().replace("min: 0, max: 100", f"min: {low}, max: 100"))
    told = between(world, "one", "two")
    assert {one.city["scale"] for one in told.cities} == {aggregation}
    assert told.unexplained <= 1e-12
    assert {cause for _, cause in parts(told, "1271")} == {"normalisation"}


def test_another_mean_of_a_node_is_told_as_aggregation_and_the_parts_still_add_up(world: World) -> None:
    for name, health in (("one", "arithmetic"), ("two", "geometric")):
        folder = world.framework(name, tree_csv=("Health,0.6,", f"Health,0.6,{health}"))
        file = folder / "framework.yaml"
        file.write_text(file.read_text().replace("min: 0, max: 100", "min: 1, max: 100"))
    told = between(world, "one", "two")
    assert {cause for _, cause in parts(told, "1271")} == {"aggregation"}
    assert told.unexplained <= 1e-12


def test_scores_that_cannot_be_divided_differ_by_their_aggregation(world: World, rkci: Rkci) -> None:
    world.framework("pairs", tree_csv=("Index,1,", "Index,1,copeland"))
    told = between(world, "tiny", "pairs")
    assert set(parts(told, "1271")) == {("index", "aggregation")}
    assert told.unexplained == 0


def test_added_and_removed_cities_are_said(world: World, rkci: Rkci) -> None:
    world.open(2017, "tiny")
    (before,) = publish(world.connection, 2017)
    with world.connection.cursor() as cursor:
        cursor.execute("delete from core.cycle_city where city_code = '1276'")
    (after,) = publish(world.connection, 2017)
    world.connection.commit()
    done = rkci("diff-release", before, after)
    assert done.exit_code == 0, done.output
    assert "1 cities removed: Kota Binjai. Ranks are not among the same cities." in done.output
    assert "1 cities added: Kota Binjai" in rkci("diff-release", after, before).output


def test_the_command_writes_every_part_and_whoever_reads_mart_may_ask(
    world: World, rkci: Rkci, bi_url: str, tmp_path: Path
) -> None:
    world.framework("other", indicators_csv=(",,0,4,", ",,0,8,"))
    told = between(world, "tiny", "other")
    world.connection.commit()
    done = rkci("diff-release", "2017-tiny-r1", "2017-other-r1", "--out", tmp_path / "parts.csv")
    assert done.exit_code == 0, done.output
    assert "Frameworks tiny and other: ranks are not by one method." in done.output
    assert "doctors -16.88 (normalisation)" in done.output
    assert done.output.splitlines()[-1].startswith("Largest difference that the parts leave unexplained: ")
    with (tmp_path / "parts.csv").open() as lines:
        assert len(list(csv.DictReader(lines))) == len(told.rows)
    with closing(psycopg2.connect(bi_url)) as reader:
        assert difference(reader, "2017-tiny-r1", "2017-other-r1").rows == told.rows


def test_a_contribution_that_was_tampered_with_fails_the_command(world: World, rkci: Rkci) -> None:
    world.framework("other", indicators_csv=(",,0,4,", ",,0,8,"))
    between(world, "tiny", "other")
    with world.connection.cursor() as cursor:
        cursor.execute(
            "update mart.contribution set contribution = contribution + 0.001"
            " where city_code = '1271' and indicator_code = 'income' and framework_id = 'other'"
        )
    world.connection.commit()
    assert rkci("diff-release", "2017-tiny-r1", "2017-other-r1").exit_code == 1


def test_the_two_releases_of_the_demo_cycle_differ_by_parts_that_add_up(demo: Connection) -> None:
    before, after = publish(demo, 2017)
    told = difference(demo, before, after)
    assert len(told.cities) == 93
    assert told.unexplained <= 1e-9
    assert rows(demo, "select count(*) from mart.improvement") == [(0,)]


def test_a_release_that_is_not_there_is_refused_with_those_that_are(world: World) -> None:
    world.open(2017, "tiny")
    publish(world.connection, 2017)
    with pytest.raises(Refusal, match=r"There is no release '2017-tiny-r9'; there are 2017-tiny-r1\."):
        difference(world.connection, "2017-tiny-r1", "2017-tiny-r9")
