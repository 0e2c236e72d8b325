"""A survey as files, estimated by the command's own function; and what R's survey package says of the same."""

import csv
from pathlib import Path
from typing import Any

import yaml
from psycopg2.extensions import connection as Connection

from rkci.survey.file_estimates import estimate

Row = dict[str, str]


def estimated(
    connection: Connection, folder: Path, data: Path | list[dict[str, Any]], design: dict[str, Any]
) -> list[Row]:
    """Rows of the output, as text."""
    if isinstance(data, list):
        data = written(folder / "data.csv", data)
    (folder / "design.yaml").write_text(yaml.safe_dump(design, sort_keys=False))
    with connection:
        estimate(connection, data, folder / "design.yaml", folder / "out.csv")
    return read(folder / "out.csv")


def written(file: Path, rows: list[dict[str, Any]]) -> Path:
    with file.open("w", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def read(file: Path) -> list[Row]:
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
