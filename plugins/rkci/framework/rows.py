"""One row of tree.csv or indicators.csv as a Node or an Indicator."""

import math
from dataclasses import fields

from rkci.framework.model import Indicator, Node
from rkci.framework.settings import AGGREGATIONS

NODE_COLUMNS = tuple(field.name for field in fields(Node))
INDICATOR_COLUMNS = tuple(field.name for field in fields(Indicator))


class InvalidCell(ValueError):
    """A cell of a framework's table does not hold; `column` is its column."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def node_of(row: dict[str, str]) -> Node:
    """A row of tree.csv; raises InvalidCell."""
    return Node(
        code=_required(row, "code"),
        parent=row["parent"] or None,
        level=int(_number(row, "level")),
        name_id=_required(row, "name_id"),
        name_en=_required(row, "name_en"),
        weight=_number(row, "weight"),
        aggregation=_one_of(row, "aggregation", AGGREGATIONS) if row["aggregation"] else None,
    )


def indicator_of(row: dict[str, str]) -> Indicator:
    """A row of indicators.csv; raises InvalidCell."""
    return Indicator(
        code=_required(row, "code"),
        parent=_required(row, "parent"),
        name_id=_required(row, "name_id"),
        name_en=_required(row, "name_en"),
        definition_id=row["definition_id"],
        definition_en=row["definition_en"],
        direction=int(_one_of(row, "direction", ("1", "+1", "-1"))),
        weight=_number(row, "weight"),
        unit=_required(row, "unit"),
        side=_one_of(row, "side", ("process", "outcome")),
        source=_one_of(row, "source", ("official", "submitted", "survey", "visit")),
        denominator=row["denominator"] or None,
        transform=_one_of(row, "transform", ("ln",)) if row["transform"] else None,
        goalpost_low=_optional_number(row, "goalpost_low"),
        goalpost_high=_optional_number(row, "goalpost_high"),
        target=_optional_number(row, "target"),
        valid_min=_optional_number(row, "valid_min"),
        valid_max=_optional_number(row, "valid_max"),
        required=row["required"] in ("1", "true"),
        evidence=row["evidence"] or None,
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


def _optional_number(row: dict[str, str], column: str) -> float | None:
    return _number(row, column) if row[column].strip() else None
