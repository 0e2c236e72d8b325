"""Estimates against R's survey 4.1-1 (tests/truths/r_survey): the same to 1e-9, design by design."""

import math
from pathlib import Path

import pytest
from given_survey import Row, estimated, read
from psycopg2.extensions import connection as Connection

TRUTHS = Path(__file__).parents[1] / "truths" / "r_survey"
MEANS = [
    {"variable": variable, "statistic": statistic}
    for variable in ("api00", "enroll", "meals")
    for statistic in ("mean", "total")
]
SHARES = [{"variable": variable, "statistic": "proportion"} for variable in ("stype", "sch.wide", "awards")]
DOMAINS = [
    {"variable": "api00", "statistic": "mean", "by": ["stype"]},
    {"variable": "api00", "statistic": "mean", "by": ["sch.wide", "stype"]},
    {"variable": "awards", "statistic": "proportion", "by": ["stype"]},
]
RAKE = {
    "method": "rake",
    "margins": {"stype": {"E": 4421, "H": 755, "M": 1018}, "sch.wide": {"No": 1072, "Yes": 5122}},
}
DESIGNS = {
    "srs": ("apisrs.csv", {"weight": "pw", "fpc": ["fpc"]}),
    "srs without weights": ("apisrs.csv", {"fpc": ["fpc"]}),
    "strat": ("apistrat.csv", {"weight": "pw", "strata": "stype", "fpc": ["fpc"]}),
    "strat_nofpc": ("apistrat.csv", {"weight": "pw", "strata": "stype"}),
    "strat_nofpc_rake": ("apistrat.csv", {"weight": "pw", "strata": "stype", "calibrate": RAKE}),
}
NAMES = {"svymean": "mean", "svytotal": "total", "svyby svymean": "mean", "svyby svymean proportion": "proportion"}


def key(row: Row) -> tuple[str, ...]:
    """What R calls a row, in our words: its categories stand in `level`, and a share of one has it in its name."""
    statistic = NAMES[row["estimator"]]
    variable, _, category = row["variable"].partition("==")
    level = row["level"].replace(".", "+")
    if row["estimator"] == "svymean" and level:
        statistic = "proportion"
    return variable, statistic, row["by"], f"{level}+{category}" if category else level


@pytest.mark.parametrize("name", DESIGNS)
def test_estimates_are_those_of_r(name: str, connection: Connection, tmp_path: Path) -> None:
    file, design = DESIGNS[name]
    rows = estimated(connection, tmp_path, TRUTHS / file, {**design, "estimate": [*MEANS, *SHARES, *DOMAINS]})
    found = {(row["variable"], row["statistic"], row["by"], row["level"]): row for row in rows}
    truths = [
        row for row in read(TRUTHS / "estimates.csv") if row["design"] == name.split()[0] and row["estimator"] in NAMES
    ]
    assert len(truths) == 25
    for truth in truths:
        row = found[key(truth)]
        for ours, theirs in (
            ("estimate", "estimate"), ("se", "se"), ("ci_low", "ci95_low"), ("ci_high", "ci95_high"),
            ("deff", "deff"), ("df", "design_df"),
        ):  # fmt: skip
            if truth[theirs]:
                # a standard error that is 0 but for rounding has no relative error
                close = math.isclose(float(row[ours]), float(truth[theirs]), rel_tol=1e-9, abs_tol=1e-12)
                assert close, f"{key(truth)} {ours}: {row[ours]}, in R {truth[theirs]}"
