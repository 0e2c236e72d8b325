"""What a cycle.yaml may say: every key, its kind, and what must hold between keys.

The classes mirror the file; any mapping of it may carry a `provenance`. Instants are written in local time and get the
time zone of the cycle (`context` of the validation, see rkci.cycles.declaration).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic.dataclasses import dataclass

from rkci import plain_yaml

TIMEZONE = "Asia/Jakarta"
"""Time zone of a cycle that names none."""
TIE_BREAKS = ("probability_in", "coverage", "city_code")
"""What may choose among cities with the same score at the cut line of the shortlist; the last is always the code."""
STEPS = (
    ("cycle_open",),
    ("submission",),
    ("clarification", "assessment"),
    ("shortlist",),
    ("survey", "visits"),
    ("objections",),
    ("release",),
)
"""The phases of a year in their order: each step is over before the next begins; phases of one step may overlap."""
INSTANTS = ("cycle_open", "shortlist", "release")
"""Phases that are one instant; all others open and close."""
STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)


def _reader(read: Callable[[Any], Any], words: str) -> BeforeValidator:
    """Takes a kind of value from its text, as rkci.plain_yaml does everywhere."""

    def validate(given: Any) -> Any:
        found = read(given)
        if found is None:
            raise ValueError(f"it must be {words}")
        return found

    return BeforeValidator(validate)


Whole = Annotated[int, _reader(plain_yaml.whole, "a whole number")]
Number = Annotated[float, _reader(plain_yaml.number, "a number")]
Truth = Annotated[bool, _reader(plain_yaml.truth, "true or false")]
ClassCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
CityCode = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
FrameworkId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][\w.-]*$")]
Words = Annotated[str, Field(min_length=1)]
Share = Annotated[Number, Field(ge=0, le=1)]
Year = Annotated[Whole, Field(ge=1990, le=2100)]


def _unique(values: tuple[Any, ...]) -> tuple[Any, ...]:
    _refuse(f"{value} appears twice" for value in _doubled(values))
    return values


def _instant(value: Any, info: ValidationInfo) -> Any:
    """`2017-05-15T00:00` in the time zone of the cycle; what is an instant already stays as it is."""
    if isinstance(value, datetime):
        return value
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?", str(value)):
        raise ValueError("write local time without an offset, as 2017-05-15T00:00")
    local = datetime.fromisoformat(str(value))
    instant = local.replace(tzinfo=(info.context or {}).get("timezone", UTC))
    if instant.astimezone(UTC).astimezone(instant.tzinfo).replace(tzinfo=None) != local:
        raise ValueError("no clock of that time zone shows this time: it is set forward over it")
    return instant


def _day(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ValueError("write a day as 2017-08-17")
    return value


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError) as error:
        raise ValueError("there is no such time zone; write one of the IANA list, as Asia/Jakarta") from error
    return value


Instant = Annotated[datetime, BeforeValidator(_instant)]
Day = Annotated[date, BeforeValidator(_day)]
PhaseCode = Annotated[str, AfterValidator(lambda code: _phase_code(code))]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Part:
    """A mapping of the file; where its content comes from may stand in any."""

    provenance: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Phase(Part):
    """A phase of the year: it opens at an instant and, unless it is one instant, closes at another (exclusive)."""

    opens: Instant
    closes: Instant | None = None

    @property
    def ends(self) -> datetime:
        """The first instant after the phase; that of an instant is its own."""
        return self.closes or self.opens


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Population(Part):
    """Year of the populations that make the classes."""

    year: Year


@dataclass(frozen=True, kw_only=True, config=STRICT)
class CityClass(Part):
    """A class of cities by population (persons); a missing edge is open to that side."""

    code: ClassCode
    min: Annotated[Number, Field(ge=0)] | None = None
    min_inclusive: Truth = True
    max: Annotated[Number, Field(gt=0)] | None = None
    max_inclusive: Truth = False


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ShortlistRule(Part):
    """How many cities of a class are nominees, and what decides among equal scores at the cut line."""

    per_class: Annotated[Whole, Field(ge=1)]
    tie_break: Annotated[tuple[str, ...], AfterValidator(lambda given: _tie_break(given))] = TIE_BREAKS


@dataclass(frozen=True, kw_only=True, config=STRICT)
class AssessmentRule(Part):
    """How many assessors read an answer, how many levels apart they still agree, and which quantile of their levels
    scores (a level that one of them gave); one reader more settles what they do not agree on."""

    readers: Annotated[Whole, Field(ge=1)]
    agree_within: Annotated[Whole, Field(ge=0)]
    quantile: Share


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Packet(Part):
    """The numbers of claims that a visit verifies beside the flagged ones, and the seed of the random ones."""

    heaviest: Annotated[Whole, Field(ge=0)]
    random: Annotated[Whole, Field(ge=0)]
    seed: Whole


@dataclass(frozen=True, kw_only=True, config=STRICT)
class PhotoRule(Part):
    """How far from the city a photo may be taken: `radius_factor` radii of a circle of the city's area, `elsewhere_km`
    at the very most."""

    radius_factor: Annotated[Number, Field(gt=0)]
    elsewhere_km: Annotated[Number, Field(gt=0)]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class FixedVisit(Part):
    """A visit whose first day is fixed."""

    city_code: CityCode
    starts: Day


@dataclass(frozen=True, kw_only=True, config=STRICT)
class VisitRule(Part):
    """How nominees are visited: what is verified, days and assessors of a visit, the first day where it is fixed, days
    on which nobody travels, and where photos are taken."""

    packet: Packet
    days: Annotated[Whole, Field(ge=1)]
    team_size: Annotated[Whole, Field(ge=1)]
    fixed: tuple[FixedVisit, ...] = ()
    holidays: Annotated[tuple[Day, ...], AfterValidator(_unique)] = ()
    photo: PhotoRule

    @property
    def first_days(self) -> dict[str, date]:
        """City code to the first day of its visit, where it is fixed."""
        return {visit.city_code: visit.starts for visit in self.fixed}


@dataclass(frozen=True, kw_only=True, config=STRICT)
class FlagRule(Part):
    """A rule of quality/survey_flag.sql: past its threshold an answer of the survey is flagged, and does not count
    where it excludes. `modes` are those that it looks at; empty for all."""

    rule: Literal[
        "same_phone", "same_device", "burst", "straight_lining", "speeding", "impossible_time", "enumerator_effect"
    ]  # fmt: skip
    threshold: Annotated[Number, Field(ge=0)]
    excludes: Truth
    modes: Annotated[tuple[Literal["face_to_face", "phone", "online"], ...], AfterValidator(_unique)] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class SurveyRule(Part):
    """Which data-quality rules flag answers of the survey."""

    flags: Annotated[tuple[FlagRule, ...], AfterValidator(lambda given: _one_per_rule(given))] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class SurveyEstimateRule(Part):
    """When a city's answers count: from this share of the target; cells below so many stay in core. How they are
    weighed: no weight above `trim` mean weights, strata with one unit by `lonely_psu` (rkci.survey.design), and
    favourable from this answer on the scale of 1 to 5."""

    target_share: Share
    suppress_below: Annotated[Whole, Field(ge=0)]
    trim: Annotated[Number, Field(ge=1)]
    lonely_psu: Literal["fail", "certainty", "adjust", "average", "remove"]
    favourable_from: Annotated[Number, Field(ge=1, le=5)]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class DeliveryRule(Part):
    """Which time of a file counts for its deadline, and for which word is the newest: when it was first seen, with the
    sender's believed as far back as `lag_minutes`, or the sender's alone. With `flag`, the sender's is asked about from
    `apart_hours` before the first sight on; one in the future, or before the cycle, always is (intake.delivery)."""

    counts: Literal["first_seen", "sender"] = "first_seen"
    lag_minutes: Annotated[Whole, Field(ge=0)] = 30
    flag: Truth = True
    apart_hours: Annotated[Whole, Field(ge=1)] = 24


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Cycle(Part):
    """One yearly cycle."""

    cycle_year: Annotated[Whole, Field(ge=2015, le=2100)]
    title_id: Words
    title_en: Words
    demo: Truth = False
    """Whether everything in it is made up: only then may it be simulated, approved by nobody, and frozen again."""
    timezone: Annotated[str, AfterValidator(_timezone)] = TIMEZONE
    frameworks: Annotated[tuple[FrameworkId, ...], Field(min_length=1), AfterValidator(_unique)]
    population: Population
    classes: Annotated[tuple[CityClass, ...], AfterValidator(lambda given: _without_gaps(given))]
    shortlist: ShortlistRule
    phases: Annotated[dict[PhaseCode, Phase], AfterValidator(lambda given: _in_order(given))]
    delivery: DeliveryRule = DeliveryRule()
    visits: VisitRule | None = None
    assessment: AssessmentRule | None = None
    survey: SurveyRule = SurveyRule()
    survey_estimates: SurveyEstimateRule | None = None

    @property
    def primary_framework(self) -> str:
        """Framework whose indicators the cities are asked for."""
        return self.frameworks[0]

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its people live by the clock."""
        return ZoneInfo(self.timezone)


def _refuse(found: Iterable[str]) -> None:
    if faults := list(found):
        raise ValueError("; ".join(faults))


def _doubled(values: Iterable[Any]) -> Iterator[Any]:
    return (value for value, times in Counter(values).items() if times > 1)


def _tie_break(given: tuple[str, ...]) -> tuple[str, ...]:
    if not set(given) <= set(TIE_BREAKS) or len(set(given)) < len(given) or given[-1:] != ("city_code",):
        raise ValueError(
            f"it names some of {', '.join(TIE_BREAKS)} in the order in which they decide, and ends in city_code"
        )
    return given


def _one_per_rule(given: tuple[FlagRule, ...]) -> tuple[FlagRule, ...]:
    _unique(tuple(rule.rule for rule in given))
    return given


def _without_gaps(classes: tuple[CityClass, ...]) -> tuple[CityClass, ...]:
    """Every population belongs to just one class."""
    _refuse(f"two classes have the code {code}" for code in _doubled(each.code for each in classes))
    _refuse(
        f"{each.code} is empty: it ends at {each.max:.10g} and begins at {each.min:.10g}"
        for each in classes
        if each.min is not None and each.max is not None and _is_empty(each.min, each.max, each)
    )
    ordered = sorted(classes, key=lambda each: -1.0 if each.min is None else each.min)
    _refuse(_edge_faults(ordered))
    return classes


def _is_empty(low: float, high: float, each: CityClass) -> bool:
    return low > high or (low == high and not (each.min_inclusive and each.max_inclusive))


def _edge_faults(ordered: list[CityClass]) -> Iterator[str]:
    if not ordered:
        yield "there is none, so no city has a class; write one at least"
        return
    smallest, greatest = ordered[0], ordered[-1]
    if smallest.min is not None and (smallest.min > 0 or not smallest.min_inclusive):
        yield f"a population below {smallest.min:.10g} has no class; leave out `min` of {smallest.code}"
    if greatest.max is not None:
        yield f"a population above {greatest.max:.10g} has no class; leave out `max` of {greatest.code}"
    for below, above in pairwise(ordered):
        if below.max is None or above.min is None or below.max > above.min:
            yield f"{below.code} and {above.code} overlap"
        elif below.max < above.min:
            yield f"a population between {below.max:.10g} and {above.min:.10g} has no class"
        elif below.max_inclusive and above.min_inclusive:
            yield f"{below.code} and {above.code} both hold {above.min:.10g}; one edge is inclusive, the other is not"
        elif not below.max_inclusive and not above.min_inclusive:
            yield f"neither {below.code} nor {above.code} holds {above.min:.10g}; one of the edges is inclusive"


def _phase_code(code: str) -> str:
    known = [code for step in STEPS for code in step]
    if code not in known:
        raise ValueError(f"there is no such phase; there are {', '.join(known)}")
    return code


def _in_order(phases: dict[str, Phase]) -> dict[str, Phase]:
    """Every phase closes after it opens, and after all that comes before it is over."""
    _refuse([] if "submission" in phases else ["there is no phase submission; it opens and closes"])
    _refuse(_window_faults(phases))
    _refuse(_order_faults(phases))
    return phases


def _window_faults(phases: dict[str, Phase]) -> Iterator[str]:
    for code, phase in phases.items():
        if code in INSTANTS and phase.closes is not None:
            yield f"phase {code} is one instant; leave out `closes`"
        elif code not in INSTANTS and phase.closes is None:
            yield f"phase {code} has no `closes`"
        elif phase.closes is not None and phase.closes <= phase.opens:
            yield f"phase {code} closes before it opens"


def _order_faults(phases: dict[str, Phase]) -> Iterator[str]:
    before: list[str] = []
    for step in STEPS:
        here = [code for code in phases if code in step]
        for code in here:
            for earlier in before:
                if phases[earlier].ends > phases[code].opens:
                    yield f"phase {code} opens before phase {earlier} is over"
        before.extend(here)
