"""Rating cycles: the calendar, classes and frameworks that `cycle.yaml` declares for a year.

The file lies in the folder of the cycle's primary framework, `include/frameworks/<id>/cycle.yaml`.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from rkci import paths
from rkci.refusal import Refusal

TIE_BREAKS = ("probability_in", "coverage", "city_code")
"""What may choose among cities with the same score at the cut line of the shortlist; the last is always the code."""


class CycleError(Refusal):
    """There is no such cycle, or its cycle.yaml does not hold; the message says what to do."""


@dataclass(frozen=True)
class Phase:
    """A phase of the year: it opens at an instant and, unless it is one instant, closes at another (exclusive)."""

    code: str
    opens: datetime
    closes: datetime | None


@dataclass(frozen=True)
class CityClass:
    """A class of cities by population; a missing edge is open to that side."""

    code: str
    min: float | None
    min_inclusive: bool
    max: float | None
    max_inclusive: bool


@dataclass(frozen=True)
class AssessmentRule:
    """How many assessors read an answer, how many levels apart they still agree, and which quantile of their levels
    scores (a level that one of them gave); one reader more settles what they do not agree on."""

    readers: int
    agree_within: int
    quantile: float


@dataclass(frozen=True)
class VisitRule:
    """How nominees are visited: the numbers of claims to verify beside the flagged ones, the seed of the random ones,
    days and assessors of a visit, the first day where it is fixed, days on which nobody travels, and how far from the
    city a photo may be taken: `radius_factor` radii of a circle of the city's area, `elsewhere_km` at the very most."""

    heaviest: int
    random: int
    seed: int
    days: int
    team_size: int
    fixed: dict[str, date]
    holidays: frozenset[date]
    radius_factor: float
    elsewhere_km: float


@dataclass(frozen=True)
class Cycle:
    """One yearly cycle; `content_hash` is the SHA-256 of its cycle.yaml."""

    cycle_year: int
    title_id: str
    title_en: str
    frameworks: tuple[str, ...]
    population_year: int
    classes: tuple[CityClass, ...]
    shortlist_per_class: int
    phases: dict[str, Phase]
    content_hash: str = ""
    visits: VisitRule | None = None
    assessment: AssessmentRule | None = None
    tie_break: tuple[str, ...] = TIE_BREAKS

    @property
    def primary_framework(self) -> str:
        """Framework whose indicators the cities are asked for."""
        return self.frameworks[0]


def load(cycle_year: int) -> Cycle:
    """The cycle of a year. Raises CycleError if no cycle.yaml declares it."""
    for cycle in all_cycles():
        if cycle.cycle_year == cycle_year:
            return cycle
    known = ", ".join(str(cycle.cycle_year) for cycle in all_cycles())
    raise CycleError(
        f"No include/frameworks/*/cycle.yaml declares a cycle {cycle_year}; there are {known}. "
        "Add one, or give another `cycle`."
    )


def all_cycles(folder: Path = paths.FRAMEWORKS) -> tuple[Cycle, ...]:
    """Every declared cycle, by year. A file is read again when it changed: a scheduler lives longer than a calendar."""
    cycles = [_read(file, file.stat().st_mtime_ns) for file in sorted(folder.glob("*/cycle.yaml"))]
    return tuple(sorted(cycles, key=lambda cycle: cycle.cycle_year))


@cache
def _read(file: Path, changed_at: int) -> Cycle:
    text = file.read_bytes()
    content = yaml.safe_load(text)
    try:
        timezone = ZoneInfo(content["timezone"])
        cycle = Cycle(
            cycle_year=int(content["cycle_year"]),
            title_id=content["title_id"],
            title_en=content["title_en"],
            frameworks=tuple(content["frameworks"]),
            population_year=int(content["population"]["year"]),
            classes=tuple(_city_class(given) for given in content["classes"]),
            shortlist_per_class=int(content["shortlist"]["per_class"]),
            phases={code: _phase(code, given, timezone) for code, given in content["phases"].items()},
            content_hash=hashlib.sha256(text).hexdigest(),
            visits=_visits(content.get("visits")),
            assessment=_assessment(content.get("assessment")),
            tie_break=tuple(content["shortlist"].get("tie_break", TIE_BREAKS)),
        )
    except KeyError as error:
        raise CycleError(f"{file.parent.name}/cycle.yaml: {error} is missing; see another cycle's file.") from error
    for phase in cycle.phases.values():
        if phase.closes is not None and phase.closes <= phase.opens:
            raise CycleError(f"{file.parent.name}/cycle.yaml: phase {phase.code} closes before it opens.")
    if not set(cycle.tie_break) <= set(TIE_BREAKS) or cycle.tie_break[-1:] != ("city_code",):
        raise CycleError(
            f"{file.parent.name}/cycle.yaml: shortlist.tie_break is {list(cycle.tie_break)}; "
            f"it names some of {', '.join(TIE_BREAKS)} in the order in which they decide, and ends in city_code."
        )
    if file.parent.name != cycle.primary_framework:
        raise CycleError(f"{file.parent.name}/cycle.yaml: the first of `frameworks` must be {file.parent.name}.")
    return cycle


def _city_class(given: dict[str, Any]) -> CityClass:
    return CityClass(
        code=given["code"],
        min=given.get("min"),
        min_inclusive=bool(given.get("min_inclusive", True)),
        max=given.get("max"),
        max_inclusive=bool(given.get("max_inclusive", False)),
    )


def _assessment(given: dict[str, Any] | None) -> AssessmentRule | None:
    if given is None:
        return None
    return AssessmentRule(int(given["readers"]), int(given["agree_within"]), float(given["quantile"]))


def _visits(given: dict[str, Any] | None) -> VisitRule | None:
    if given is None:
        return None
    return VisitRule(
        heaviest=int(given["packet"]["heaviest"]),
        random=int(given["packet"]["random"]),
        seed=int(given["packet"]["seed"]),
        days=int(given["days"]),
        team_size=int(given["team_size"]),
        fixed={str(one["city_code"]): date.fromisoformat(str(one["starts"])) for one in given.get("fixed", ())},
        holidays=frozenset(date.fromisoformat(str(one)) for one in given.get("holidays", ())),
        radius_factor=float(given["photo"]["radius_factor"]),
        elsewhere_km=float(given["photo"]["elsewhere_km"]),
    )


def _phase(code: str, given: dict[str, Any], timezone: ZoneInfo) -> Phase:
    def instant(key: str) -> datetime:
        return datetime.fromisoformat(str(given[key])).replace(tzinfo=timezone)

    return Phase(code, instant("opens"), instant("closes") if "closes" in given else None)
