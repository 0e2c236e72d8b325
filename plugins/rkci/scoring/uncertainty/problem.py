"""A finished run as matrices, read from its step tables."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.refusal import Refusal
from rkci.scoring.uncertainty.method import Pools, Vector

OVERALL = "overall"


class UncertaintyError(Refusal):
    """The uncertainty of a run cannot be simulated; the message says why and what to do."""


@dataclass(frozen=True)
class Column:
    """An indicator: its choices and its vectors over the units.

    `given` is what was denominated, without units that are screened out; `gaps` may be filled; `imputed` is what SQL
    made of both. `standard_error` is on the scale of `given`, NaN where there is none.
    """

    code: str
    parent: str
    weight: float
    direction: int
    transform: str | None
    imputation: dict[str, Any]
    treatment: dict[str, Any]
    normalisation: dict[str, Any]
    given: Vector
    gaps: NDArray[np.bool_]
    imputed: Vector
    standard_error: Vector


@dataclass(frozen=True)
class Node:
    """A node above the indicators; `power` is of the generalised mean only, `threshold` may be None."""

    code: str
    parent: str | None
    level: int
    weight: float
    aggregation: str
    power: float
    threshold: float | None
    is_own_choice: bool


class Group(NamedTuple):
    """Units that are ranked among themselves, by their places in the arrays; `ahead` others have the places before."""

    column: str
    code: str
    members: NDArray[np.int64]
    ahead: int


@dataclass(frozen=True)
class Problem:
    """A run to simulate: n units, indicators and nodes in the order of their codes, the index as SQL scored it."""

    run_id: int
    settings: dict[str, Any]
    units: tuple[str, ...]
    attributes: tuple[dict[str, str], ...]
    columns: tuple[Column, ...]
    nodes: tuple[Node, ...]
    index: Vector
    is_ranked: NDArray[np.bool_]
    is_nominee: NDArray[np.bool_]

    @property
    def digits(self) -> int:
        """Decimals to which scores are rounded before they are ranked."""
        return int(self.settings["ranking"]["digits"])

    @property
    def scale(self) -> tuple[float, float] | None:
        """Ends of the scale of the published index; None where its normalisation has none."""
        return scale_of(self.settings["normalisation"])

    def pools(self, column: str | None) -> Pools:
        """Number of the group of each unit by a column of the units; -1 where it has none. None: one pool of all."""
        if column is None:
            return np.zeros(len(self.units), dtype=np.int64)
        names = [each.get(column) for each in self.attributes]
        known = sorted({name for name in names if name is not None})
        return np.array([-1 if name is None else known.index(name) for name in names], dtype=np.int64)

    def groups(self) -> list[Group]:
        """Who is ranked among whom, `overall` first; in two stages the nominees of a group, then its others."""
        found = [(OVERALL, OVERALL, self.is_ranked)]
        for column in self.settings["ranking"]["groups"]:
            for name in sorted({each[column] for each in self.attributes if column in each}):
                members = [each.get(column) == name for each in self.attributes]
                found.append((column, name, self.is_ranked & np.array(members)))
        groups = []
        for column, name, is_member in found:
            nominees, others = is_member & self.is_nominee, is_member & ~self.is_nominee
            groups.append(Group(column, name, np.flatnonzero(nominees), 0))
            groups.append(Group(column, name, np.flatnonzero(others), int(nominees.sum())))
        return [group for group in groups if len(group.members)]


def scale_of(normalisation: dict[str, Any]) -> tuple[float, float] | None:
    """Ends of the scale that a normalisation gives; None where it has no ends."""
    if normalisation["method"] in ("minmax", "goalposts"):
        return float(normalisation["min"]), float(normalisation["max"])
    return None


def read(connection: Connection, run_id: int) -> Problem:
    """A finished run. Raises UncertaintyError for a panel, and where there is no such run."""
    sql_files.expect_unanalysed_rows(connection)
    with connection.cursor() as cursor:
        cursor.execute("select settings from scoring.run where run_id = %s", (run_id,))
        row = cursor.fetchone()
    nodes = sql_files.query(connection, "read/uncertainty/nodes.sql", {"run_id": run_id})
    if row is None or not nodes:
        raise UncertaintyError(f"There is no scored run {run_id}: run scores_compute first.")
    settings = row[0]
    units = sql_files.query(connection, "read/uncertainty/units.sql", {"run_id": run_id})
    if any(unit["year"] is not None for unit in units):
        raise UncertaintyError("The uncertainty of a panel is not simulated: score the year that is meant by itself.")
    columns = sql_files.query(connection, "read/uncertainty/columns.sql", {"run_id": run_id})
    is_divided = settings["denomination"]["method"] == "by_column"
    default = settings["aggregation"]["default"]
    (index,) = (node for node in nodes if node["parent_code"] is None)
    return Problem(
        run_id=run_id,
        settings=settings,
        units=tuple(unit["unit_code"] for unit in units),
        attributes=tuple(unit["attributes"] for unit in units),
        columns=tuple(_column(row, units, is_divided) for row in columns),
        nodes=tuple(
            Node(
                code=node["node_code"],
                parent=node["parent_code"],
                level=node["level"],
                weight=node["weight"],
                aggregation=node["aggregation"],
                power=node["power"],
                threshold=node["data_threshold"],
                is_own_choice=node["aggregation"] != default,
            )
            for node in nodes
        ),
        index=_vector(index["score"]),
        is_ranked=np.array([rank is not None for rank in index["rank"]]),
        is_nominee=np.array([unit["is_nominee"] for unit in units]),
    )


def _column(row: dict[str, Any], units: list[dict[str, Any]], is_divided: bool) -> Column:
    is_kept = np.array([unit["is_kept"] for unit in units])
    given = np.where(is_kept, _vector(row["denominated"]), np.nan)
    gaps = np.isnan(given) & is_kept
    gaps[row["not_applicable"]] = False
    error = np.full(len(given), np.nan)
    for place, its_error in zip(row["estimates"], row["standard_error"], strict=True):
        if not np.isnan(given[place]):  # a denominator scales the error as it scales the value
            divisor = (
                float(units[place]["attributes"][row["denominator"]]) if is_divided and row["denominator"] else 1.0
            )
            error[place] = its_error / abs(divisor)
    return Column(
        code=row["indicator_code"],
        parent=row["parent_code"],
        weight=row["weight"],
        direction=row["direction"],
        transform=row["transform"],
        imputation=row["imputation"],
        treatment=row["treatment"],
        normalisation=row["normalisation"],
        given=given,
        gaps=gaps,
        imputed=_vector(row["imputed"]),
        standard_error=error,
    )


def _vector(values: list[float | None]) -> Vector:
    return np.array([np.nan if value is None else value for value in values], dtype=float)
