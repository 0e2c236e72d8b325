"""`rkci explain`: every number of the way, the sum in the last line, and what is refused with words."""

import re

import pytest
from psycopg2.extensions import connection as Connection
from small_world import Rkci, World, publish, rows

from rkci.refusal import Refusal
from rkci.scoring.explain import Branch, explain

LAST = re.compile(r"sum of the contributions (\S+), score (\S+), difference (\S+)$")


def lines(branch: Branch) -> list[str]:
    return [branch.words, *(line for child in branch.children for line in lines(child))]


def test_the_way_of_a_city_is_told_from_the_index_to_the_origin_with_the_sum_last(demo: Connection, rkci: Rkci) -> None:
    demo.commit()
    done = rkci("explain", "--cycle", 2017, "--city", "1276", "--framework", "rkci-2017-official")
    assert done.exit_code == 0, done.output
    told = done.output.splitlines()
    assert told[0].startswith("Kota Binjai (1276), cycle 2017, rkci-2017-official: run ")
    assert "nothing is published yet" in told[0]
    (life,) = (number for number, line in enumerate(told) if "(life_expectancy_uhh)" in line)
    assert [line.strip() for line in told[life : life + 6]] == [
        "Life expectancy (life_expectancy_uhh): 58.75 | weight 1 of health, 0.075 of the index | gives 4.40625",
        "normalised 58.75 (goalposts 60 to 80, more is better)",
        "treated 71.75 (as it was)",
        "imputed 71.75 (as reported)",
        "raw value 71.75 years",
        "from official statistic, year 2017, source ipm_bps_2010_2021_long",
    ]
    match = LAST.search(told[-1])
    assert match is not None
    ((score,),) = rows(
        demo,
        "select score from scoring.unit_score join scoring.run using (run_id) where unit_code = '1276'"
        " and framework_id = 'rkci-2017-official' and node_code = 'rkci' and side = 'all'",
    )
    assert float(match[1]) == pytest.approx(score, rel=1e-11)
    assert float(match[2]) == pytest.approx(score, rel=1e-11)
    assert abs(float(match[3])) <= 1e-9


@pytest.mark.parametrize("table", ["scoring.contribution", "mart.contribution"])
def test_a_contribution_that_was_tampered_with_fails_the_command(world: World, rkci: Rkci, table: str) -> None:
    world.open(2017, "tiny")
    publish(world.connection, 2017)
    key = "unit_code = '1271' and code" if table.startswith("scoring") else "city_code = '1271' and indicator_code"
    with world.connection.cursor() as cursor:
        cursor.execute(f"update {table} set contribution = contribution + 0.000001 where {key} = 'doctors'")
        assert cursor.rowcount == 1
    world.connection.commit()
    done = rkci("explain", "--cycle", 2017, "--city", "Sibolga")
    assert done.exit_code == 1
    assert done.output.splitlines()[-1].endswith("difference 1.0e-06")
    assert rkci("explain", "--cycle", 2017, "--city", "Medan").exit_code == 0


def test_what_is_missing_is_listed_and_its_weight_goes_to_the_others(world: World) -> None:
    world.open(2017, "tiny")
    (release_id,) = publish(world.connection, 2017)
    told = explain(world.connection, 2017, "1275")
    text = lines(told.tree)
    assert text[0] == f"Kota Medan (1275), cycle 2017, tiny: release {release_id} (in force, run 1)"
    assert text[1:4] == [
        "score 55, level middle; 85 % of the weight has a value",
        "rank 2 of 3 in class sedang",
        "rank 2 of 3 in all",
    ]
    deaths = text.index("Deaths (deaths): missing | weight 0.25 of health, 0.15 of the index | gives nothing")
    assert text[deaths + 1] == "nobody reported it"
    assert (
        "Doctors (doctors): 25 | weight 0.75 of health, 0.45 of the index, here 0.6 because something is missing"
        " | gives 15"
    ) in text
    assert told.sums == [
        f"{release_id}: sum of the contributions 55, score 55, difference 0.0e+00",
        "run 1: sum of the contributions 55, score 55, difference 0.0e+00",
    ]


def test_a_city_without_a_place_says_why(world: World) -> None:
    world.open(2017, "tiny")
    publish(world.connection, 2017)
    assert "no rank: less than 50 % of the weight has a value" in lines(explain(world.connection, 2017, "1277").tree)


@pytest.mark.parametrize(
    ("aggregation", "words"),
    [
        ("geometric", "ln(score) "),
        ("harmonic", "1/score "),
        ("generalised", "score^power with power 2 "),
    ],
)
def test_contributions_add_up_to_the_transform_of_another_mean(world: World, aggregation: str, words: str) -> None:
    yaml = f"{{default: {aggregation}, power: 2" if aggregation == "generalised" else f"{{default: {aggregation}"
    folder = world.framework("other", framework_yaml=("{default: arithmetic", yaml))
    text = (folder / "framework.yaml").read_text()
    (folder / "framework.yaml").write_text(text.replace("min: 0, max: 100", "min: 1, max: 100"))
    world.open(2017, "other")
    publish(world.connection, 2017)
    told = explain(world.connection, 2017, "1271")
    assert told.adds_up
    assert len(told.sums) == 2
    assert f", {words}" in told.sums[-1]
    assert f"{aggregation} index)" in told.sums[-1]


def test_copeland_has_no_contributions_and_says_so(world: World, rkci: Rkci) -> None:
    world.framework("pairs", tree_csv=("Index,1,", "Index,1,copeland"))
    world.open(2017, "pairs")
    publish(world.connection, 2017)
    world.connection.commit()
    done = rkci("explain", "--cycle", 2017, "--city", "1271")
    assert done.exit_code == 0, done.output
    assert "aggregated by copeland, whose scores have no contributions" in done.output.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((2031, "1276", None), "Cycle 2031 has no finished scores; there are those of 2017."),
        ((2017, "1276", "hdi"), "Cycle 2017 has no scores under 'hdi'; there are tiny."),
        ((2017, "9999", None), r"No city '9999' among the 4 of cycle 2017.*there are Kota Sibolga \(1271\)"),
        ((2017, "Bijai", None), r"No city 'Bijai' .*near it is Kota Binjai \(1276\)"),
        ((2017, "Kota", None), "No city 'Kota' among the 4"),
        ((2017, "i", None), r"'i' may be Kota Sibolga \(1271\), Kota Binjai"),
    ],
)
def test_what_is_unknown_is_refused_with_what_there_is(
    world: World, arguments: tuple[int, str, str | None], message: str
) -> None:
    world.open(2017, "tiny")
    publish(world.connection, 2017)
    with pytest.raises(Refusal, match=message):
        explain(world.connection, *arguments)


@pytest.mark.parametrize("name", ["1276", "Binjai", "kota binjai", "KOTA B I N J A I", "binj"])
def test_a_city_may_be_named_by_code_or_unambiguous_name(world: World, name: str) -> None:
    world.open(2017, "tiny")
    publish(world.connection, 2017)
    assert explain(world.connection, 2017, name).tree.words.startswith("Kota Binjai (1276)")


def test_nothing_scored_yet_says_what_to_run(connection: Connection) -> None:
    with pytest.raises(Refusal, match="Nothing is scored yet: run scores_compute"):
        explain(connection, 2017, "1276")
