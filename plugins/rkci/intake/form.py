"""What a form asks of a city and what stands in it, whether it is a workbook or a CSV file."""

import re
from dataclasses import dataclass

from rkci.city_register import City
from rkci.framework import Framework, Indicator, Node


@dataclass(frozen=True)
class Answer:
    """What stands in the row of one indicator. A number is written into a number cell, a text as it is."""

    value: str | float
    year: int | str | None = None
    agency: str = ""
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True)
class Innovation:
    """An innovation or programme of the city. `domain` is the text of the drop-down, `since` a year."""

    name: str
    domain: str = ""
    what: str = ""
    since: int | str | None = None
    users: str = ""
    evidence: str = ""


def file_name(cycle_year: int, city: City, revision: int = 1, suffix: str = ".xlsx") -> str:
    """Name of a city's form, for example rkci-2017_1276_binjai.xlsx, or ..._r2.xlsx for its second revision."""
    slug = re.sub("[^a-z]+", "-", city.city_name.lower().removeprefix("kota ")).strip("-")
    return f"rkci-{cycle_year}_{city.city_code}_{slug}{'' if revision == 1 else f'_r{revision}'}{suffix}"


def questions(framework: Framework) -> dict[Node, dict[Node, list[Indicator]]]:
    """The submitted indicators by dimension (a sheet) and the node that they hang on, in the framework's order."""
    nodes = {node.code: node for node in framework.nodes}
    dimensions: dict[Node, dict[Node, list[Indicator]]] = {}
    for indicator in framework.indicators:
        if indicator.source == "submitted":
            groups = dimensions.setdefault(framework.dimension_of(indicator), {})
            groups.setdefault(nodes[indicator.parent], []).append(indicator)
    return dimensions


def domain_label(dimension: Node) -> str:
    """A dimension as the drop-down of innovations shows it."""
    return f"{dimension.name_id} / {dimension.name_en}"


def expected(indicator: Indicator) -> str:
    """What may be written in the answer cell, in both languages."""
    if indicator.value_kind == "boolean":
        return "Ya atau Tidak.\nYa (yes) or Tidak (no)."
    if indicator.value_kind == "maturity":
        return "Tingkat 1, 2, 3, 4 atau 5, atau TAP bila tidak berlaku.\nLevel 1 to 5, or TAP if not applicable."
    low, high = indicator.valid_min, indicator.valid_max
    return (
        f"Angka dalam {indicator.unit}{_between(low, high, ' dari ', ' sampai ')}; "
        "TAP bila tidak berlaku, - bila tidak ada data.\n"
        f"A number in {indicator.unit}{_between(low, high, ' from ', ' to ')}; "
        "TAP if not applicable, - if there is no data."
    )


def _between(low: float | None, high: float | None, start: str, end: str) -> str:
    return ("" if low is None else f"{start}{low:g}") + ("" if high is None else f"{end}{high:g}")
