"""What the audit reads: a finished run as vectors, and the thresholds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas
from psycopg2.extensions import connection as Connection

from rkci import paths
from rkci.database import frames
from rkci.scoring.audit.statistics import Vector
from rkci.tables import read_frame

THRESHOLDS = paths.INCLUDE / "audit" / "thresholds.csv"
DENOMINATORS = ("population", "area_km2")
"""Columns of read/audit/unit.sql that an indicator might be divided by."""


@dataclass(frozen=True)
class Item:
    """An indicator (level 1) or node with its values over the cities: normalised, or the score of side all.

    `weight` is the share in the parent, `effective_weight` in the index; `reported` is the indicator before imputation.
    """

    code: str
    parent: str | None
    level: int
    name_id: str
    name_en: str
    weight: float
    effective_weight: float
    values: Vector
    reported: Vector | None
    denominator: str | None
    aggregation: str | None
    power: float | None
    data_threshold: float | None

    @property
    def is_node(self) -> bool:
        """True above the indicators."""
        return self.aggregation is not None


@dataclass(frozen=True)
class Group:
    """Cities that are ranked together on the index, by their positions in the vectors; none where none has a place."""

    column: str
    code: str
    members: tuple[int, ...]


@dataclass(frozen=True)
class Run:
    """A finished run. Cities and vectors are in the order of scoring.run_unit.place, items in that of their code."""

    cities: tuple[str, ...]
    items: tuple[Item, ...]
    groups: tuple[Group, ...]
    denominators: dict[str, Vector]
    digits: int

    @cached_property
    def by_code(self) -> dict[str, Item]:
        """Every item by its code."""
        return {item.code: item for item in self.items}

    @cached_property
    def index(self) -> Item:
        """The root of the tree."""
        return next(item for item in self.items if item.parent is None)

    @cached_property
    def nodes(self) -> tuple[Item, ...]:
        """The items above the indicators."""
        return tuple(item for item in self.items if item.is_node)

    def children(self, code: str) -> list[Item]:
        """The items right below a node."""
        return [item for item in self.items if item.parent == code]

    def above(self, item: Item) -> Iterator[Item]:
        """The parent, its parent, and so on up to the index."""
        while item.parent is not None:
            item = self.by_code[item.parent]
            yield item


def read_run(connection: Connection, run_id: int) -> Run:
    """The run as the audit needs it."""
    parameters = {"run_id": run_id}
    run = frames.read(connection, "read/audit/run.sql", parameters)
    units = frames.read(connection, "read/audit/unit.sql", parameters)
    items = frames.read(connection, "read/audit/item.sql", parameters)
    groups = frames.read(connection, "read/audit/group.sql", parameters)
    return Run(
        cities=tuple(units["unit_code"]),
        items=tuple(map(_item, frames.records(items.sort_values("code")))),
        groups=tuple(
            Group(group["group_column"], group["group_code"], tuple(place - 1 for place in group["places"]))
            for group in frames.records(groups)
        )
        or (Group("overall", "overall", ()),),
        denominators={code: units[code].to_numpy(np.float64, na_value=np.nan) for code in DENOMINATORS},
        digits=int(run["digits"].item()),
    )


def read_thresholds() -> pandas.DataFrame:
    """The thresholds in include/audit/thresholds.csv, as mart.audit_threshold has them: above or below which value
    something is flagged, in words, and who says so."""
    thresholds = read_frame(THRESHOLDS, ("code", "value", "meaning", "source"))
    return thresholds.rename(columns={"code": "threshold_code"}).astype({"value": "float64[pyarrow]"})


def _item(row: dict[str, Any]) -> Item:
    return Item(
        code=row["code"],
        parent=row["parent_code"],
        level=row["level"],
        name_id=row["name_id"],
        name_en=row["name_en"],
        weight=row["weight"],
        effective_weight=row["effective_weight"],
        values=_vector(row["value"]),
        reported=None if row["reported"] is None else _vector(row["reported"]),
        denominator=row["denominator"],
        aggregation=row["aggregation"],
        power=row["power"],
        data_threshold=row["data_threshold"],
    )


def _vector(values: list[float | None]) -> Vector:
    return np.array(values, dtype=np.float64)
