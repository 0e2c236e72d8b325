"""COINr 1.1.14's 200 Monte Carlo runs, made again one by one from their parameters: every index to 1e-9 relative."""

import csv
import math
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from psycopg2.extensions import connection as Connection

from rkci import framework as frameworks
from rkci.framework import coinr
from rkci.scoring import ad_hoc, given
from rkci.scoring.uncertainty import evaluate, problem
from rkci.scoring.uncertainty.plan import Draw

ASEM = Path(__file__).parents[1] / "truths" / "coinr" / "asem"
CHOICES = (
    "denomination.method=by_column",
    "imputation.method=group_mean",
    "imputation.group=EurAsia_group",
    "treatment.method=winsorise_log",
    "normalisation.min=1",
    "normalisation.max=100",
)
NORMALISATIONS = {
    "n_minmax": {"method": "minmax", "min": 1, "max": 100},
    "n_zscore": {"method": "zscore", "mean": 10, "sd": 2},
}
AGGREGATIONS = {"a_amean": {"method": "arithmetic"}, "a_gmean": {"method": "geometric"}}


def table(name: str) -> list[dict[str, str]]:
    with (ASEM / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_the_200_runs_of_coinr_come_out_again(connection: Connection, tmp_path: Path) -> None:
    coinr.convert(ASEM / "00_iData.csv", ASEM / "00_iMeta.csv", tmp_path)
    framework = frameworks.load(tmp_path, CHOICES)
    codes = {indicator.code for indicator in framework.indicators}
    values = given.read(tmp_path / "values.csv", tmp_path / "units.csv", codes, "asem")
    asem = problem.read(connection, ad_hoc.run(connection, framework, values))
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for row in table("weightsets_long"):
        weights[row["weightset"]][row["iCode"]] = float(row["Weight"])
    truth = {row["uCode"]: row for row in table("ua_scores")}
    assert set(truth) == set(asem.units)

    for run in table("ua_parameters"):
        own = weights[run["weightset"]]
        weighted = replace(
            asem,
            columns=tuple(replace(column, weight=own[column.code]) for column in asem.columns),
            nodes=tuple(replace(node, weight=own[node.code]) for node in asem.nodes),
        )
        draw = Draw(
            int(run["rep"]),
            treatment={"method": "winsorise_log", "winmax": int(run["winmax"])},
            normalisation=NORMALISATIONS[run["norm"]],
            aggregation=AGGREGATIONS[run["f_ag"]],
        )
        for unit, found in zip(asem.units, evaluate.index(weighted, [draw])[0], strict=True):
            assert math.isclose(found, float(truth[unit][f"r_{run['rep']}"]), rel_tol=1e-9), (run, unit)
