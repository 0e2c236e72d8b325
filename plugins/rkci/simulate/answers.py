"""What a simulated city writes: plausible answers from its factor, with the gaps and habits of real officers.

Every cell has a random stream of its own (seed, city, indicator), so that an indicator added to the framework
changes no other answer.
"""

from math import exp, log
from random import Random
from statistics import NormalDist

from rkci.framework import Framework, Indicator
from rkci.intake.workbook import Answer
from rkci.simulate.streams import stream

LOADING = 0.6
"""Correlation of each answer with the city's factor, before it is mapped into the range of the indicator."""

GAPS = {"": 5, "TAP": 2, "-": 2, "tidak ada data": 1}
"""What stands in a cell that is not answered with a value, with its relative frequency."""

AGENCIES = (
    "Bappeda", "Dinas Komunikasi dan Informatika", "Dinas Kesehatan", "Dinas Pendidikan", "Dinas Lingkungan Hidup",
    "Dinas Perhubungan", "BKPSDM", "DPMPTSP", "BPKAD", "Bagian Organisasi Setda",
)  # fmt: skip
DOCUMENTS = ("LKIP", "LPPD", "Renja", "Peraturan Wali Kota", "SK Wali Kota", "Laporan tahunan dinas", "RPJMD")


def answers(
    framework: Framework, city_code: str, factor: float, cycle_year: int, seed: int, *, leaves_gaps: bool = True
) -> dict[str, Answer]:
    """The answers of one city by indicator code. Without gaps, every question has a value: a second revision."""
    ability = NormalDist().cdf(factor)
    writes_text = stream(seed, city_code, "writes_text").random() < 0.25
    found: dict[str, Answer] = {}
    for indicator in framework.indicators:
        if indicator.source == "submitted":
            random = stream(seed, city_code, indicator.code)
            value: str | float = _value(indicator, factor, random)
            if random.random() < 0.04 + 0.06 * (1 - ability) and leaves_gaps and not indicator.required:
                value = random.choices(list(GAPS), list(GAPS.values()))[0]
            elif writes_text and not isinstance(value, str):
                value = _as_text(value, indicator.value_kind)
            found[indicator.code] = _documented(value, cycle_year, random)
    return found


def _value(indicator: Indicator, factor: float, random: Random) -> str | float:
    """A value in the indicator's range: the better the city, the nearer to the good goalpost."""
    achievement = NormalDist().cdf(LOADING * factor + (1 - LOADING**2) ** 0.5 * random.gauss())
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
