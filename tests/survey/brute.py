"""The same estimates read another way: unit by unit in NumPy, from the definitions, stage within stage.

Nothing of rkci is used. Residuals after calibration are a least-squares projection, not sweeps: the unweighted
projection on the indicators of the margins is what ever more sweeps of means come to.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass
class Sample:
    """Units: answers y (NaN: none), weights, and per stage the labels of strata and units and the population counts."""

    y: Floats
    weight: Floats
    strata: list[list[str]]
    units: list[list[str]]
    populations: list[Floats] | None = None
    margins: list[list[str]] = field(default_factory=list)
    is_adjusted: bool = False
    """Whether a lonely unit is set against the mean of all units' totals, where R 4.5 counts them; else it adds 0."""


def estimate(sample: Sample, statistic: str, inside: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """Estimate, standard error and design effect of a mean or total of y over the units `inside`."""
    weight, y = sample.weight, np.where(inside, sample.y, 0.0)
    size, n = float(np.sum(weight[inside])), int(np.sum(inside & (weight > 0)))
    mean = float(np.sum(weight * y)) / size
    influence = np.where(inside, (y - mean) / size if statistic == "mean" else y, 0.0)
    if sample.margins:
        columns = np.column_stack(
            [[one == label for one in margin] for margin in sample.margins for label in set(margin)]
        )
        design = columns.astype(float)
        influence = influence - design @ np.linalg.lstsq(design, influence, rcond=None)[0]
    stages = list(range(len(sample.units)))
    counted = np.ones(len(weight), dtype=bool) if sample.margins else inside
    variance = recursive(sample, weight * influence, np.arange(len(weight)), stages, counted)
    simple = np.sum(weight[inside] * (y[inside] - mean) ** 2) / size * n / (n - 1) * (size - n) / (size * n)
    scale = 1 if statistic == "mean" else size
    return mean * (1 if statistic == "mean" else size), float(np.sqrt(variance)), variance / (simple * scale**2)


def recursive(
    sample: Sample, x: Floats, rows: npt.NDArray[np.int_], stages: list[int], counted: npt.NDArray[np.bool_]
) -> float:
    """Variance of the sum of x over these rows, sampled in these stages; strata without a counted row have no part."""
    stage, *later = stages
    variance = 0.0
    strata = np.array(sample.strata[stage])[rows]
    taking_part = sorted(set(strata[counted[rows]]))
    everyone = sum(len(set(np.array(sample.units[stage])[rows[strata == one]])) for one in taking_part)
    for stratum in sorted(set(strata)):
        here = rows[strata == stratum]
        units = np.array(sample.units[stage])[here]
        labels = sorted(set(units))
        totals = np.array([x[here[units == label]].sum() for label in labels])
        population = sample.populations[stage][here[0]] if sample.populations else np.inf
        share = len(labels) / population
        if len(labels) > 1:
            variance += (1 - share) * len(labels) * float(np.var(totals, ddof=1))
        elif sample.is_adjusted and stratum in taking_part:
            variance += (1 - share) * float(totals[0] - x[rows].sum() / everyone) ** 2
        if later and sample.populations:
            for label in labels:
                variance += share * recursive(sample, x, here[units == label], later, counted)
    return variance
