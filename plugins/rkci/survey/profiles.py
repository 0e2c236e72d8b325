"""How a person's answers are counted: what each combination of answers adds to the sums, as tables of whole numbers.

The answers to a few items of one indicator are the digits of a number, the person's profile (0: no answer). What the
person adds is looked up by it, since reckoning it for ten million persons costs several times as much. An item counts
in steps from its worst answer; an indicator, the mean of what a person answered, in steps so fine that every such mean
is a whole number of them. Four sums are side by side in one bigint: persons, favourable ones, steps, squared steps.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, product

from rkci.refusal import Refusal

MOST_OUTCOMES = 1500
"""Of a profile; the tables of a few hundred numbers stay in the processor's cache."""
WIDEST = 6
"""Bits of a step up to which squares share a number with the rest."""
NUMBER = 63
"""Bits of a bigint without its sign."""
FEWEST_BITS = 6
Digits = tuple[int | None, ...]


@dataclass(frozen=True)
class Item:
    """An item of core.survey_item."""

    item: str
    position: int
    indicator: str
    scale_min: int
    scale_max: int
    direction: int

    @property
    def steps(self) -> int:
        """From the worst answer to the best."""
        return self.scale_max - self.scale_min

    def step(self, digit: int) -> int | None:
        """Steps of an answer from the worst, by its digit in the profile."""
        if digit == 0:
            return None
        return digit - 1 if self.direction > 0 else self.steps + 1 - digit


@dataclass(frozen=True)
class Variable:
    """An item, or an indicator (blank item): `resolution` steps are between 1 and 5; where its sums are looked up."""

    indicator: str
    item: str
    resolution: int
    place: str
    steps: tuple[int | None, ...]

    @property
    def width(self) -> int:
        """Bits of a number of steps."""
        return self.resolution.bit_length()


@dataclass(frozen=True)
class Counting:
    """The variables in their order, and the expressions that core.gather_survey counts by."""

    variables: tuple[Variable, ...]
    profiles: str
    sums: str
    squares: str
    bits: int


def counting(items: Sequence[Item], favourable_from: float) -> Counting:
    """How the answers to these items are counted. `favourable_from` is on 1 to 5.

    Raises Refusal for an indicator of more items than can be counted exactly.
    """
    variables: list[Variable] = []
    profiles: list[str] = []
    for _, same in groupby(
        sorted(items, key=lambda each: (each.indicator, each.position)), lambda each: each.indicator
    ):
        asked = list(same)
        parts = list(_parts(asked))
        named = {part: f"p{len(profiles) + number}" for number, part in enumerate(parts)}
        profiles += [f"{_profile(part)} as {name}" for part, name in named.items()]
        variables.append(_indicator(asked, named))
        variables += [
            Variable(
                item.indicator, item.item, item.steps, name, tuple(item.step(one[place]) for one in _outcomes(part))
            )
            for part, name in named.items()
            for place, item in enumerate(part)
        ]
    variables.sort(key=lambda each: (each.indicator, each.item))
    if not variables:
        return Counting((), "0 as p0", "null::bigint", "null::bigint", NUMBER // 4)
    finest = max(variables, key=lambda each: each.width)
    bits = min(map(_bits, variables))
    if bits < FEWEST_BITS:
        raise Refusal(
            f"The indicator {finest.indicator} has too many items: there is no step that the means of so many are "
            "whole numbers of and that could be counted in. Let it have up to 18, and the framework more indicators."
        )
    sums, squares = [], []
    for each in variables:
        place = 3 * bits + each.width
        added = [
            0
            if step is None
            else 1
            + ((4 * step >= (favourable_from - 1) * each.resolution) << bits)
            + (step << 2 * bits)
            + (step**2 << place if each.width <= WIDEST else 0)
            for step in each.steps
        ]
        sums.append(_summed(added, each.place))
        wide = [0 if step is None else step**2 for step in each.steps]
        squares.append(_summed(wide, each.place) if each.width > WIDEST else "null::bigint")
    return Counting(tuple(variables), ", ".join(profiles), ", ".join(sums), ", ".join(squares), bits)


def _bits(variable: Variable) -> int:
    """What a count may take of a number that holds the variable's sums."""
    if variable.width <= WIDEST:
        return (NUMBER - 3 * variable.width) // 4
    return min((NUMBER - variable.width) // 3, NUMBER - 2 * variable.width)


def _parts(items: Sequence[Item]) -> Iterable[tuple[Item, ...]]:
    """The items of an indicator in parts, each with few enough outcomes."""
    part: list[Item] = []
    for item in items:
        if part and math.prod(each.steps + 2 for each in (*part, item)) > MOST_OUTCOMES:
            yield tuple(part)
            part = []
        part.append(item)
    yield tuple(part)


def _outcomes(part: Sequence[Item]) -> Iterable[tuple[int, ...]]:
    """The digits of every profile, in the order of the profiles."""
    return product(*(range(item.steps + 2) for item in part))


def _profile(part: Sequence[Item]) -> str:
    terms = []
    for number, item in enumerate(part):
        place = math.prod(each.steps + 2 for each in part[number + 1 :])
        factor = f" * {place}" if place > 1 else ""
        terms.append(f"get_byte(answer, {item.position - 1}){factor}")
    return " + ".join(terms)


def _indicator(items: Sequence[Item], named: dict[tuple[Item, ...], str]) -> Variable:
    """The mean of the items that a person answered. Of several profiles, each is a code for how many items it answers
    and how well; codes add up, and the mean is looked up by their sum."""
    common = math.lcm(*(item.steps for item in items))
    finest = math.lcm(*range(1, len(items) + 1))
    base = len(items) * common + 1

    def code(part: Sequence[Item], digits: Sequence[int]) -> int:
        steps = [(item.step(digit), common // item.steps) for item, digit in zip(part, digits, strict=True)]
        return sum(base + step * weight for step, weight in steps if step is not None)

    def mean(code: int) -> int | None:
        answered, steps = divmod(code, base)
        return steps * finest // answered if answered and steps <= answered * common else None

    codes = {part: [code(part, digits) for digits in _outcomes(part)] for part in named}
    if len(named) == 1:
        ((part, name),) = named.items()
        return Variable(items[0].indicator, "", common * finest, name, tuple(map(mean, codes[part])))
    place = " + ".join(f"({_table(codes[part], 'integer')})[{name}]" for part, name in named.items())
    return Variable(items[0].indicator, "", common * finest, place, tuple(map(mean, range((len(items) + 1) * base))))


def _summed(added: Sequence[int], place: str) -> str:
    return f"core.whole_sum(({_table(added, 'bigint')})[{place}])"


def _table(values: Sequence[int], kind: str) -> str:
    """A constant array, counted from 0; without nulls, behind which a cell is looked for one by one."""
    return f"'[0:{len(values) - 1}]={{{','.join(map(str, values))}}}'::{kind}[]"
