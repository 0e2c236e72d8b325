"""What a claim costs that a visit disproves: the block `disproved_claims` of framework.yaml, for each indicator."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rkci.framework.model import Framework, Indicator
from rkci.framework.settings import FILE
from rkci.refusal import Fault


class Penalty(NamedTuple):
    """What a disproved claim of an indicator costs, in its unit; `direction` is 1 where more is better, -1 where less.

    `share` of the distance between claim and finding is taken off what was found, but nothing beyond `worst`; without
    a share all of it down to `worst`, without a worst value nothing stops the share.
    """

    indicator_code: str
    direction: int
    worst: float | None
    share: float | None


def penalties_of(framework: Framework) -> list[Penalty]:
    """The penalty of each indicator that cities claim; none where the framework has no penalty."""
    block = framework.settings["disproved_claims"]
    if block["method"] == "none":
        return []
    share = block["share"] if block["method"] == "share" else None
    return [
        Penalty(indicator.code, indicator.direction, _worst(framework.settings, indicator), share)
        for indicator in _claimed(framework.indicators)
    ]


def penalty_faults(settings: Mapping[str, Any], indicators: Sequence[Indicator]) -> Iterator[Fault]:
    """What the chosen penalty lacks."""
    block = settings["disproved_claims"]
    if block["method"] == "share" and not block["share"]:
        yield Fault(FILE, "`disproved_claims.share` is missing; method share needs the share to take off, above 0.")
    if block["method"] == "to_minimum":
        for indicator in _claimed(indicators):
            if _worst(settings, indicator) is None:
                bounds = ("goalpost_low", "valid_min") if indicator.direction > 0 else ("goalpost_high", "valid_max")
                words = f"{indicator.code} has no worst value for `disproved_claims.method` to_minimum"
                yield Fault("indicators.csv", f"{words}; give it {' or '.join(bounds)}.")


def _claimed(indicators: Sequence[Indicator]) -> list[Indicator]:
    return [indicator for indicator in indicators if indicator.source == "submitted"]


def _worst(settings: Mapping[str, Any], indicator: Indicator) -> float | None:
    """The worst goalpost that is a possible value; of a value that is divided before it is scaled, the valid bound."""
    is_divided = settings["denomination"]["method"] == "by_column" and indicator.denominator is not None
    more_is_better = indicator.direction > 0
    goalpost = indicator.goalpost_low if more_is_better else indicator.goalpost_high
    bound = indicator.valid_min if more_is_better else indicator.valid_max
    known = [value for value in (None if is_divided else goalpost, bound) if value is not None]
    return (max if more_is_better else min)(known, default=None)
