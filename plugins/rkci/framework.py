"""A framework: a method of rating, read from a folder of data and refused with words where it does not hold.

`include/frameworks/<framework_id>/` holds `framework.yaml` (the method), `tree.csv` (nodes), `indicators.csv`
and `CHANGELOG.md`; see docs/methodology.md for every key.
"""

import copy
import csv
import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from rkci import paths

Row = TypeVar("Row")

WEIGHT_TOLERANCE = 1e-9
"""How far the declared weights of a parent's children may be from adding up to 1."""


class FrameworkError(ValueError):
    """A framework does not hold; the message lists every fault with file, line and what to do."""


@dataclass(frozen=True)
class Node:
    """A node above the indicators. `level` counts from 1 (indicators) upwards; the index has no parent."""

    code: str
    parent: str | None
    level: int
    name_id: str
    name_en: str
    weight: float
    aggregation: str | None


@dataclass(frozen=True)
class Indicator:
    """An indicator: what it measures, which way is better, and the frozen goalposts that scale it."""

    code: str
    parent: str
    name_id: str
    name_en: str
    definition_id: str
    definition_en: str
    direction: int
    weight: float
    unit: str
    side: str
    source: str
    denominator: str | None
    transform: str | None
    goalpost_low: float | None
    goalpost_high: float | None
    target: float | None
    valid_min: float | None
    valid_max: float | None
    required: bool
    evidence: str | None
    provenance: str

    @property
    def value_kind(self) -> str:
        """What an answer looks like: boolean (0/1), maturity (1-5), percent or number."""
        return {"boolean": "boolean", "level": "maturity", "%": "percent"}.get(self.unit, "number")


@dataclass(frozen=True)
class Framework:
    """A framework as read; `settings` is framework.yaml with its defaults, `content_hash` the folder's SHA-256."""

    framework_id: str
    title_id: str
    title_en: str
    edition: str
    status: str
    settings: dict[str, Any]
    nodes: tuple[Node, ...]
    indicators: tuple[Indicator, ...]
    content_hash: str

    @property
    def root(self) -> Node:
        """The index."""
        return next(node for node in self.nodes if node.parent is None)


def load(folder: Path | str) -> Framework:
    """Read and check a framework folder (or the id of one under include/frameworks).

    Raises FrameworkError naming every fault at once.
    """
    folder = folder if isinstance(folder, Path) else paths.FRAMEWORKS / folder
    faults: list[str] = []
    header = _read_yaml(folder / "framework.yaml")
    nodes = tuple(_read_csv(folder / "tree.csv", _node, faults))
    indicators = tuple(_read_csv(folder / "indicators.csv", _indicator, faults))
    settings = _settings(header, faults)
    if not faults:
        faults.extend(_tree_faults(nodes, indicators))
        faults.extend(_goalpost_faults(indicators, settings))
    if faults:
        raise FrameworkError(f"Framework {folder.name} does not hold:\n- " + "\n- ".join(faults))
    return Framework(
        framework_id=folder.name,
        title_id=str(header["title_id"]),
        title_en=str(header["title_en"]),
        edition=str(header["edition"]),
        status=str(header["status"]),
        settings=settings,
        nodes=nodes,
        indicators=indicators,
        content_hash=content_hash(folder),
    )


def content_hash(folder: Path) -> str:
    """SHA-256 over names and bytes of the files that make the method: not CHANGELOG.md, not cycle.yaml."""
    digest = hashlib.sha256()
    for name in ("framework.yaml", "indicators.csv", "tree.csv"):
        content = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


# What framework.yaml may say -----------------------------------------------------------------------

AGGREGATIONS = ("arithmetic", "geometric", "harmonic", "generalised")
CHOICES: dict[str, dict[str, tuple[str, ...] | None]] = {
    "selection": {"precedence": None, "max_age_years": None},
    "denomination": {"method": ("none",)},
    "screening": {"method": ("none",)},
    "imputation": {"method": ("none", "mean", "median", "group_mean", "group_median"), "group": None},
    "treatment": {"method": ("none",)},
    "normalisation": {
        "method": ("goalposts", "minmax", "zscore"),
        "min": None, "max": None, "mean": None, "sd": None, "truncate": None,
    },
    "weights": {"method": ("given", "equal")},
    "aggregation": {"default": AGGREGATIONS, "power": None, "data_threshold": None},
    "ranking": {"groups": None, "digits": None, "min_coverage": None},
    "uncertainty": {"draws": None, "seed": None, "weight_noise": None, "vary": None},
}  # fmt: skip
"""Every block and key of framework.yaml that this engine knows, with the valid values where they are words."""

DEFAULTS: dict[str, Any] = {
    "selection": {"precedence": ["visit", "survey", "submitted", "official"], "max_age_years": 0},
    "imputation": {"method": "none"},
    "normalisation": {"method": "minmax", "min": 0.0, "max": 100.0, "mean": 0.0, "sd": 1.0, "truncate": False},
    "weights": {"method": "given"},
    "aggregation": {"default": "arithmetic", "power": None, "data_threshold": None},
    "ranking": {"groups": [], "digits": 10, "min_coverage": 0.0},
    "levels": [],
}
HEADER_KEYS = ("title_id", "title_en", "edition", "status")
ORIGINS = ("visit", "survey", "submitted", "official")


def _settings(header: Mapping[str, Any], faults: list[str]) -> dict[str, Any]:
    where = "framework.yaml"
    faults.extend(
        f"{where}: `{key}` is missing; every framework states it." for key in HEADER_KEYS if key not in header
    )
    if header.get("status") not in ("demo", "frozen"):
        faults.append(f"{where}: status is {header.get('status')!r}; valid are demo and frozen.")
    settings: dict[str, Any] = copy.deepcopy(DEFAULTS)
    for block, given in header.items():
        if block in CHOICES:
            if isinstance(given, Mapping):
                settings.setdefault(block, {}).update(_block(block, given, faults))
            else:
                faults.append(f"{where}: `{block}` must be a mapping with keys such as {', '.join(CHOICES[block])}.")
        elif block == "levels":
            settings["levels"] = _levels(given, faults)
        elif block not in HEADER_KEYS and not block.endswith("_provenance") and block not in ("unit_kind", "notes"):
            faults.append(f"{where}: unknown key `{block}`; valid are {', '.join((*HEADER_KEYS, *CHOICES, 'levels'))}.")
    return settings


def _block(block: str, given: Mapping[str, Any], faults: list[str]) -> Iterator[tuple[str, Any]]:
    for key, value in given.items():
        if key == "provenance":
            continue
        if key not in CHOICES[block]:
            faults.append(f"framework.yaml: unknown key `{block}.{key}`; valid are {', '.join(CHOICES[block])}.")
            continue
        valid = CHOICES[block][key]
        if valid is not None and value not in valid:
            faults.append(f"framework.yaml: `{block}.{key}` is {value!r}; valid are {', '.join(valid)}.")
        if key == "precedence" and not (isinstance(value, list) and sorted(value) == sorted(ORIGINS)):
            faults.append(f"framework.yaml: `selection.precedence` must name each of {', '.join(ORIGINS)} once.")
        yield key, value


def _levels(given: Any, faults: list[str]) -> list[list[Any]]:
    bounds = [level[1] for level in given]
    if bounds != sorted(set(bounds)):
        faults.append("framework.yaml: the lower bounds of `levels` must rise from one level to the next.")
    return [[str(code), float(bound)] for code, bound in given]


# Reading ---------------------------------------------------------------------------------------------


def _read_yaml(file: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise FrameworkError(f"{file.parent.name}: there is no {file.name}; a framework folder has one.") from error
    except yaml.YAMLError as error:
        raise FrameworkError(f"{file.parent.name}/{file.name} is not YAML: {error}") from error
    if not isinstance(content, dict):
        raise FrameworkError(f"{file.parent.name}/{file.name} must be a mapping of keys to values.")
    return content


def _read_csv(file: Path, make: Callable[[dict[str, str]], Row], faults: list[str]) -> Iterator[Row]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise FrameworkError(f"{file.parent.name}: there is no {file.name}; a framework folder has one.") from error
    for number, row in enumerate(csv.DictReader(lines), start=2):
        try:
            yield make(row)
        except KeyError as error:
            faults.append(f"{file.name}: the column {error} is missing.")
            return
        except ValueError as error:
            faults.append(f"{file.name}, line {number} ({row.get('code')}): {error}.")


def _node(row: dict[str, str]) -> Node:
    return Node(
        code=_required(row, "code"),
        parent=row["parent"] or None,
        level=int(_number(row, "level")),
        name_id=_required(row, "name_id"),
        name_en=_required(row, "name_en"),
        weight=_number(row, "weight"),
        aggregation=_one_of(row, "aggregation", AGGREGATIONS) if row["aggregation"] else None,
    )


def _indicator(row: dict[str, str]) -> Indicator:
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
        raise ValueError(f"`{column}` is empty; it must be stated")
    return value


def _one_of(row: dict[str, str], column: str, valid: tuple[str, ...]) -> str:
    value = _required(row, column)
    if value not in valid:
        raise ValueError(f"`{column}` is {value!r}; valid are {', '.join(valid)}")
    return value


def _number(row: dict[str, str], column: str) -> float:
    text = _required(row, column)
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"`{column}` is {text!r}; it must be a number with a decimal point")
    return value


def _optional_number(row: dict[str, str], column: str) -> float | None:
    return _number(row, column) if row[column].strip() else None


# Does it hold? ----------------------------------------------------------------------------------------


def _tree_faults(nodes: tuple[Node, ...], indicators: tuple[Indicator, ...]) -> Iterator[str]:
    parents = {node.code: node.parent for node in nodes}
    items: tuple[Node | Indicator, ...] = (*nodes, *indicators)
    codes = Counter(item.code for item in items)
    yield from (f"{code} is declared {count} times; codes are unique." for code, count in codes.items() if count > 1)
    roots = [node.code for node in nodes if node.parent is None]
    if len(roots) != 1:
        yield f"tree.csv: exactly one node has no parent, the index; found {', '.join(roots) or 'none'}."
    for item in items:
        if item.parent is not None and item.parent not in parents:
            yield f"{item.code} is an orphan: its parent {item.parent!r} is no node of tree.csv."
    for code in parents:
        if cycle := _cycle_from(code, parents):
            yield f"tree.csv: {' -> '.join(cycle)} is a cycle; follow the parents and break it."
            return
    levels = {node.code: node.level for node in nodes}
    for node in nodes:
        if node.parent in levels and levels[node.parent] <= node.level:
            yield (
                f"tree.csv: {node.code} has level {node.level}, its parent {node.parent} {levels[node.parent]}; "
                "a parent is higher."
            )
    children: dict[str, list[float]] = defaultdict(list)
    for item in items:
        if item.parent is not None:
            children[item.parent].append(item.weight)
    for code in parents:
        if code not in children:
            yield f"tree.csv: {code} has no child; remove it or give it an indicator."
        elif abs(math.fsum(children[code]) - 1) > WEIGHT_TOLERANCE:
            yield f"The weights below {code} add up to {math.fsum(children[code]):.10g}; they must add up to 1."


def _cycle_from(code: str, parents: Mapping[str, str | None]) -> list[str]:
    way, step = [code], parents[code]
    while step is not None and step in parents:
        if step in way:
            return [*way[way.index(step) :], step]
        way.append(step)
        step = parents[step]
    return []


def _goalpost_faults(indicators: tuple[Indicator, ...], settings: Mapping[str, Any]) -> Iterator[str]:
    if settings["normalisation"]["method"] != "goalposts":
        return
    for indicator in indicators:
        low, high = indicator.goalpost_low, indicator.goalpost_high
        if low is None or high is None or not low < high:
            yield f"indicators.csv: {indicator.code} has goalposts {low} and {high}; the low one must be smaller."
        elif indicator.transform == "ln" and low <= 0:
            yield f"indicators.csv: {indicator.code} takes the logarithm, so its low goalpost ({low}) must be positive."
