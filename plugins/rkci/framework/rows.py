"""One row of tree.csv or indicators.csv as a Node or an Indicator."""

from dataclasses import fields

from rkci.framework.keys import AGGREGATIONS
from rkci.framework.model import Indicator, Node
from rkci.framework.origins import ANSWERED, SOURCES
from rkci.framework.units import MISTAKEN
from rkci.tables import plain_number

NODE_COLUMNS = tuple(field.name for field in fields(Node))
INDICATOR_COLUMNS = (*(field.name for field in fields(Indicator)), "definition")
NEEDED_NODE_COLUMNS = tuple(column for column in NODE_COLUMNS if column != "aggregation")
NEEDED_INDICATOR_COLUMNS = (
    "code", "parent", "name_id", "name_en", "direction", "weight", "unit", "side", "source", "provenance",
)  # fmt: skip
"""What every framework states; the other columns may be absent, which is as if they were empty."""


class InvalidCell(ValueError):
    """A cell of a framework's table is not valid; `column` is its column."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def node_of(row: dict[str, str]) -> Node:
    """A row of tree.csv; the index needs no weight. Raises InvalidCell."""
    return Node(
        code=required(row, "code"),
        parent=row["parent"] or None,
        level=_level(row, "level"),
        name_id=required(row, "name_id"),
        name_en=required(row, "name_en"),
        weight=number(row, "weight") if row["weight"] or row["parent"] else 1.0,
        aggregation=one_of(row, "aggregation", AGGREGATIONS) if row.get("aggregation") else None,
    )


def indicator_of(row: dict[str, str]) -> Indicator:
    """A row of indicators.csv; a single `definition` serves both languages. Raises InvalidCell."""
    definition = row.get("definition", "")
    return Indicator(
        code=required(row, "code"),
        parent=required(row, "parent"),
        name_id=required(row, "name_id"),
        name_en=required(row, "name_en"),
        definition_id=row.get("definition_id", definition),
        definition_en=row.get("definition_en", definition),
        direction=int(one_of(row, "direction", ("1", "+1", "-1"))),
        weight=number(row, "weight"),
        unit=_unit(row, "unit"),
        side=one_of(row, "side", ("process", "outcome")),
        source=one_of(row, "source", SOURCES),
        denominator=row.get("denominator") or None,
        transform=one_of(row, "transform", ("ln",)) if row.get("transform") else None,
        goalpost_low=optional_number(row, "goalpost_low"),
        goalpost_high=optional_number(row, "goalpost_high"),
        target=optional_number(row, "target"),
        valid_min=optional_number(row, "valid_min"),
        valid_max=optional_number(row, "valid_max"),
        required=row.get("required") in ("1", "true"),
        evidence=row.get("evidence") or None,
        provenance=required(row, "provenance"),
    )


def required(row: dict[str, str], column: str) -> str:
    """The cell's text. Raises InvalidCell where it is empty."""
    value = row[column].strip()
    if not value:
        raise InvalidCell(column, "it is empty; it must be stated.")
    return value


def one_of(row: dict[str, str], column: str, valid: tuple[str, ...]) -> str:
    """The cell's text. Raises InvalidCell where it is none of the valid ones."""
    value = required(row, column)
    if value not in valid:
        raise InvalidCell(column, f"it is {value!r}; valid are {', '.join(valid)}.")
    return value


def number(row: dict[str, str], column: str) -> float:
    """The cell as a finite number. Raises InvalidCell where it is none."""
    text = required(row, column)
    value = plain_number(text)
    if value is None:
        raise InvalidCell(column, f"it is {text!r}; it must be a number with a decimal point.")
    return value


def _unit(row: dict[str, str], column: str) -> str:
    unit = required(row, column)
    meant = MISTAKEN.get(unit.lower())
    if meant and row["source"] in ANSWERED:
        raise InvalidCell(column, f"it is {unit!r}; write {meant!r}, else answers count as numbers of another unit.")
    return unit


def _level(row: dict[str, str], column: str) -> int:
    value = number(row, column)
    if value != int(value) or value < 2:
        raise InvalidCell(column, f"it is {row[column]!r}; it must be a whole number above 1, the indicators' level.")
    return int(value)


def optional_number(row: dict[str, str], column: str) -> float | None:
    """The same, None where the cell is empty."""
    return number(row, column) if row.get(column, "").strip() else None
