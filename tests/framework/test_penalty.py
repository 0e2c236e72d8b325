"""What a disproved claim costs, by framework.yaml: resolved per indicator, refused where it cannot hold."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rkci import framework as frameworks
from rkci.framework.penalty import Penalty, penalties_of
from rkci.refusal import Refusal

Make = Callable[..., Path]
CLAIMED = """\
code,parent,name_id,name_en,direction,weight,unit,side,source,denominator,goalpost_low,goalpost_high,valid_min,valid_max,provenance
doctors,health,Dokter,Doctors,1,3,per 1000,process,submitted,,2,8,0,100,hand-made
deaths,health,Kematian,Deaths,-1,1,per 1000,outcome,submitted,,0,90,0,60,hand-made
income,money,Pendapatan,Income,1,1,rupiah,outcome,submitted,population,5,9,0,,hand-made
seen,money,Terlihat,Seen,1,1,level,outcome,visit,,1,5,1,5,hand-made
"""


def test_a_penalty_goes_down_to_the_worst_goalpost_that_is_a_possible_value(make: Make) -> None:
    folder = make(
        header="denomination: {method: by_column}\ndisproved_claims: {method: share, share: 0.25, provenance: x}\n",
        indicators=CLAIMED,
    )
    framework = frameworks.load(folder)
    assert penalties_of(framework) == [
        Penalty("doctors", 1, 2, 0.25), Penalty("deaths", -1, 60, 0.25), Penalty("income", 1, 0, 0.25),
    ]  # fmt: skip
    assert framework.notices == ()
    framework = frameworks.load(folder, ["disproved_claims.method=to_minimum", "denomination.method=none"])
    assert penalties_of(framework)[2] == Penalty("income", 1, 5, None)
    assert "`disproved_claims.share` is ignored" in framework.notices[-1]
    assert penalties_of(frameworks.load(folder, ["disproved_claims.method=none"])) == []


def test_the_published_framework_has_no_penalty() -> None:
    assert penalties_of(frameworks.load("rkci-2017")) == []


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("{method: share}", r"`disproved_claims.share` is missing"),
        ("{method: share, share: 1.5}", r"`disproved_claims.share` is '1.5'; it must be a share from 0 to 1"),
        ("{method: to_zero}", r"`disproved_claims.method` is 'to_zero'; it must be one of none, to_minimum, share"),
        ("{method: to_minimum}", r"deaths has no worst value .*; give it goalpost_high or valid_max"),
    ],
)
def test_a_penalty_that_cannot_hold_is_refused(make: Make, block: str, words: str) -> None:
    indicators = CLAIMED.replace(",0,90,0,60,", ",,,,,")
    with pytest.raises(Refusal, match=words):
        frameworks.load(make(header=f"disproved_claims: {block}\n", indicators=indicators))
