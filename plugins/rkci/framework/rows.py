"""One row of tree.csv or indicators.csv as a Node or an Indicator."""

import math
from dataclasses import fields

from rkci.framework.keys import AGGREGATIONS
from rkci.framework.model import Indicator, Node

NODE_COLUMNS = tuple(field.name for field in fields(Node))
INDICATOR_COLUMNS = (*(field.name for field in fields(Indicator)), "definition")
NEEDED_NODE_COLUMNS = tuple(column for column in NODE_COLUMNS if column != "aggregation")
NEEDED_INDICATOR_COLUMNS = (
    "code", "parent", "name_id", "name_en", "direction", "weight", "unit", "side", "source", "provenance",
)  # fmt: skip
"""What every framework states; the other columns may be absent, which is as if they were empty."""


class InvalidCell(ValueError):
    """A cell of a framework's table does not hold; `column` is its column."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def node_of(row: dict[str, str]) -> Node:
    """A row of tree.csv; the index needs no weight. Raises InvalidCell."""
    return Node(
        code=_required(row, "code"),
        parent=row["parent"] or None,
        level=_level(row, "level"),
        name_id=_required(row, "name_id"),
        name_en=_required(row, "name_en"),
        weight=_number(row, "weight") if row["weight"] or row["parent"] else 1.0,
        aggregation=_one_of(row, "aggregation", AGGREGATIONS) if row.get("aggregation") else None,
    )


def indicator_of(row: dict[str, str]) -> Indicator:
    """A row of indicators.csv; a single `definition` serves both languages. Raises InvalidCell."""
    definition = row.get("definition", "")
    return Indicator(
        code=_required(row, "code"),
        parent=_required(row, "parent"),
        name_id=_required(row, "name_id"),
        name_en=_required(row, "name_en"),
        definition_id=row.get("definition_id", definition),
        definition_en=row.get("definition_en", definition),
        direction=int(_one_of(row, "direction", ("1", "+1", "-1"))),
        weight=_number(row, "weight"),
        unit=_required(row, "unit"),
        side=_one_of(row, "side", ("process", "outcome")),
        source=_one_of(row, "source", ("official", "submitted", "survey", "visit")),
        denominator=row.get("denominator") or None,
        transform=_one_of(row, "transform", ("ln",)) if row.get("transform") else None,
        goalpost_low=_optional_number(row, "goalpost_low"),
        goalpost_high=_optional_number(row, "goalpost_high"),
        target=_optional_number(row, "target"),
        valid_min=_optional_number(row, "valid_min"),
        valid_max=_optional_number(row, "valid_max"),
        required=row.get("required") in ("1", "true"),
        evidence=row.get("evidence") or None,
        provenance=_required(row, "provenance"),
    )


def _required(row: dict[str, str], column: str) -> str:
    value = row[column].strip()
    if not value:
        raise InvalidCell(column, "it is empty; it must be stated.")
    return value


def _one_of(row: dict[str, str], column: str, valid: tuple[str, ...]) -> str:
    value = _required(row, column)
    if value not in valid:
        raise InvalidCell(column, f"it is {value!r}; valid are {', '.join(valid)}.")
    return value


def _number(row: dict[str, str], column: str) -> float:
    text = _required(row, column)
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InvalidCell(column, f"it is {text!r}; it must be a number with a decimal point.")
    return value


def _level(row: dict[str, str], column: str) -> int:
    value = _number(row, column)
    if value != int(value) or value < 2:
        raise InvalidCell(column, f"it is {row[column]!r}; it must be a whole number above 1, the indicators' level.")
    return int(value)


def _optional_number(row: dict[str, str], column: str) -> float | None:
    return _number(row, column) if row.get(column, "").strip() else None
