"""Small frameworks and inputs that tests make, and the command run on them."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

INDICATOR = {
    "parent": "index", "name_id": "Indikator", "name_en": "Indicator", "direction": 1, "weight": 1, "unit": "%",
    "side": "outcome", "source": "official", "denominator": "", "transform": "", "goalpost_low": "",
    "goalpost_high": "", "target": "", "valid_min": "", "valid_max": "", "provenance": "made",
}  # fmt: skip
NODE = {"parent": "index", "level": 2, "name_id": "Simpul", "name_en": "Node", "weight": 1, "aggregation": ""}
INDEX = {"index": {"parent": "", "level": 9}}
HEADER = {"title_id": "Buatan", "title_en": "Made", "edition": "1", "status": "demo"}

Items = Mapping[str, Mapping[str, object]]
Rows = Iterable[Sequence[object]]


class Said(NamedTuple):
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


Rkci = Callable[..., Said]


def table(file: Path, header: str, rows: Rows) -> Path:
    """A CSV file; None is an empty cell."""
    with file.open("w", newline="", encoding="utf-8") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)
    return file


def framework(folder: Path, indicators: Items, nodes: Items | None = None, **blocks: Any) -> Path:
    """A framework folder: indicators and nodes by code, each with what differs from the defaults; blocks of YAML."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, default, items in (
        ("tree", NODE, {**INDEX, **(nodes or {})}),
        ("indicators", INDICATOR, indicators),
    ):
        rows = [[code, *(default | dict(item)).values()] for code, item in items.items()]
        table(folder / f"{name}.csv", ",".join(("code", *default)), rows)
    (folder / "framework.yaml").write_text(yaml.safe_dump(HEADER | blocks), encoding="utf-8")
    return folder


class Lab:
    """Framework, values and units in a folder, and `rkci score` over them; at first two indicators of three units."""

    def __init__(self, folder: Path, rkci: Rkci) -> None:
        self.folder, self.rkci, self.out = folder, rkci, folder / "out"
        self.framework({"x": {}, "y": {}})
        self.values([("a", "x", 1), ("b", "x", 2), ("c", "x", 3), ("a", "y", 10), ("b", "y", 30), ("c", "y", 20)])
        self.units([("a", "Unit a"), ("b", "Unit b"), ("c", "Unit c")])

    def framework(self, indicators: Items, nodes: Items | None = None, **blocks: Any) -> None:
        framework(self.folder / "made", indicators, nodes, **blocks)

    def values(self, rows: Rows, header: str = "unit,indicator,value") -> None:
        table(self.folder / "values.csv", header, rows)

    def units(self, rows: Rows, header: str = "unit,name") -> None:
        table(self.folder / "units.csv", header, rows)

    def score(self, *choices: str) -> Said:
        """`rkci score` with each choice as --set."""
        given = [f"--{name}={self.folder / name}.csv" for name in ("values", "units")]
        sets = [part for choice in choices for part in ("--set", choice)]
        return self.rkci("score", f"--framework={self.folder / 'made'}", *given, f"--out={self.out}", *sets)

    def rows(self, step: str) -> list[dict[str, str]]:
        with (self.out / f"{step}.csv").open(newline="", encoding="utf-8") as lines:
            return list(csv.DictReader(lines))

    def numbers(self, step: str) -> dict[tuple[str, ...], float | None]:
        """The last column of a step by all others, in its order."""
        return {
            tuple(cells[:-1]): float(cells[-1]) if cells[-1] else None
            for cells in (list(row.values()) for row in self.rows(step))
        }
