"""Origins: the ways by which a value comes to be scored, all of them, in the order of the default precedence.

What else names an origin is derived from here, or held to it by tests/framework/test_origins_and_units.py: the check on
`core.indicator_value.origin`, the shares of `mart.ranking`, the rule `indicator_value.value_traceable`.
"""

from typing import NamedTuple


class Origin(NamedTuple):
    """What people read of an origin; `is_source` where an indicator may be declared as asked for in this way."""

    indonesian: str
    english: str
    is_source: bool


ORIGINS = {
    "objection": Origin("sanggahan yang diterima", "accepted objection", False),
    "visit": Origin("kunjungan lapangan", "field visit", True),
    "survey": Origin("survei warga", "citizen survey", True),
    "assessed": Origin("penilaian meja", "assessed at the desk", False),
    "submitted": Origin("isian kota", "submitted by the city", True),
    "official": Origin("statistik resmi", "official statistic", True),
}
SOURCES = tuple(code for code, origin in reversed(ORIGINS.items()) if origin.is_source)
"""What the column `source` of indicators.csv may say."""

ANSWERED = ("submitted", "visit")
"""Sources whose values people write into a form in the indicator's unit."""
