"""The form of a city as CSV: identity, questions and innovations one below the other, as `delimited` reads it again."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake.form import City, questions
from rkci.intake.layout import COLUMNS, IDENTITY, INNOVATION_COLUMNS
from rkci.intake.workbook import identity_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(path: Path, *, cycle: Cycle, framework: Framework, city: City, last: Mapping[str, str]) -> None:
    """Write the empty form of `city` to `path`: `;` between cells, UTF-8 with its mark, as Excel opens it in Indonesia.

    `last` shows the last cycle's value by indicator code. Raises SigningKeyError if there is no key to seal it with.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for key, value in identity_of(cycle, framework, city, {}).items():
        table.writerow([str(IDENTITY[key]), _inert(value)])
    table.writerow([])
    table.writerow([str(label) for label in COLUMNS.values()])
    for groups in questions(framework).values():
        for indicators in groups.values():
            for indicator in indicators:
                written = {
                    "code": indicator.code,
                    "name": f"{indicator.name_id} / {indicator.name_en}",
                    "definition": f"{indicator.definition_id} / {indicator.definition_en}",
                    "unit": indicator.unit,
                    "last": last.get(indicator.code, ""),
                }
                table.writerow([_inert(written.get(key, "")) for key in COLUMNS])
    table.writerow([])
    table.writerow([str(label) for label in INNOVATION_COLUMNS.values()])
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
