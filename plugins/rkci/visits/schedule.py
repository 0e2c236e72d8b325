"""Who visits which nominee, and when: without a conflict of interest, and no assessor in two places at once."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rkci.cycles import Phase, VisitRule
from rkci.refusal import Refusal

SATURDAY = 5


@dataclass(frozen=True)
class Visit:
    """The days of a visit in order, its team, and everybody who may confirm a finding, all without a conflict."""

    city_code: str
    days: tuple[date, ...]
    team: tuple[str, ...]
    reviewers: tuple[str, ...]


def plan(
    cities: Sequence[str], assessors: Mapping[str, frozenset[str]], rule: VisitRule, phase: Phase
) -> dict[str, Visit]:
    """The visit of each of `cities`, which are planned in their order, after those whose day is fixed.

    `assessors` maps each to the cities that he or she is barred from. A visit takes the first days on which enough
    assessors are free; of them those with the fewest visits so far go, by code where they are equal. Raises Refusal
    where a fixed day does not fit, or the phase has no days left for a city.
    """
    possible = _starts(rule, phase)
    busy: dict[str, set[date]] = defaultdict(set)
    visits: Counter[str] = Counter()
    planned: dict[str, Visit] = {}
    for city in sorted(cities, key=lambda city: city not in rule.first_days):
        allowed = sorted(assessor for assessor, barred in assessors.items() if city not in barred)
        if len(allowed) < max(rule.team_size, 2):
            raise Refusal(
                f"{len(allowed)} registered assessors may visit {city}; a team has {rule.team_size}, and another than "
                "the assessor confirms what one finds. Register more with `rkci assessors`."
            )
        starts = [rule.first_days[city]] if city in rule.first_days else possible
        if not set(starts) <= set(possible):
            raise Refusal(
                f"cycle.yaml, visits.fixed: {rule.days} days from {starts[0]} for {city} are not all working days of "
                "the phase visits; correct the day."
            )
        for start in starts:
            days = _days(start, rule)
            free = [assessor for assessor in allowed if busy[assessor].isdisjoint(days)]
            if len(free) >= rule.team_size:
                team = sorted(free, key=lambda assessor: (visits[assessor], assessor))[: rule.team_size]
                break
        else:
            raise Refusal(
                f"No {rule.team_size} assessors are free for {city} in the phase visits: register more with "
                "`rkci assessors`, or make the phase longer in cycle.yaml."
            )
        for assessor in team:
            busy[assessor].update(days)
        visits.update(team)
        planned[city] = Visit(city, days, tuple(sorted(team)), tuple(allowed))
    return planned


def _starts(rule: VisitRule, phase: Phase) -> list[date]:
    """Days from which a whole visit fits into the phase, on working days only."""
    if phase.closes is None:
        raise Refusal("cycle.yaml: the phase visits has no `closes`; give it one.")
    last = (phase.closes - timedelta(microseconds=1)).date()
    first = phase.opens.date()
    return [
        start
        for start in (first + timedelta(days=number) for number in range((last - first).days + 1))
        if all(day <= last and day.weekday() < SATURDAY and day not in rule.holidays for day in _days(start, rule))
    ]


def _days(start: date, rule: VisitRule) -> tuple[date, ...]:
    return tuple(start + timedelta(days=number) for number in range(rule.days))
