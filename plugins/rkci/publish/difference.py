"""`rkci diff-release`: who moved between two releases, by how much, and because of what.

The difference of a city's scores is divided by `include/sql/read/compare/difference.sql`, from the tables of `mart`
alone. With the contribution of an indicator = points x weight, a change of points counts at the mean of both weights
and a change of weight at the mean of both points, so that the parts add up; docs/comparability.md has the formulas.
"""

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.refusal import Refusal

TOLERANCE = 1e-9
"""Largest difference that the parts of a city may leave unexplained."""

Row = dict[str, Any]


@dataclass(frozen=True)
class CityDifference:
    """A city in two releases: a row of read/compare/difference.sql without its part, and its parts, largest first."""

    city: Row
    parts: list[Row]

    @property
    def is_moved(self) -> bool:
        """True if its class or place differs, or its score by more than rounding."""
        difference = self.city["score_difference"]
        return (
            self.city["class_before"] != self.city["class_after"]
            or self.city["rank_before"] != self.city["rank_after"]
            or (self.city["score_before"] is None) != (self.city["score_after"] is None)
            or (difference is not None and abs(difference) > TOLERANCE)
        )


@dataclass(frozen=True)
class Difference:
    """Two releases (rows of mart.release), what differs in method, every city, and the rows as they came."""

    before: Row
    after: Row
    methods: list[Row]
    cities: list[CityDifference]
    rows: list[Row]

    @property
    def unexplained(self) -> float:
        """Largest difference of a city, in points of its scale, that its parts do not add up to."""
        return max((abs(row["unexplained"] or 0.0) for row in self.rows), default=0.0)


def difference(connection: Connection, before: str, after: str) -> Difference:
    """Compare two releases: revisions, frameworks of one cycle, or cycles. Any role that reads mart may.

    Raises Refusal with the releases that there are.
    """
    releases = {"before": before, "after": after}
    known = _releases(connection)
    for release_id in releases.values():
        if release_id not in known:
            raise Refusal(f"There is no release {release_id!r}; there are {', '.join(known) or 'none yet'}.")
    sql_files.expect_unanalysed_rows(connection)
    rows = sql_files.query(connection, "read/compare/difference.sql", releases)
    cities = []
    for _, group in groupby(rows, key=itemgetter("city_code")):
        listed = list(group)
        cities.append(CityDifference(listed[0], [row for row in listed if row["part"] is not None]))
    return Difference(
        before=known[before],
        after=known[after],
        methods=sql_files.query(connection, "read/compare/difference_methods.sql", releases),
        cities=cities,
        rows=rows,
    )


def _releases(connection: Connection) -> dict[str, Row]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select release_id, cycle_year, framework_id, revision, state, framework_hash, content_hash"
            " from mart.release order by cycle_year, framework_id, revision"
        )
        columns = [column.name for column in cursor.description or ()]
        return {row[0]: dict(zip(columns, row, strict=True)) for row in cursor.fetchall()}
