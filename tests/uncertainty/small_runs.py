"""Runs over a few units, scored on the real database from columns of values."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from psycopg2.extensions import connection as Connection

from rkci import framework as frameworks
from rkci.scoring import ad_hoc
from rkci.scoring.given import Cell, Given
from rkci.scoring.run import Unit

GOALPOSTS = {"method": "goalposts", "min": 0, "max": 100}
"""On goalposts of 0 and 100 a normalised value is the value itself."""


@dataclass
class Case:
    """What to score: indicators with the values of units a, b, c, ..., and what differs from the plain case."""

    values: Mapping[str, Sequence[float | None]]
    uncertainty: Mapping[str, Any] | None = None
    blocks: Mapping[str, Any] = field(default_factory=dict)
    """Blocks of framework.yaml besides."""
    parents: Mapping[str, str] = field(default_factory=dict)
    """Parent of an indicator where it is not the index."""
    weights: Mapping[str, float] = field(default_factory=dict)
    directions: Mapping[str, int] = field(default_factory=dict)
    errors: Mapping[str, Sequence[float | None]] = field(default_factory=dict)
    valid: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    groups: Sequence[str] | None = None
    denominators: Mapping[str, Sequence[float]] = field(default_factory=dict)
    logarithms: Sequence[str] = ()
    """Indicators with the transform ln."""


Simulated = Callable[[Case], int]
"""Scores a case and gives its run_id."""


def scored(connection: Connection, folder: Path, case: Case) -> int:
    """Score a case as an ad-hoc run that stays; gives its run_id."""
    number = len(next(iter(case.values.values())))
    codes = [chr(ord("a") + place) if number <= 26 else f"u{place:03d}" for place in range(number)]
    attributes: list[dict[str, str]] = [{"class": group} for group in case.groups or [""] * number]
    for indicator, column in case.denominators.items():
        for its, value in zip(attributes, column, strict=True):
            its[f"size_of_{indicator}"] = str(value)
    units = [Unit(code, f"Unit {code}", its) for code, its in zip(codes, attributes, strict=True)]
    cells = {}
    for indicator, column in case.values.items():
        errors = case.errors.get(indicator, [None] * number)
        for code, value, error in zip(codes, column, errors, strict=True):
            if value is not None:
                cells[code, indicator] = Cell(float(value), "reported", None, None, error)
    return ad_hoc.run(connection, framework(folder, case), Given(units, cells, False))


def framework(folder: Path, case: Case) -> frameworks.Framework:
    """The framework folder of a case, read."""
    folder.mkdir(exist_ok=True)
    header: dict[str, Any] = {"title_id": "Contoh", "title_en": "Example", "edition": "1", "status": "demo"}
    blocks = {"normalisation": GOALPOSTS, "ranking": {"groups": ["class"] if case.groups else []}} | dict(case.blocks)
    if case.uncertainty is not None:
        blocks["uncertainty"] = dict(case.uncertainty)
    for block in blocks.values():
        block.setdefault("provenance", "made")
    (folder / "framework.yaml").write_text(yaml.safe_dump(header | blocks))
    parents = sorted(set(case.parents.values()))
    tree = [("index", "", 3, case.weights.get("index", 1)), *((p, "index", 2, case.weights.get(p, 1)) for p in parents)]
    _table(folder / "tree.csv", "code,parent,level,weight,name_id,name_en", [(*row, "Simpul", "Node") for row in tree])
    _table(
        folder / "indicators.csv",
        "code,parent,direction,weight,valid_min,valid_max,denominator,transform,name_id,name_en,unit,side,source,goalpost_low,goalpost_high,"
        "provenance",
        [
            (
                code, case.parents.get(code, "index"), case.directions.get(code, 1), case.weights.get(code, 1),
                *case.valid.get(code, ("", "")), f"size_of_{code}" if code in case.denominators else "",
                "ln" if code in case.logarithms else "",
                "Indikator", "Indicator", "%", "outcome", "survey", int(code in case.logarithms), 100, "made",
            )
            for code in case.values
        ],
    )  # fmt: skip
    return frameworks.load(folder)


def rows(connection: Connection, query: str, run_id: int) -> list[tuple[Any, ...]]:
    """Rows of a query with one place for the run."""
    with connection.cursor() as cursor:
        cursor.execute(query, (run_id,))
        return cursor.fetchall()


def _table(file: Path, header: str, lines: Sequence[Sequence[object]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(lines)
