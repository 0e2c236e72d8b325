"""What framework.yaml may say, what it means for one indicator or parent, and what is refused by name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rkci import framework as frameworks
from rkci.framework.keys import CHOICES, DEFAULTS, KEYS, USED_BY
from rkci.framework.settings import for_indicator, for_parent
from rkci.refusal import Refusal

Make = Callable[..., Path]
POSTS = """\
code,parent,name_id,name_en,definition,direction,weight,unit,side,source,transform,goalpost_low,goalpost_high,target,provenance
doctors,health,Dokter,Doctors,per year,1,3,per 1000,process,official,,0,4,3,hand-made
deaths,health,Kematian,Deaths,,-1,1,per 1000,outcome,official,,10,60,20,hand-made
income,money,Pendapatan,Income,,1,1,rupiah,outcome,official,ln,100,10000,,hand-made
"""


def parent(framework: frameworks.Framework, code: str) -> dict[str, object]:
    return for_parent(framework.settings, next(node for node in framework.nodes if node.code == code))


def test_a_hand_made_framework_needs_few_columns_and_has_the_defaults_of_the_field(make: Make) -> None:
    framework = frameworks.load(make())
    assert framework.settings == DEFAULTS
    assert framework.settings["screening"]["min_available"] == 2 / 3
    assert framework.settings["treatment"] | {"by_indicator": None} == {
        "method": "none", "winmax": 5, "skew": 2, "kurtosis": 3.5, "second": "log_ct", "lambda": None,
        "by_indicator": None,
    }  # fmt: skip
    doctors = framework.indicators[0]
    assert (doctors.definition_id, doctors.goalpost_low, doctors.transform, doctors.required) == ("", None, None, False)
    assert framework.nodes[0].weight == 1
    assert framework.notices == ()


def test_one_definition_serves_both_languages_and_one_title_too(make: Make) -> None:
    folder = make(indicators=POSTS)
    (folder / "framework.yaml").write_text("title: Both\nedition: 1\nstatus: demo\n")
    framework = frameworks.load(folder)
    assert (framework.indicators[0].definition_id, framework.indicators[0].definition_en) == ("per year", "per year")
    assert (framework.title_id, framework.title_en) == ("Both", "Both")


def test_every_default_is_allowed_and_every_key_that_some_methods_use_exists() -> None:
    for block, kinds in KEYS.items():
        for key, value in DEFAULTS.get(block, {}).items():
            assert key in CHOICES.get(block, {}) or kinds[key].holds(value), f"{block}.{key}"
    for block, keys in USED_BY.items():
        for key, methods in keys.items():
            assert key in KEYS[block]
            for method in methods:
                assert KEYS[block]["method"].holds(method), f"{block}.{key}: {method}"


def test_an_indicator_chooses_for_itself_and_keeps_the_rest(make: Make) -> None:
    treatment = "treatment: {method: winsorise_log, winmax: 3, by_indicator: {deaths: {winmax: null, skew: 1.5}}}\n"
    settings = frameworks.load(make(header=treatment)).settings
    assert for_indicator(settings, "treatment", "deaths")["winmax"] is None
    assert for_indicator(settings, "treatment", "deaths")["skew"] == 1.5
    assert for_indicator(settings, "treatment", "doctors") == {
        "method": "winsorise_log", "winmax": 3, "skew": 2.0, "kurtosis": 3.5, "second": "log_ct", "lambda": None,
    }  # fmt: skip


def test_a_parents_own_choice_goes_before_its_row_its_level_and_the_default(make: Make) -> None:
    tree = (
        "code,parent,level,name_id,name_en,weight,aggregation\nindex,,3,I,I,1,\nhealth,index,2,H,H,3,harmonic\n"
        "money,index,2,M,M,2,\n"
    )
    header = "aggregation: {default: geometric, data_threshold: 0.5, by_level: {2: {method: arithmetic, power: 2}}}\n"
    folder = make(header=header, tree=tree)
    framework = frameworks.load(folder)
    assert parent(framework, "index") == {"method": "geometric", "power": None, "data_threshold": 0.5}
    assert parent(framework, "money") == {"method": "arithmetic", "power": 2, "data_threshold": 0.5}
    assert parent(framework, "health") == {"method": "harmonic", "power": 2, "data_threshold": 0.5}
    framework = frameworks.load(folder, ["aggregation.by_parent={health: copeland, money: {data_threshold: 1}}"])
    assert parent(framework, "health")["method"] == "copeland"
    assert parent(framework, "money") == {"method": "arithmetic", "power": 2, "data_threshold": 1}


def test_overrides_reach_any_key_and_leave_the_content_hash(make: Make) -> None:
    folder = make(header="levels: [[low, 0]]\nranking: {groups: [size]}\naggregation: {by_level: {2: geometric}}\n")
    before = frameworks.load(folder)
    after = frameworks.load(
        folder,
        [
            "normalisation.method=zscore", "normalisation.sd=1e-1", "treatment.method=winsorise_log",
            "treatment.by_indicator.doctors.winmax=3", "levels=[]", "ranking.groups=[island, 7]",
            "aggregation.by_level.2.data_threshold=0.5", "weights={method: equal}", "title_en=Another",
        ],
    )  # fmt: skip
    assert after.settings["normalisation"]["method"] == "zscore"
    assert after.settings["normalisation"]["sd"] == 0.1
    assert after.settings["treatment"]["by_indicator"] == {"doctors": {"winmax": 3}}
    assert after.settings["levels"] == []
    assert after.settings["ranking"]["groups"] == ["island", "7"]
    assert after.settings["aggregation"]["by_level"] == {"2": {"method": "geometric", "data_threshold": 0.5}}
    assert after.settings["weights"]["method"] == "equal"
    assert after.title_en == "Another"
    assert after.content_hash == before.content_hash


def test_the_code_of_an_indicator_may_hold_dots(make: Make) -> None:
    folder = make(indicators=frameworks_with_dots())
    settings = frameworks.load(
        folder, ["treatment.by_indicator.a.1.winmax=2", "imputation.by_indicator.a.1={method: mean}"]
    ).settings
    assert settings["treatment"]["by_indicator"] == {"a.1": {"winmax": 2}}
    assert settings["imputation"]["by_indicator"] == {"a.1": {"method": "mean"}}


@pytest.mark.parametrize("code", ["010", "02015", "no", "1e3", "0x1F", "1.10", "12:30:00", "2017-08-01", "true", "~"])
def test_a_code_is_what_was_written_without_quotes(make: Make, code: str) -> None:
    header = f"""\
edition: {code}
levels: [[{code}, 0], [high, 50]]
ranking: {{groups: [{code}]}}
screening: {{method: by_na, force_in: [{code}]}}
normalisation: {{group: year, by_indicator: {{{code}: {{method: zscore}}}}}}
"""
    folder = make(header=header, indicators=POSTS.replace("doctors,", f"{code},"))
    folder.joinpath("framework.yaml").write_text(
        folder.joinpath("framework.yaml").read_text().replace('edition: "1"', "")
    )
    framework = frameworks.load(folder)
    assert framework.edition == code
    assert framework.settings["levels"][0] == [code, 0]
    assert framework.settings["ranking"]["groups"] == [code]
    assert framework.settings["screening"]["force_in"] == [code]
    assert framework.settings["normalisation"]["by_indicator"] == {code: {"method": "zscore"}}


def frameworks_with_dots() -> str:
    return POSTS.replace("doctors,", "a.1,")


def test_a_group_for_normalising_defaults_to_the_first_grouping(make: Make) -> None:
    folder = make(header="ranking: {groups: [size, island]}\n")
    assert frameworks.load(folder, ["normalisation.pool=group"]).settings["normalisation"]["group"] == "size"
    own = frameworks.load(folder, ["normalisation.by_indicator.income.pool=group"]).settings
    assert for_indicator(own, "normalisation", "income")["group"] == "size"
    named = frameworks.load(folder, ["normalisation.pool=group", "normalisation.group=year"]).settings
    assert named["normalisation"]["group"] == "year"


def test_what_the_method_does_not_use_is_passed_over_with_a_notice(make: Make) -> None:
    header = """\
screening: {method: by_na, min_nonzero: 0.5}
treatment: {method: none, winmax: 3, by_indicator: {deaths: {method: winsorise_log, lambda: 1}}}
normalisation: {method: minmax, sd: 2, pool: all, group: size, provenance: given}
aggregation: {default: geometric, power: 2}
weights: {method: equal, judgements: judgements.csv}
"""
    folder = make(header=header)
    assert frameworks.load(folder).notices == (
        "framework.yaml: `screening.min_nonzero` is ignored: by_na does not use it.",
        "framework.yaml: `treatment.by_indicator.deaths.lambda` is ignored: winsorise_log does not use it.",
        "framework.yaml: `normalisation.sd` is ignored: minmax does not use it.",
        "framework.yaml: `weights.judgements` is ignored: equal does not use it.",
        "framework.yaml: `normalisation.group` is ignored: the pool is all.",
        "framework.yaml: `aggregation.power` is ignored: geometric does not use it.",
    )
    notices = frameworks.load(make(indicators=POSTS.replace("target", "traget")), ["normalisation.method=rank"]).notices
    assert "indicators.csv: the column traget is ignored." in notices
    assert "indicators.csv: the logarithm of income changes nothing: rank keeps the order alone." in notices


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        (["normalisation.metod=zscore"], r"unknown key `normalisation.metod`; valid are method, pool, group, min"),
        (["normalise.method=zscore"], "unknown key `normalise`; valid are title_id"),
        (["treatment.by_indicator.deaths.win=1"], "unknown key `treatment.by_indicator.deaths.win`; valid are method"),
        (["aggregation.by_level.2.by=1"], "unknown key `aggregation.by_level.2.by`; valid are method, power"),
        (["normalisation.method=z"], "`normalisation.method` is 'z'; it must be one of minmax, zscore, rank"),
        (["treatment.second=off"], "`treatment.second` is 'off'; it must be one of none, log_ct"),
        (["treatment.winmax=-1"], "`treatment.winmax` is '-1'; it must be a whole number, 0 or more, or null"),
        (["normalisation.min=.inf"], "`normalisation.min` is '.inf'; it must be a number"),
        (["screening.min_available=1.2"], "it must be a share from 0 to 1"),
        (["screening.force_in=a"], "`screening.force_in` is 'a'; it must be a list of codes"),
        (["treatment=none"], "`treatment` is 'none'; it must be a mapping with keys such as method, winmax"),
        (["imputation.by_indicator=mean"], "`imputation.by_indicator` is 'mean'; it must be a mapping of codes"),
        (["imputation.by_indicator.deaths=mean"], "`imputation.by_indicator.deaths` is 'mean'; it must be a mapping"),
        (["aggregation.default=median"], "it must be one of arithmetic, geometric, harmonic, generalised, copeland"),
        (["levels=[[a, 0], [a, 1]]"], "`levels` names a code twice among a, a"),
        (["normalisation.method"], "--set: 'normalisation.method' is not an override; write KEY=VALUE"),
        (["levels=["], r"--set: the value of 'levels=\[': it is not YAML"),
        (["treatment.winmax=010"], "`treatment.winmax` is '010'; it must be a whole number"),
        (["normalisation.max=0x1F"], "`normalisation.max` is '0x1F'; it must be a number"),
        (["normalisation.max=12:30:00"], "`normalisation.max` is '12:30:00'; it must be a number"),
        (["normalisation.cap=yes"], "`normalisation.cap` is 'yes'; it must be true or false"),
        (["aggregation.default=generalised"], "`aggregation.power` is missing; the generalised mean needs one"),
        (["aggregation.by_level.2=generalised"], "`power` of health is missing; the generalised mean needs one"),
        (["aggregation.by_parent.index={method: generalised, power: 0}"], "`power` of index is 0; the generalised"),
        (["imputation.method=group_mean"], "`imputation.group` is missing; group_mean needs the column"),
        (["imputation.by_indicator.deaths.method=constant"], "`imputation.by_indicator.deaths.value` is missing"),
        (["treatment.method=boxcox"], "`treatment.lambda` is missing; boxcox needs it"),
        (["treatment.method=log", "treatment.second=none"], "`treatment.second` is none; log transforms by"),
        (["normalisation.min=100"], "`normalisation` has min 100 and max 100; min must be smaller"),
        (["normalisation.by_indicator.deaths.min=200"], "`normalisation.by_indicator.deaths` has min 200 and max 100"),
        (["normalisation.method=zscore", "normalisation.sd=0"], "`normalisation.sd` is 0; it must be above 0"),
        (["normalisation.method=distance_to_reference"], "`normalisation.reference` is missing"),
        (["normalisation.pool=group"], "`normalisation.group` is missing; pool group needs the column"),
        (["normalisation.method=zscore", "normalisation.pool=frozen"], "frozen bounds mean nothing to zscore"),
        (["normalisation.pool=frozen"], "doctors has goalposts None and None; the low one must be smaller"),
        (["normalisation.by_indicator.deaths.method=goalposts"], "deaths has goalposts None and None"),
        (["normalisation.method=distance_to_target"], "income has no target; distance_to_target needs one"),
        (["treatment.by_indicator.teeth.winmax=1"], "`treatment.by_indicator.teeth` names no indicator"),
        (["aggregation.by_parent.doctors=geometric"], "`aggregation.by_parent.doctors` names no node; valid are"),
        (["aggregation.by_level.4=geometric"], "`aggregation.by_level.4` names no level of tree.csv; valid are 2, 3"),
        (["screening.force_in=[a]", "screening.force_out=[a]"], "a stands in `screening.force_in` and in"),
        (["weights.sum=1"], r"the weights below index add up to 5; they must add up to 1, as weights.sum declares"),
    ],
)  # fmt: skip
def test_a_choice_that_does_not_hold_is_refused_by_name(make: Make, overrides: list[str], message: str) -> None:
    with pytest.raises(Refusal, match=message):
        frameworks.load(make(), overrides)


@pytest.mark.parametrize(
    ("old", "new", "overrides", "message"),
    [
        (",ln,100,", ",ln,0,", ["normalisation.pool=frozen"], "income takes the logarithm, so its low goalpost 0.0"),
        (",10,60,", ",60,10,", ["normalisation.by_indicator.deaths.method=goalposts"], "deaths has goalposts 60.0"),
        ("", "", ["normalisation.method=fraction_of_max"], "income takes the logarithm, and fraction_of_max has no"),
        ("health,Dokter,Doctors,per year,1,3", "health,Dokter,Doctors,per year,1,-3", [], "doctors has the weight -3"),
        ("Income,,1,1", "Income,,1,0", [], "every weight below money is 0; give one of its children a weight"),
    ],
)
def test_an_indicator_that_does_not_fit_the_method_is_refused_by_name(
    make: Make, old: str, new: str, overrides: list[str], message: str
) -> None:
    assert old in POSTS
    with pytest.raises(Refusal, match=message):
        frameworks.load(make(indicators=POSTS.replace(old, new) if old else POSTS), overrides)


def test_weights_that_declare_their_sum_hold_within_each_parent(make: Make) -> None:
    tree = "code,parent,level,name_id,name_en,weight\nindex,,2,I,I,1\n"
    indicators = POSTS.replace(",health,", ",index,").replace(",money,", ",index,")
    assert frameworks.load(make(tree=tree, indicators=indicators), ["weights.sum=5"]).nodes[0].code == "index"


@pytest.mark.parametrize("level", ["1", "2.5", "high"])
def test_the_level_of_a_node_is_a_whole_number_above_that_of_the_indicators(make: Make, level: str) -> None:
    tree = f"code,parent,level,name_id,name_en,weight\nindex,,{level},I,I,1\n"
    with pytest.raises(Refusal, match=f"row 2, column level: .index. it is '{level}'; it must be a"):
        frameworks.load(make(tree=tree))


def test_a_key_that_is_stated_twice_is_refused_with_its_line(make: Make) -> None:
    folder = make(header="treatment: {method: none}\nweights: {method: given}\ntreatment: {method: log}\n")
    with pytest.raises(Refusal, match=r"framework.yaml, line 7: `treatment` is stated twice"):
        frameworks.load(folder)


def test_what_is_written_as_weights_does_not_matter_where_they_are_equal(make: Make) -> None:
    folder = make(indicators=POSTS.replace("Income,,1,1", "Income,,1,0"), header="weights: {method: equal}\n")
    assert frameworks.load(folder).indicators[2].weight == 0


def test_a_folder_without_its_files_is_refused_once_per_file(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        frameworks.load(tmp_path)
    assert [fault.file for fault in refused.value.faults] == ["framework.yaml", "tree.csv", "indicators.csv"]
