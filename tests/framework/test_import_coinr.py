"""A COINr iData and iMeta become a framework, its values and its units; a fault is refused with its place."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from rkci import framework as frameworks
from rkci.framework import coinr
from rkci.refusal import Refusal

COINR = Path(__file__).parents[1] / "truths" / "coinr"
IMETA = """\
Level,iCode,iName,Direction,Weight,Unit,Target,Denominator,Parent,Type
1,goods,Goods,1,3,USD,5.50,gdp,trade,Indicator
1,tariff,Tariff,-1,1,NA,NA,NA,trade,Indicator
2,trade,Trade,1,0.5,Score,,,index,Aggregate
2,people,People,1,0.5,Score,,,index,Aggregate
1,visas,Visas,1,1,Number,,,people,Indicator
3,index,Whole index,1,1,Score,,,NA,Aggregate
,region,Region,,,,,,,Group
,gdp,GDP,,,,,,,Denominator
,note,A note,,,,,,,Other
"""
IDATA = """\
uCode,uName,goods,tariff,visas,region,gdp,note
aa,Aaland,1.50,4.0000000000000001,NA,north,10,"x, y"
bb,Beland,2e3,,7,south,20,
"""


def pair(folder: Path, idata: str = IDATA, imeta: str = IMETA) -> tuple[Path, Path, Path]:
    (folder / "iData.csv").write_text(idata)
    (folder / "iMeta.csv").write_text(imeta)
    return folder / "iData.csv", folder / "iMeta.csv", folder / "out"


def test_a_pair_becomes_a_framework_that_loads_with_its_numbers_as_they_were_written(tmp_path: Path) -> None:
    coinr.convert(*pair(tmp_path))
    out = tmp_path / "out"
    assert (out / "tree.csv").read_text() == (
        "code,parent,level,name_id,name_en,weight,aggregation\n"
        "trade,index,2,Trade,Trade,0.5,\npeople,index,2,People,People,0.5,\nindex,,3,Whole index,Whole index,1,\n"
    )
    assert (out / "values.csv").read_text() == (
        "unit,indicator,value\naa,goods,1.50\naa,tariff,4.0000000000000001\naa,visas,\n"
        "bb,goods,2e3\nbb,tariff,\nbb,visas,7\n"
    )
    assert (out / "units.csv").read_text() == (
        'unit,name,region,gdp,note\naa,Aaland,north,10,"x, y"\nbb,Beland,south,20,\n'
    )
    framework = frameworks.load(out)
    assert (framework.title_id, framework.title_en) == ("Whole index", "Whole index")
    goods, tariff, _ = framework.indicators
    assert (goods.direction, goods.weight, goods.unit, goods.target, goods.denominator) == (1, 3, "USD", 5.5, "gdp")
    assert (tariff.direction, tariff.unit, tariff.target, tariff.denominator) == (-1, "number", None, None)
    assert goods.provenance.startswith("imported from COINr iMeta")
    steps = ("denomination", "screening", "imputation", "treatment")
    assert {framework.settings[step]["method"] for step in steps} == {"none"}
    assert framework.settings["weights"]["sum"] is None
    assert framework.notices == ()


def test_a_panel_has_a_year_in_values_and_units(tmp_path: Path) -> None:
    idata = (
        "uCode,Time,goods,tariff,visas,region,gdp,note\naa,2018,1,2,3,n,10,\naa,2019,4,5,6,n,11,\nbb,2019,7,8,9,s,20,\n"
    )
    coinr.convert(*pair(tmp_path, idata))
    assert (tmp_path / "out" / "units.csv").read_text() == (
        "unit,year,name,region,gdp,note\naa,2018,aa,n,10,\naa,2019,aa,n,11,\nbb,2019,bb,s,20,\n"
    )
    assert (tmp_path / "out" / "values.csv").read_text().splitlines()[:3] == [
        "unit,year,indicator,value", "aa,2018,goods,1", "aa,2018,tariff,2",
    ]  # fmt: skip


def test_one_time_for_all_is_a_column_of_the_units_and_no_panel(tmp_path: Path) -> None:
    idata = "uCode,Time,goods,tariff,visas,region,gdp,note\naa,2018,1,2,3,n,10,\nbb,2018,7,8,9,s,20,\n"
    coinr.convert(*pair(tmp_path, idata))
    assert (tmp_path / "out" / "units.csv").read_text().startswith("unit,name,Time,region,gdp,note\naa,aa,2018,n,10,\n")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1,visas,Visas,1,1,Number,,,people", "1,visas,Visas,1,1,Number,,,", "row 6, column Parent: visas has no"),
        (",people,Indicator", ",folk,Indicator", "row 6, column Parent: visas has the parent 'folk', which is not an"),
        ("1,visas,", "2,visas,", "row 6, column Level: visas has the level '2'; it must be 1, as every Indicator"),
        ("2,people,", "3,people,", "row 5, column Level: people has the level 3, its parent index 3; it must be one"),
        ("2,people,", "x,people,", "row 5, column Level: people has the level 'x'; it must be a whole number above 1"),
        ("3,index,Whole index,1,1,Score,,,NA", "3,index,Whole index,1,1,Score,,,index", "found none. Give the others"),
        ("0.5,Score,,,index,Aggregate\n1,", "0.5,Score,,,,Aggregate\n1,", "found people, index. Give the others"),
        ("people,Indicator", "people,Indikator", "row 6, column Type: visas has the type 'Indikator'; valid are Ind"),
        ("1,tariff,Tariff,-1", "1,tariff,Tariff,2", "row 3, column Direction: tariff has the direction '2'; valid are"),
        ("Goods,1,3", "Goods,1,", "row 2, column Weight: goods has the weight ''; it must be a number"),
        ("Goods,1,3", "Goods,1,-3", "row 2, column Weight: goods has the weight '-3'"),
        ("5.50,gdp", "high,gdp", "row 2, column Target: goods has the target 'high'"),
        ("5.50,gdp", "5.50,area", "row 2, column Denominator: goods is divided by 'area', which iMeta does not have"),
        ("1,tariff,Tariff", "1,goods,Tariff", "row 3, column iCode: goods stands in row 2 already; keep one"),
        (",note,A note", ",year,A note", "row 10, column iCode: year is a column of units.csv itself; rename it"),
        ("Visas,1,1", "Visas,1,0", "every weight below people is 0"),
        (",Type\n", ",Kind\n", "row 1, column Type: the column is missing"),
    ],
)  # fmt: skip
def test_a_meta_table_that_does_not_hold_is_refused_with_row_and_column(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert IMETA.count(old) == 1
    with pytest.raises(Refusal, match=message):
        coinr.convert(*pair(tmp_path, imeta=IMETA.replace(old, new)))
    assert not (tmp_path / "out").exists()


def test_row_names_of_r_are_passed_over(tmp_path: Path) -> None:
    def numbered(text: str) -> str:
        return "".join(f"{number or ''},{line}" for number, line in enumerate(text.splitlines(keepends=True)))

    coinr.convert(*pair(tmp_path, numbered(IDATA), numbered(IMETA)))
    assert (tmp_path / "out" / "units.csv").read_text().startswith("unit,name,region,gdp,note\n")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("tariff,visas", "tariff,vises", r"row 1, column visas: iMeta.csv describes visas, and there is no such"),
        ("tariff,visas", "tariff,vises", r"row 1, column vises: iMeta.csv does not say what it is; add a row there"),
        ("tariff,visas", "tariff,goods", r"row 1, column goods: the column appears 2 times; keep one"),
        ("gdp,note", "gdp,trade", r"row 1, column trade: it is an Aggregate, which is computed; remove it"),
        ("bb,Beland", "aa,Beland", r"row 3, column uCode: aa stands in row 2 already; keep one, or tell them apart"),
        ("bb,Beland", ",Beland", r"row 3, column uCode: the unit has no code; give it one"),
        ("1.50", "1,50", r"row 2: 9 cells where the header has 8"),
        ("1.50", "many", r"row 2, column goods: aa has 'many'; write a number with a decimal point, or NA"),
        ("1.50", "inf", r"row 2, column goods: aa has 'inf'"),
        ("south,20", "south,1e999", r"row 3, column gdp: bb has '1e999'"),
    ],
)  # fmt: skip
def test_a_data_table_that_does_not_hold_is_refused_with_row_and_column(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert IDATA.count(old) == 1
    with pytest.raises(Refusal, match=message):
        coinr.convert(*pair(tmp_path, IDATA.replace(old, new)))


def test_a_panel_without_a_year_in_a_row_is_refused_and_many_faults_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"u{number},x,x,x,n,1,\n" for number in range(10))
    idata = "uCode,goods,tariff,visas,region,gdp,note\n" + rows
    with pytest.raises(Refusal, match="and 10 more faults, in either file"):
        coinr.convert(*pair(tmp_path, idata))
    idata = "uCode,Time,goods,tariff,visas,region,gdp,note\naa,2018,1,2,3,n,1,\nbb,20x8,1,2,3,n,1,\n"
    with pytest.raises(Refusal, match="row 3, column Time: bb has the time '20x8'; in a panel it must be a year"):
        coinr.convert(*pair(tmp_path, idata))


def test_the_asem_example_of_coinr_is_imported_whole(tmp_path: Path) -> None:
    folder = COINR / "asem"
    framework = coinr.convert(folder / "00_iData.csv", folder / "00_iMeta.csv", tmp_path / "asem")
    assert (framework.framework_id, len(framework.nodes), len(framework.indicators)) == ("asem", 11, 49)
    by_code = {indicator.code: indicator for indicator in framework.indicators}
    assert (by_code["Flights"].denominator, by_code["Flights"].target) == ("Population", 200.33265549999999)
    assert by_code["Tariff"].direction == -1
    assert Counter(node.level for node in framework.nodes) == {2: 8, 3: 2, 4: 1}
    with (tmp_path / "asem" / "values.csv").open() as file:
        values = list(csv.DictReader(file))
    assert len(values) == 51 * 49
    with (folder / "00_iData.csv").open() as file:
        given = {row["uCode"]: row for row in csv.DictReader(file)}
    for row in values:
        cell = given[row["unit"]][row["indicator"]]
        assert row["value"] == ("" if cell == "NA" else cell)
    with (tmp_path / "asem" / "units.csv").open() as file:
        assert {row["EurAsia_group"] for row in csv.DictReader(file)} == {"Europe", "Asia"}


def test_514_regencies_are_imported_with_their_raw_weights(tmp_path: Path) -> None:
    folder = COINR / "kabkota_2021"
    framework = coinr.convert(folder / "iData.csv", folder / "iMeta.csv", tmp_path / "kabkota")
    weights = {item.code: item.weight for item in (*framework.nodes, *framework.indicators)}
    assert (weights["persentase_pm"], weights["PDRB"], weights["Kesejahteraan"]) == (2, 1, 0.4)
    assert len((tmp_path / "kabkota" / "units.csv").read_text().splitlines()) == 515
