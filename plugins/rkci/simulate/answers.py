"""What a simulated city writes: plausible answers from its factor, with the gaps and habits of real officers.

Every cell has a random stream of its own (seed, city, indicator), so that an indicator added to the framework
changes no other answer.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import exp, log
from random import Random
from statistics import NormalDist

from rkci.framework import Framework, Indicator
from rkci.framework.model import Relation
from rkci.intake.workbook import Answer
from rkci.streams import stream

LOADING = 0.6
"""Correlation of each answer with the city's factor, before it is mapped into the range of the indicator."""

GAPS = {"": 5, "TAP": 2, "-": 2, "tidak ada data": 1}
"""What stands in a cell that is not answered with a value, with its relative frequency."""

AGENCIES = (
    "Bappeda", "Dinas Komunikasi dan Informatika", "Dinas Kesehatan", "Dinas Pendidikan", "Dinas Lingkungan Hidup",
    "Dinas Perhubungan", "BKPSDM", "DPMPTSP", "BPKAD", "Bagian Organisasi Setda",
)  # fmt: skip
PROGRESS = 0.2
"""How much lower each answer stood in the cycle before, on the scale on which a city's answers vary by 1."""
SHARE_KNOWN_BEFORE = 0.9
"""Share of the answers that the cycle before had too."""

Known = Mapping[tuple[str, int], float]
"""Official statistics of a city that measure what it is asked for, by indicator code and year."""

DOCUMENTS = ("LKIP", "LPPD", "Renja", "Peraturan Wali Kota", "SK Wali Kota", "Laporan tahunan dinas", "RPJMD")


def answers(
    framework: Framework,
    city_code: str,
    factor: float,
    cycle_year: int,
    seed: int,
    *,
    leaves_gaps: bool = True,
    known: Known | None = None,
) -> dict[str, Answer]:
    """The answers of one city by indicator code. Without gaps, every question has a value: a second revision.

    Where an official statistic of the same year is `known`, that is what the city answers.
    """
    ability = NormalDist().cdf(factor)
    writes_text = stream(seed, city_code, "writes_text").random() < 0.25
    found: dict[str, Answer] = {}
    for indicator in framework.indicators:
        if indicator.source == "submitted":
            random = stream(seed, city_code, indicator.code)
            value: str | float = _value(indicator, factor, random.gauss())
            if random.random() < 0.04 + 0.06 * (1 - ability) and leaves_gaps and not indicator.required:
                value = random.choices(list(GAPS), list(GAPS.values()))[0]
            answer = _documented(value, cycle_year, random)
            if not isinstance(value, str):
                value = (known or {}).get((indicator.code, int(answer.year or cycle_year)), value)
                answer = replace(answer, value=_as_text(value, indicator.value_kind) if writes_text else value)
            found[indicator.code] = answer
    for relation in framework.comparisons.relations:
        if relation.kind == "sum":
            _add_up(found, relation, writes_text, stream(seed, city_code, relation.code))
    return found


def earlier(
    framework: Framework, city_code: str, factor: float, cycle_year: int, seed: int, *, known: Known | None = None
) -> dict[str, float]:
    """What the city had answered for the year of an earlier cycle, by indicator code: a little less, of most things.

    No number or percentage is that of today. Parts of a whole had not been asked for.
    """
    sums = [relation for relation in framework.comparisons.relations if relation.kind == "sum"]
    parts = {code for relation in sums for code in relation.part_codes}
    found: dict[str, float] = {}
    for indicator in framework.indicators:
        if indicator.source == "submitted" and indicator.code not in parts:
            random = stream(seed, city_code, indicator.code, cycle_year)
            if random.random() < SHARE_KNOWN_BEFORE:
                found[indicator.code] = _earlier(indicator, factor, city_code, cycle_year, seed, known or {})
    return found


def number(written: str | float) -> float:
    """An answer of `answers` that has a value, as a number."""
    if isinstance(written, str):
        return float({"Ya": "1", "Tidak": "0"}.get(written, written).removesuffix("%").replace(",", "."))
    return float(written)


def _add_up(found: dict[str, Answer], relation: Relation, writes_text: bool, random: Random) -> None:
    """Write the parts of a whole in per cent so that they add up to it; where it has no value, neither have they."""
    whole = found[relation.whole_code].value
    shares = [random.uniform(1, 2) for _ in relation.part_codes]
    for code, share in zip(relation.part_codes, shares, strict=True):
        value = whole
        if whole not in GAPS:
            part = round(number(whole) * share / sum(shares), 1)
            value = _as_text(part, "percent") if writes_text else part
        if found[code].value not in GAPS:
            found[code] = replace(found[code], value=value)


def _earlier(indicator: Indicator, factor: float, city_code: str, cycle_year: int, seed: int, known: Known) -> float:
    if (official := known.get((indicator.code, cycle_year))) is not None:
        return official
    deviation = stream(seed, city_code, indicator.code).gauss()
    today = number(_value(indicator, factor, deviation))
    before = number(_value(indicator, factor, deviation - PROGRESS))
    if indicator.value_kind in ("number", "percent") and before == today:
        return float(f"{0.98 * today:.3g}")
    return before


def _value(indicator: Indicator, factor: float, deviation: float) -> str | float:
    """A value in the indicator's range: the better the city, the nearer to the good goalpost.

    `deviation` is how far the city is from its factor in this answer, standard normal.
    """
    achievement = NormalDist().cdf(LOADING * factor + (1 - LOADING**2) ** 0.5 * deviation)
    if indicator.value_kind == "maturity":
        return 1 + min(4, int(5 * achievement))
    if indicator.value_kind == "boolean":
        return "Ya" if achievement > stream("threshold", indicator.code).uniform(0.2, 0.6) else "Tidak"
    share = 0.05 + 0.9 * (achievement if indicator.direction > 0 else 1 - achievement)
    low, high = _range(indicator)
    if low > 0 and high / low >= 50:
        value = exp(log(low) + share * (log(high) - log(low)))
    else:
        value = low + share * (high - low)
    value = round(value, 1) if indicator.value_kind == "percent" else float(f"{value:.3g}")
    value = min(max(value, low), high)
    return int(value) if value >= 100 else value


def _range(indicator: Indicator) -> tuple[float, float]:
    """Goalposts where there are any, within the valid range."""
    lows = [bound for bound in (indicator.goalpost_low, indicator.valid_min) if bound is not None]
    highs = [bound for bound in (indicator.goalpost_high, indicator.valid_max) if bound is not None]
    return (max(lows, default=0.0), min(highs, default=100.0))


def _as_text(value: float, value_kind: str) -> str | float:
    """The number as an Indonesian officer types it into a text cell; from 1000 on it stays a number."""
    if value >= 1000:
        return value
    text = f"{value:g}".replace(".", ",")
    return f"{text} %" if value_kind == "percent" else text


def _documented(value: str | float, cycle_year: int, random: Random) -> Answer:
    """The answer with year, source and evidence, as far as the officer gave them."""
    if value == "":
        return Answer("")
    year = cycle_year - random.choice((0, 1, 1, 1))
    evidence = f"Simulasi: {random.choice(DOCUMENTS)} {year}, hlm. {random.randint(3, 180)}"
    return Answer(
        value,
        year=year,
        agency=random.choice(AGENCIES),
        evidence=evidence if random.random() < 0.85 else "",
        note="Angka sementara (simulasi)" if random.random() < 0.05 else "",
    )
