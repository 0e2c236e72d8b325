"""The plan of draws: which choices a draw makes, from the block `uncertainty` of framework.yaml.

A draw is fully described by its parameters: whatever is random in it comes from a generator seeded by the seed, the
kind of noise and the draw's number of it, so that any draw can be made again alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from rkci.scoring.uncertainty.problem import Problem

WEIGHTS, SAMPLING, IMPUTED, CHOICES = 1, 2, 3, 4
"""Kinds of noise, each with generators of its own."""


@dataclass(frozen=True)
class Draw:
    """One draw. A block that is None is as published; a stream that is None makes no noise."""

    number: int
    imputation: dict[str, Any] | None = None
    treatment: dict[str, Any] | None = None
    normalisation: dict[str, Any] | None = None
    aggregation: dict[str, Any] | None = None
    left_out: str | None = None
    weights_stream: int | None = None
    sampling_stream: int | None = None
    imputed_stream: int | None = None

    def parameters(self) -> dict[str, Any]:
        """What is kept of the draw, and enough to make it again; its number apart."""
        return {key: value for key, value in asdict(self).items() if value is not None and key != "number"}


PUBLISHED = Draw(0)
"""Draw 0: nothing varied."""


@dataclass(frozen=True)
class Factor:
    """Something that varies: its name, and the values among which a draw chooses; streams have no fixed number."""

    name: str
    values: tuple[Any, ...] | None


def generator(seed: int, kind: int, stream: int, place: int = 0) -> np.random.Generator:
    """The generator of one kind of noise, one stream of it, and one indicator by its place in the order of codes."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, kind, stream, place])))


def factors(problem: Problem) -> list[Factor]:
    """What varies, in a fixed order."""
    block = problem.settings["uncertainty"]
    vary = block["vary"]
    found = [
        Factor(name, tuple(_choice(entry) for entry in vary[name]))
        for name in ("imputation", "treatment", "normalisation", "aggregation")
        if len(vary.get(name, ())) > 0
    ]
    if vary.get("leave_one_out"):
        found.append(Factor("left_out", (None, *(column.code for column in problem.columns))))
    if block["weight_noise"]:
        found.append(Factor("weights_stream", None))
    if vary.get("sampling_error") and any(np.nansum(column.standard_error) > 0 for column in problem.columns):
        found.append(Factor("sampling_stream", None))
    if vary.get("imputation_error") and any(_is_imputed(column).any() for column in problem.columns):
        found.append(Factor("imputed_stream", None))
    return found


def draws(problem: Problem) -> Iterator[Draw]:
    """Draw 0 as published, then `uncertainty.draws` random ones."""
    yield PUBLISHED
    block, varied = problem.settings["uncertainty"], factors(problem)
    for number in range(1, block["draws"] + 1):
        chance = generator(block["seed"], CHOICES, number)
        yield made(number, {
            factor.name: number if factor.values is None else factor.values[chance.integers(len(factor.values))]
            for factor in varied
        })  # fmt: skip


def made(number: int, parameters: Mapping[str, Any]) -> Draw:
    """The draw with these parameters (`Draw.parameters`, or one value per factor)."""
    return Draw(number, **parameters)


def _choice(entry: Any) -> dict[str, Any]:
    return dict(entry) if isinstance(entry, Mapping) else {"method": entry}


def _is_imputed(column: Any) -> Any:
    return column.gaps & ~np.isnan(column.imputed)
