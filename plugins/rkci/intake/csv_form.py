"""The form of a city as CSV: identity, questions and innovations one below the other, as `delimited` reads it again."""

import io
from collections.abc import Mapping
from pathlib import Path

from rkci.city_register import City
from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake.form import questions
from rkci.intake.layout import COLUMNS, IDENTITY, INNOVATION_COLUMNS
from rkci.intake.workbook import identity_of
from rkci.tables import write_rows


def write(path: Path, *, cycle: Cycle, framework: Framework, city: City, last: Mapping[str, str]) -> None:
    """Write the empty form of `city` to `path`: `;` between cells, UTF-8 with its mark, as Excel opens it in Indonesia.

    `last` shows the last cycle's value by indicator code. Raises SigningKeyError if there is no key to seal it with.
    """
    rows: list[list[str]] = [
        *([str(IDENTITY[key]), value] for key, value in identity_of(cycle, framework, city, {}).items()),
        [],
        list(map(str, COLUMNS.values())),
    ]
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
                rows.append([written.get(key, "") for key in COLUMNS])
    rows += [[], list(map(str, INNOVATION_COLUMNS.values()))]
    text = io.StringIO()
    write_rows(text, rows, delimiter=";")
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
