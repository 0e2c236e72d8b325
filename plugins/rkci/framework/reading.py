"""Reading the files of a framework folder; what cannot be read goes to a list of faults."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from rkci import plain_yaml
from rkci.framework.model import Indicator, Node
from rkci.framework.rows import (
    INDICATOR_COLUMNS,
    NEEDED_INDICATOR_COLUMNS,
    NEEDED_NODE_COLUMNS,
    NODE_COLUMNS,
    InvalidCell,
    indicator_of,
    node_of,
)
from rkci.refusal import Fault, Refusal
from rkci.tables import read_table

Item = TypeVar("Item", Node, Indicator)


def nodes_of(folder: Path, faults: list[Fault], notices: list[str]) -> tuple[Node, ...]:
    """The nodes of tree.csv."""
    return _items(folder / "tree.csv", NODE_COLUMNS, NEEDED_NODE_COLUMNS, node_of, faults, notices)


def indicators_of(folder: Path, faults: list[Fault], notices: list[str]) -> tuple[Indicator, ...]:
    """The indicators of indicators.csv."""
    file = folder / "indicators.csv"
    return _items(file, INDICATOR_COLUMNS, NEEDED_INDICATOR_COLUMNS, indicator_of, faults, notices)


def header_of(folder: Path, faults: list[Fault]) -> dict[str, Any]:
    """framework.yaml as it is written, every scalar a text; a single `title` serves both languages."""
    file = folder / "framework.yaml"
    try:
        content = plain_yaml.load(file.read_bytes(), file.name).content
    except FileNotFoundError:
        faults.append(Fault(file.name, f"it is missing in {file.parent.name}; a framework folder has one."))
        return {}
    except plain_yaml.InvalidYamlError as error:
        faults.append(Fault(file.name, f"{error.problem}.", error.line))
        return {}
    if not isinstance(content, dict):
        faults.append(Fault(file.name, "it must be a mapping of keys to values."))
        return {}
    if "title" in content:
        title = content.pop("title")
        return {"title_id": title, "title_en": title} | content
    return dict(content)


def _items(
    file: Path,
    columns: tuple[str, ...],
    needed: tuple[str, ...],
    make: Callable[[dict[str, str]], Item],
    faults: list[Fault],
    notices: list[str],
) -> tuple[Item, ...]:
    try:
        rows = read_table(file, needed)
    except Refusal as refusal:
        faults.extend(refusal.faults)
        return ()
    unknown = [column for column in (rows[0][1] if rows else {}) if column not in columns]
    notices.extend(f"{file.name}: the column {column or '(without a name)'} is ignored." for column in unknown)
    items = []
    for number, row in rows:
        try:
            items.append(make(row))
        except InvalidCell as error:
            faults.append(Fault(file.name, f"({row['code']}) {error}", number, error.column))
    return tuple(items)
