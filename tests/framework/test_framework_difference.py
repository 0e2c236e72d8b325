"""What differs between two frameworks is said by name, as rows and in words."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from rkci import framework as frameworks
from rkci.framework import difference
from rkci.framework.difference import Difference
from rkci.refusal import Refusal

Make = Callable[..., Path]
TREE = """\
code,parent,level,name_id,name_en,weight
index,,3,Indeks,Index,
health,index,2,Kesehatan,Health,3
money,index,2,Uang,Money,2
"""
INDICATORS = """\
code,parent,name_id,name_en,direction,weight,unit,side,source,valid_min,provenance
doctors,health,Dokter,Doctors,1,3,per 1000,process,official,,hand-made
deaths,health,Kematian,Deaths,-1,1,per 1000,outcome,official,,hand-made
income,money,Pendapatan,Income,1,1,rupiah,outcome,official,,hand-made
"""
CHANGED = """\
code,parent,name_id,name_en,direction,weight,unit,side,source,valid_min,provenance
doctors,health,Dokter,Doctors,1,1,per 1000,process,official,0,hand-made
income,health,Pendapatan,Income,-1,1,rupiah,outcome,official,,hand-made
debt,money,Utang,Debt,-1,1,rupiah,outcome,official,,hand-made
"""


def test_effective_weights_multiply_the_shares_down_the_tree(make: Make) -> None:
    folder = make(tree=TREE, indicators=INDICATORS)
    assert difference.effective_weights(frameworks.load(folder)) == pytest.approx(
        {"index": 1, "health": 0.6, "money": 0.4, "doctors": 0.45, "deaths": 0.15, "income": 0.4}
    )
    assert difference.effective_weights(frameworks.load(folder, ["weights.method=equal"])) == pytest.approx(
        {"index": 1, "health": 0.5, "money": 0.5, "doctors": 0.25, "deaths": 0.25, "income": 0.5}
    )


def test_every_change_is_a_row_with_before_and_after(make: Make) -> None:
    before = frameworks.load(make("one", tree=TREE, indicators=INDICATORS))
    header = "normalisation: {method: zscore, by_indicator: {debt: {sd: 2}}}\nlevels: [[low, 0]]\n"
    after = frameworks.load(make("two", header=header, tree=TREE, indicators=CHANGED))
    assert difference.between(before, after) == [
        Difference("setting", "normalisation.method", "value", "minmax", "zscore"),
        Difference("setting", "normalisation.by_indicator.debt.sd", "value", None, "2"),
        Difference("setting", "levels", "value", "[]", '[["low", 0.0]]'),
        Difference("indicator", "doctors", "weight", "3", "1"),
        Difference("indicator", "doctors", "valid_min", None, "0"),
        Difference("indicator", "doctors", "effective_weight", "0.45", "0.3"),
        Difference("indicator", "income", "parent", "money", "health"),
        Difference("indicator", "income", "direction", "1", "-1"),
        Difference("indicator", "income", "effective_weight", "0.4", "0.3"),
        Difference("indicator", "debt", "added", None, "money"),
        Difference("indicator", "debt", "effective_weight", None, "0.4"),
        Difference("indicator", "deaths", "removed", "health", None),
        Difference("indicator", "deaths", "effective_weight", "0.15", None),
    ]


def test_the_changes_are_told_in_words_and_written_as_csv(make: Make, tmp_path: Path) -> None:
    before = frameworks.load(make("one", tree=TREE, indicators=INDICATORS))
    after = frameworks.load(make("two", tree=TREE, indicators=CHANGED), ["imputation.method=mean"])
    found = difference.between(before, after)
    assert list(difference.words(found, before, after)) == [
        "From one to two: 1 setting, 4 indicators changed.",
        "setting imputation.method: none before, mean after",
        "indicator doctors (Doctors): weight 3 before, 1 after; valid_min nothing before, 0 after; "
        "45 % of the index before, 30 % after",
        "indicator income (Income): moved from below money to below health; direction 1 before, -1 after; "
        "40 % of the index before, 30 % after",
        "indicator debt (Debt): new, below money; nothing of the index before, 40 % after",
        "indicator deaths (Deaths): gone from below health; 15 % of the index before, nothing after",
    ]
    difference.write(found, tmp_path / "d.csv")
    with (tmp_path / "d.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(found)
    assert rows[0] == {
        "subject": "setting", "code": "imputation.method", "what": "value", "before": "none", "after": "mean",
    }  # fmt: skip


def test_weights_that_mean_the_same_differ_as_written_alone(make: Make) -> None:
    before = frameworks.load(make("one", tree=TREE, indicators=INDICATORS))
    tree = TREE.replace("Health,3", "Health,0.6").replace("Money,2", "Money,0.4")
    after = frameworks.load(make("two", tree=tree, indicators=INDICATORS))
    assert [(each.code, each.what) for each in difference.between(before, after)] == [
        ("health", "weight"), ("money", "weight"),
    ]  # fmt: skip


def test_a_node_is_added_removed_or_renamed_by_name(make: Make) -> None:
    before = frameworks.load(make("one", tree=TREE, indicators=INDICATORS))
    tree = TREE.replace("money,index,2,Uang,Money", "money,index,2,Dana,Money").replace("health,", "care,")
    after = frameworks.load(make("two", tree=tree, indicators=INDICATORS.replace(",health,", ",care,")))
    nodes = [each for each in difference.between(before, after) if each.subject == "node"]
    assert nodes == [
        Difference("node", "care", "added", None, "index"),
        Difference("node", "care", "effective_weight", None, "0.6"),
        Difference("node", "money", "name_id", "Uang", "Dana"),
        Difference("node", "health", "removed", "index", None),
        Difference("node", "health", "effective_weight", "0.6", None),
    ]


def test_equal_frameworks_say_so_and_whether_their_bytes_are_equal_too(make: Make) -> None:
    one, same = frameworks.load(make("one")), frameworks.load(make("two"))
    other = frameworks.load(make("three", header="notes: nothing that a score reads\n"))
    assert difference.between(one, same) == difference.between(one, other) == []
    assert list(difference.words([], one, same)) == [
        "one and two are equal in every choice, node and indicator (the same bytes)."
    ]
    assert "only words that no score reads differ" in next(difference.words([], one, other))


def test_a_title_that_differs_is_told(make: Make) -> None:
    folder = make()
    before, after = frameworks.load(folder), frameworks.load(folder, ["title_en=Another"])
    found = difference.between(before, after)
    assert found == [Difference("framework", "example", "title_en", "Example", "Another")]
    assert next(difference.words(found, before, after)) == "From example to example: only its title changed."


def test_a_framework_that_is_nowhere_is_refused_with_the_ids_that_there_are() -> None:
    with pytest.raises(
        Refusal, match="There is no framework folder nowhere: name a folder, or one of the ids ipm, rkci-"
    ):
        frameworks.load(frameworks.folder_of("nowhere"))
    assert frameworks.load(frameworks.folder_of("ipm")).framework_id == "ipm"
