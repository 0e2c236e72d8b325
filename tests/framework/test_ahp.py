"""Weights by pairwise judgements, against matrices whose eigenvector and ratio are known by hand.

Three children with a12, a23 and a13: the eigenvector is the geometric mean of each row, the eigenvalue
1 + t^(1/3) + t^(-1/3) with t = a13 / (a12 a23).
"""

import csv
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg2.extensions import connection as Connection

from rkci import framework as frameworks
from rkci.framework import ahp, simulated_panel
from rkci.framework.judgements import ratio_of
from rkci.framework.model import Consistency
from rkci.refusal import Refusal
from rkci.scoring import run

Make = Callable[..., Path]
TREE = "code,parent,level,name_id,name_en,weight\nindex,,3,I,I,1\none,index,2,O,O,1\ntwo,index,2,T,T,1\n"
INDICATORS = "code,parent,name_id,name_en,direction,weight,unit,side,source,provenance\n" + "".join(
    f"{code},{parent},{code},{code},1,1,n,outcome,official,made\n"
    for code, parent in (("a", "one"), ("b", "one"), ("c", "one"), ("d", "two"))
)
CONSISTENT = {("one", "two"): "3", ("a", "b"): "2", ("b", "c"): "3", ("a", "c"): "6"}
SLIGHTLY_OFF = {("one", "two"): "1/3", ("a", "b"): "2", ("b", "c"): "2", ("a", "c"): "2"}
AT_ODDS = {("one", "two"): "1", ("a", "b"): "9", ("b", "c"): "9", ("a", "c"): "1/9"}
METHOD = "weights: {method: ahp}\n"

Panel = dict[str, dict[tuple[str, str], str]]


def write(folder: Path, panel: Panel, name: str = "judgements.csv") -> Path:
    rows = [f"{expert},{a},{b},{text}\n" for expert, own in panel.items() for (a, b), text in own.items()]
    (folder / name).write_text("expert,node_a,node_b,judgement\n" + "".join(rows))
    return folder


def weights_of(framework: frameworks.Framework) -> dict[str, float]:
    return {item.code: item.weight for item in (*framework.nodes, *framework.indicators)}


def test_consistent_judgements_give_the_weights_they_were_made_of() -> None:
    found = ahp.priorities([[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]])
    assert found.weights == pytest.approx((0.6, 0.3, 0.1), rel=1e-14)
    assert found.lambda_max == pytest.approx(3, rel=1e-14)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-14)


def test_the_principal_eigenvector_and_the_ratio_of_three_judgements_are_those_computed_by_hand() -> None:
    found = ahp.priorities([[1, 2, 2], [1 / 2, 1, 2], [1 / 2, 1 / 2, 1]])
    rows = [4 ** (1 / 3), 1, 4 ** (-1 / 3)]
    assert found.weights == pytest.approx([row / sum(rows) for row in rows], rel=1e-14)
    lambda_max = 1 + 0.5 ** (1 / 3) + 2 ** (1 / 3)
    assert found.lambda_max == pytest.approx(lambda_max, rel=1e-14)
    assert found.consistency_index == pytest.approx((lambda_max - 3) / 2, rel=1e-12)
    assert found.consistency_ratio == pytest.approx((lambda_max - 3) / 2 / 0.58, rel=1e-12)
    assert found.consistency_ratio == pytest.approx(0.0462, abs=1e-4)


def test_two_children_are_always_consistent() -> None:
    found = ahp.priorities([[1, 9], [1 / 9, 1]])
    assert found.weights == pytest.approx((0.9, 0.1))
    assert (found.consistency_index, found.consistency_ratio) == (0, 0)


def test_a_panel_is_joined_by_the_geometric_mean_of_its_judgements() -> None:
    first, second = ahp.joined([[[1, 2], [1 / 2, 1]], [[1, 8], [1 / 8, 1]]])
    assert first == pytest.approx([1, 4])
    assert second == pytest.approx([1 / 4, 1])


def test_the_framework_has_the_panels_weights_and_the_consistency_of_every_matrix(make: Make) -> None:
    folder = write(make(header=METHOD, tree=TREE, indicators=INDICATORS), {"x": CONSISTENT, "y": SLIGHTLY_OFF})
    framework = frameworks.load(folder)
    # joined: a12 2, a23 sqrt(6), a13 sqrt(12); row products sqrt(48), sqrt(6)/2, 1/sqrt(72)
    products = [2 * 12**0.5, 6**0.5 / 2, 1 / 72**0.5]
    means = [product ** (1 / 3) for product in products]
    weights = weights_of(framework)
    assert [weights[code] for code in "abc"] == pytest.approx([mean / sum(means) for mean in means], rel=1e-13)
    assert (weights["one"], weights["two"], weights["d"]) == pytest.approx((0.5, 0.5, 1))
    assert [(row.parent_code, row.expert_code, row.is_excluded) for row in framework.consistency] == [
        ("index", "x", False), ("index", "y", False), ("index", None, False),
        ("one", "x", False), ("one", "y", False), ("one", None, False),
    ]  # fmt: skip
    joint = framework.consistency[-1]
    t = 12**0.5 / (2 * 6**0.5)
    assert joint.lambda_max == pytest.approx(1 + t ** (1 / 3) + t ** (-1 / 3), rel=1e-13)


def test_an_inconsistent_expert_is_refused_by_name_or_excluded_below_that_parent_and_it_is_recorded(make: Make) -> None:
    folder = write(make(header=METHOD, tree=TREE, indicators=INDICATORS), {"x": CONSISTENT, "y": AT_ODDS})
    with pytest.raises(Refusal, match=r"judgements.csv: y judges the children of one with a consistency ratio of 6.13"):
        frameworks.load(folder)
    framework = frameworks.load(folder, ["weights.inconsistent=exclude"])
    weights = weights_of(framework)
    assert [weights[code] for code in "abc"] == pytest.approx([0.6, 0.3, 0.1])
    assert weights["one"] == pytest.approx(3**0.5 / (1 + 3**0.5))  # y's judgement on the parents counts
    (excluded,) = [row for row in framework.consistency if row.is_excluded]
    lambda_max = 1 + 9 + 1 / 9
    assert excluded == Consistency("one", "y", *(pytest.approx(each) for each in (
        lambda_max, (lambda_max - 3) / 2, (lambda_max - 3) / 2 / 0.58)), True)  # fmt: skip


def test_a_panel_of_which_nobody_is_left_is_refused(make: Make) -> None:
    folder = write(make(header=METHOD, tree=TREE, indicators=INDICATORS), {"y": AT_ODDS})
    with pytest.raises(Refusal, match=r"every expert's consistency ratio for the children of one is above 0.1"):
        frameworks.load(folder, ["weights.inconsistent=exclude"])


def test_the_limit_of_the_ratio_is_a_choice(make: Make) -> None:
    folder = write(make(header=METHOD, tree=TREE, indicators=INDICATORS), {"y": SLIGHTLY_OFF})
    assert frameworks.load(folder).consistency
    with pytest.raises(Refusal, match=r"y judges the children of one with a consistency ratio of 0.0462, above 0.04"):
        frameworks.load(folder, ["weights.max_consistency_ratio=0.04"])


@pytest.mark.parametrize(
    ("text", "ratio"),
    [("3", 3), ("1/3", 1 / 3), ("0.333", 0.333), ("9", 9), ("1/9", 1 / 9), ("0.11", 0.11), ("2/3", 2 / 3), ("10", None),
     ("1/10", None), ("0", None), ("1/0", None), ("-3", None), ("three", None), ("", None), ("1e0", None)],
)  # fmt: skip
def test_a_judgement_is_written_as_a_number_or_a_fraction_on_saatys_scale(text: str, ratio: float | None) -> None:
    assert ratio_of(text) == ratio


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({("a", "c"): None}, r"judgements.csv: x has not judged every pair below one: a and c missing; add a row"),
        ({("one", "two"): None}, r"x has not judged every pair below index: one and two missing"),
        ({("b", "a"): "3"}, r"row 6, column judgement: x says 2 for a and b, and 3 the other way round, which is not"),
        ({("a", "c"): "11"}, r"row 5, column judgement: it is '11'; it must be from 1/9 to 9, written as 3, 1/3 or"),
        ({("a", "e"): "1"}, r"row 6, column node_b: 'e' is not a node or indicator below another; see tree.csv"),
        ({("index", "a"): "1"}, r"row 6, column node_a: 'index' is not a node or indicator below another"),
        ({("a", "d"): "1"}, r"row 6, column node_b: a is below one, d below two; compare siblings"),
        ({("a", "a"): "1"}, r"row 6, column node_b: a is compared with itself; remove the row"),
    ],
)
def test_a_judgement_that_does_not_hold_is_refused_with_its_row(
    make: Make, change: dict[tuple[str, str], str | None], message: str
) -> None:
    own = {pair: text for pair, text in (CONSISTENT | change).items() if text is not None}
    folder = write(make(header=METHOD, tree=TREE, indicators=INDICATORS), {"x": own})
    with pytest.raises(Refusal, match=message):
        frameworks.load(folder)


def test_a_pair_judged_twice_or_by_nobody_is_refused_and_one_judged_both_ways_is_not(make: Make) -> None:
    folder = write(make(header=METHOD, tree=TREE, indicators=INDICATORS), {"x": CONSISTENT | {("c", "b"): "0.333"}})
    assert weights_of(frameworks.load(folder))["a"] == pytest.approx(0.6)
    file = folder / "judgements.csv"
    file.write_text(file.read_text() + "x,a,b,2\n,a,b,2\n")
    with pytest.raises(Refusal, match=r"row 7, column judgement: x has judged a and b already; keep one") as refused:
        frameworks.load(folder)
    assert "row 8, column expert: it is empty; name the expert" in str(refused.value)
    file.write_text("expert,node_a,node_b,judgement\n")
    with pytest.raises(Refusal, match=r"it has no judgement; let the experts judge, or choose weights.method given"):
        frameworks.load(folder)
    file.unlink()
    with pytest.raises(Refusal, match=r"judgements.csv: it is missing in example; put it there"):
        frameworks.load(folder)


def test_more_children_than_saaty_has_random_indices_for_are_refused(make: Make) -> None:
    tree = "code,parent,level,name_id,name_en,weight\nindex,,2,I,I,1\n"
    rows = [f"i{number},index,x,x,1,1,n,outcome,official,made\n" for number in range(16)]
    folder = make(header=METHOD, tree=tree, indicators=INDICATORS.splitlines(keepends=True)[0] + "".join(rows))
    with pytest.raises(Refusal, match="index has 16 children; at most 15 can be judged in pairs, group them"):
        frameworks.load(write(folder, {"x": {("i1", "i2"): "1"}}))


def test_a_panel_is_part_of_the_content_hash_and_lies_in_the_folder(make: Make) -> None:
    folder = make(header=METHOD, tree=TREE, indicators=INDICATORS)
    before = frameworks.content_hash(folder)
    with_panel = frameworks.content_hash(write(folder, {"x": CONSISTENT}))
    assert len({before, with_panel, frameworks.content_hash(write(folder, {"x": SLIGHTLY_OFF}))}) == 3
    with pytest.raises(Refusal, match=r"it must be the name of a file judgements\*.csv in the framework's folder"):
        frameworks.load(folder, ["weights.judgements=../judgements.csv"])


def test_a_simulated_panel_is_marked_seeded_and_consistent_and_lies_around_the_given_weights(make: Make) -> None:
    folder = make(tree=TREE.replace("O,O,1", "O,O,4"), indicators=INDICATORS)
    given = frameworks.load(folder)
    text = simulated_panel.simulate(given, experts=15, seed=7)
    assert text == simulated_panel.simulate(given, experts=15, seed=7)
    assert text != simulated_panel.simulate(given, experts=15, seed=8)
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == 15 * 4
    assert {row["is_simulated"] for row in rows} == {"true"}
    assert {row["provenance"] for row in rows} == {"simulated, seed 7"}
    (folder / "judgements.csv").write_text(text)
    judged = frameworks.load(folder, ["weights.method=ahp"])
    assert weights_of(judged)["one"] == pytest.approx(0.8, abs=0.05)
    assert max(row.consistency_ratio for row in judged.consistency) <= 0.1


def test_what_has_no_weight_is_not_judged_and_keeps_none(make: Make) -> None:
    folder = make(tree=TREE, indicators=INDICATORS.replace("c,one,c,c,1,1", "c,one,c,c,1,0"))
    given = frameworks.load(folder)
    text = simulated_panel.simulate(given, experts=3, seed=1)
    assert "c" not in {code for row in csv.DictReader(text.splitlines()) for code in (row["node_a"], row["node_b"])}
    (folder / "judgements.csv").write_text(text)
    judged = weights_of(frameworks.load(folder, ["weights.method=ahp"]))
    assert (judged["c"], judged["a"] + judged["b"]) == (0, pytest.approx(1))


def test_the_simulated_panel_of_rkci_2017_is_the_one_that_its_seed_gives_and_weighs_every_node() -> None:
    given = frameworks.load("rkci-2017")
    file = frameworks.folder_of("rkci-2017") / "judgements.simulated.csv"
    assert file.read_text() == simulated_panel.simulate(given, experts=15, seed=2017)
    judged = frameworks.load("rkci-2017", ["weights.method=ahp", f"weights.judgements={file.name}"])
    assert {row.expert_code for row in judged.consistency if row.expert_code} == {
        f"expert_{n:02d}" for n in range(1, 16)
    }
    before, after = weights_of(given), weights_of(judged)
    assert before != after
    assert max(abs(before[code] - after[code]) for code in before) < 0.1


def test_the_consistency_of_a_run_is_kept(make: Make, connection: Connection) -> None:
    folder = write(make(header=METHOD, tree=TREE, indicators=INDICATORS), {"x": CONSISTENT, "y": AT_ODDS})
    framework = frameworks.load(folder, ["weights.inconsistent=exclude"])
    run_id = run.start(connection, framework, [run.Unit("u", "U", {})], kind="ad_hoc")
    with connection.cursor() as cursor:
        cursor.execute("delete from scoring.run_ahp")
        ahp.record(connection, run_id, framework.consistency)
        ahp.record(connection, run_id, ())
        cursor.execute(
            "select parent_code, expert_code, is_excluded from scoring.run_ahp where run_id = %s order by 1, 2",
            (run_id,),
        )
        assert cursor.fetchall() == [
            ("index", "x", False), ("index", "y", False), ("index", None, False),
            ("one", "x", False), ("one", "y", True), ("one", None, False),
        ]  # fmt: skip


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=15))
def test_any_weights_come_back_from_the_ratios_between_them(weights: list[float]) -> None:
    found = ahp.priorities([[a / b for b in weights] for a in weights])
    assert found.weights == pytest.approx([weight / sum(weights) for weight in weights], rel=1e-9)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-9)


@given(st.lists(st.sampled_from([step for _, step in simulated_panel.SCALE]), min_size=6, max_size=6))
def test_the_order_of_the_children_does_not_matter_and_no_matrix_is_better_than_consistent(upper: list[float]) -> None:
    matrix = [[1.0] * 4 for _ in range(4)]
    for (a, b), ratio in zip(combinations(range(4), 2), upper, strict=True):
        matrix[a][b], matrix[b][a] = ratio, 1 / ratio
    found = ahp.priorities(matrix)
    turned = ahp.priorities([[matrix[a][b] for b in (2, 0, 3, 1)] for a in (2, 0, 3, 1)])
    assert turned.weights == pytest.approx([found.weights[place] for place in (2, 0, 3, 1)], rel=1e-9)
    assert turned.consistency_ratio == pytest.approx(found.consistency_ratio, abs=1e-9)
    assert found.lambda_max >= 4
    product = [sum(cell * weight for cell, weight in zip(row, found.weights, strict=True)) for row in matrix]
    assert product == pytest.approx([found.lambda_max * weight for weight in found.weights], rel=1e-9)
