"""A release of a made-up cycle, scored and audited on the real database from columns of values.

Goalposts are 0 and 100 on a scale of 0 to 100, so that normalised values are the values themselves.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci import framework as frameworks
from rkci.scoring import audit, run
from selected import select

YEAR = 2017
RELEASE = "2017-made-up-r1"
SETTINGS = """title_id: Contoh
title_en: Example
edition: "1"
status: demo
imputation: {{method: {imputation}, provenance: made up}}
treatment: {{method: {treatment}, provenance: made up}}
normalisation: {{method: goalposts, min: 0, max: 100, truncate: false, provenance: made up}}
weights: {{method: given, provenance: made up}}
aggregation: {{default: arithmetic, power: 2, data_threshold: {data_threshold}, provenance: made up}}
ranking: {{groups: [class_code], digits: 10, min_coverage: {min_coverage}, provenance: made up}}
levels: [[low, 0], [high, 50]]
levels_provenance: made up
"""

Values = Sequence[float | None]
Row = dict[str, Any]


@dataclass
class Case:
    """What to audit: columns of values, who stands below whom, and what differs from the plain case."""

    values: Mapping[str, Values]
    parents: Mapping[str, str] = field(default_factory=dict)
    """Parent of an indicator or node where it is not the index."""
    weights: Mapping[str, float] = field(default_factory=dict)
    aggregation: Mapping[str, str] = field(default_factory=dict)
    classes: Sequence[str] | None = None
    population: Values | None = None
    status: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """Status of a cell without a value, by indicator and number of the city from 0, where it is not `missing`."""
    imputation: str = "none"
    treatment: str = "none"
    data_threshold: float = 0
    min_coverage: float = 0

    @property
    def cities(self) -> list[str]:
        """c00, c01, ... as many as there are values."""
        return [f"c{number:02}" for number in range(len(next(iter(self.values.values()))))]


def score(connection: Connection, case: Case, folder: Path) -> int:
    """Score the case as the run of a cycle; returns the run_id."""
    _write_framework(case, folder)
    cities = case.cities
    classes = case.classes or ["kecil"] * len(cities)
    with connection.cursor() as cursor:
        cursor.execute("insert into ops.cycle values (%s, '', %s, now(), now(), now(), true)"
                       " on conflict do nothing", (YEAR, YEAR))  # fmt: skip
        execute_values(
            cursor,
            "insert into core.city (city_code, kemendagri_code, city_name, province, latitude, longitude, area_km2,"
            " is_autonomous, source) values %s on conflict do nothing",
            [(city, city, city, "P", 0, 0, 1 + number % 7, True, "") for number, city in enumerate(cities)],
        )
        execute_values(
            cursor,
            "insert into core.cycle_city values %s on conflict do nothing",
            [
                (YEAR, city, (case.population or range(1, 1000))[number], YEAR, "", classes[number])
                for number, city in enumerate(cities)
            ],
        )
    units = [run.Unit(city, city, {"class_code": class_code}) for city, class_code in zip(cities, classes, strict=True)]
    run_id = run.start(connection, frameworks.load(folder), units, kind="cycle", cycle_year=YEAR)
    with connection.cursor() as cursor:
        select(
            cursor,
            run_id,
            [
                {"unit_code": city, "indicator_code": indicator, "value": value, "is_simulated": False}
                | (
                    {"status": case.status.get((indicator, number), "missing")}
                    if value is None
                    else {"status": "reported", "origin": "official"}
                )
                for indicator, column in case.values.items()
                for number, (city, value) in enumerate(zip(cities, column, strict=True))
            ],
        )
    run.compute(connection, run_id)
    return run_id


def publish(connection: Connection, run_id: int, release_id: str = RELEASE) -> str:
    """Make the run a release and audit it; returns the release_id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into mart.release (release_id, cycle_year, framework_id, revision, state, title_id, title_en,"
            " is_simulated, framework_hash, run_id) select %s, cycle_year, framework_id,"
            " (select count(*) + 1 from mart.release), 'superseded', '', '', false, '', run_id"
            " from scoring.run where run_id = %s",
            (release_id, run_id),
        )
    audit.write(connection, release_id, run_id)
    return release_id


def rows(connection: Connection, table: str, release_id: str = RELEASE, **key: Any) -> list[Row]:
    """Rows of a table of the release whose columns have the given values."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("select * from mart.{} where release_id = %s").format(sql.Identifier(table)), (release_id,)
        )
        names = [column.name for column in cursor.description or ()]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [row for row in found if all(row[name] == value for name, value in key.items())]


Audit = Callable[[Case], Callable[..., list[Row]]]


def _write_framework(case: Case, folder: Path) -> None:
    nodes = dict.fromkeys(case.parents[code] for code in [*case.values, *case.parents] if code in case.parents)
    parents = {code: case.parents.get(code, "index") for code in [*case.values, *nodes]}
    levels = {"index": 2 + max((_depth(node, parents) for node in nodes), default=0)}
    levels |= {node: levels["index"] - _depth(node, parents) for node in nodes}
    folder.mkdir(exist_ok=True)
    (folder / "framework.yaml").write_text(SETTINGS.format(**vars(case)))
    (folder / "tree.csv").write_text(
        "code,parent,level,name_id,name_en,weight,aggregation\n"
        f"index,,{levels['index']},index,index,1,{case.aggregation.get('index', '')}\n"
        + "".join(
            f"{node},{parents[node]},{levels[node]},{node},{node},{case.weights.get(node, 1)},"
            f"{case.aggregation.get(node, '')}\n"
            for node in nodes
        )
    )
    (folder / "indicators.csv").write_text(
        "code,parent,name_id,name_en,definition_id,definition_en,direction,weight,unit,side,source,denominator,"
        "transform,goalpost_low,goalpost_high,target,valid_min,valid_max,required,evidence,provenance\n"
        + "".join(
            f"{code},{parents[code]},{code},{code},,,1,{case.weights.get(code, 1)},unit,outcome,official,"
            ",,0,100,,,,0,,made up\n"
            for code in case.values
        )
    )


def _depth(node: str, parents: Mapping[str, str]) -> int:
    return 0 if node == "index" else 1 + _depth(parents[node], parents)
