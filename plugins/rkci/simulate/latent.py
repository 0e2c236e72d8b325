"""How able a simulated city is: a factor that goes with its real statistics, and is not a score of anything."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import fmean, pstdev

from rkci import paths
from rkci.streams import stream

STATISTICS = {"mean_years_schooling_rls": 1, "expenditure_per_capita_adj": 1, "hdi_ipm": 1, "poverty_rate_pct": -1}
"""Official statistics that the factor goes with, and the direction of each."""

SHARE_OF_STATISTICS = 0.7
"""Share of the factor's variance that the statistics explain; the rest is noise."""


def official(codes: Mapping[str, str]) -> dict[str, dict[tuple[str, int], float]]:
    """Official statistics that measure what cities are asked for, by city, and by indicator code and year.

    `codes` are the codes of the statistics by indicator code.
    """
    names = {statistic: code for code, statistic in codes.items()}
    found: dict[str, dict[tuple[str, int], float]] = defaultdict(dict)
    for row in _rows("official_statistics.csv"):
        if code := names.get(row["indicator_code"]):
            found[row["city_code"]][code, int(row["year"])] = float(row["value"])
    return found


def factors(city_codes: Sequence[str], cycle_year: int, seed: int) -> dict[str, float]:
    """Factor by city code: mean about 0, standard deviation about 1.

    The statistics are the newest up to `cycle_year`, standardised over the cities and averaged.
    """
    newest: dict[str, dict[str, tuple[int, float]]] = {name: {} for name in STATISTICS}
    for row in _rows("official_statistics.csv"):
        values = newest.get(row["indicator_code"])
        if values is not None and int(row["year"]) <= cycle_year:
            dated = (int(row["year"]), float(row["value"]))
            values[row["city_code"]] = max(dated, values.get(row["city_code"], dated))
    standardised = [
        _standardise({code: direction * values[code][1] for code in city_codes if code in values})
        for (name, direction) in STATISTICS.items()
        if (values := newest[name])
    ]
    if not standardised:
        raise ValueError(
            f"include/reference/official_statistics.csv has none of {', '.join(STATISTICS)} up to {cycle_year}; "
            "simulated values would go with nothing real. Add one of them."
        )
    means = _standardise({code: fmean(column.get(code, 0.0) for column in standardised) for code in city_codes})
    return {
        code: sqrt(SHARE_OF_STATISTICS) * mean + sqrt(1 - SHARE_OF_STATISTICS) * stream(seed, "factor", code).gauss()
        for code, mean in means.items()
    }


def _standardise(values: Mapping[str, float]) -> dict[str, float]:
    mean, deviation = fmean(values.values()), pstdev(values.values())
    return {code: (value - mean) / deviation for code, value in values.items()}


def _rows(name: str) -> list[dict[str, str]]:
    with (paths.REFERENCE / name).open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
