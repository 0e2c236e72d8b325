"""The simulated objections of cycle 2017 go the whole way, decided by the demo deciders."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from objected import LEDGER, REFUSED, rows
from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.objections.effect import effects
from rkci.objections.telling import tell_cities
from rkci.simulate import objections


def test_they_are_the_same_bytes_taken_in_decided_and_shown(
    box: Path, opened: Connection, take_in: Callable[[], bool], scored: Callable[[], int], tmp_path: Path
) -> None:
    with opened.cursor() as cursor:
        cursor.execute("insert into core.nominee values (2017, '1276', 'sedang', 1), (2017, '1275', 'besar', 1)")
    scored()
    cycle = cycles.load(2017)

    def prints(folder: Path) -> dict[str, tuple[str, float]]:
        return {
            path.relative_to(folder).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime)
            for path in objections.write(cycle, opened, folder, 2017)
        }

    files = prints(box.parent)
    assert files == prints(tmp_path / "again")
    assert {"objections/1275/sanggahan.csv", "objections/1276/sanggahan.csv"} <= files.keys()
    take_in()
    assert [rule for _, rule, _ in rows(opened, REFUSED)] == [
        "objection.in_window",
        "objection.indicator_known",
        "objection.reason_given",
    ]
    assert rows(opened, LEDGER) == [("file", 5, 5, 0, 0), ("row", 8, 5, 3, 0)]
    assert rows(opened, "select bool_and(is_simulated) from core.objection") == [(True,)]
    assert len(objections.decide(opened, 2017)) == 5
    assert objections.decide(opened, 2017) == []
    opened.commit()
    take_in()
    scored()
    assert tell_cities(opened, 2017) == {"provisional": 93, "effects": 4, "answered": 5}
    shown = effects(opened, 2017)
    assert sorted(row["outcome"] for row in shown) == ["accepted"] * 4 + ["rejected"]
    assert all(row["score"] > row["score_before"] for row in shown if row["outcome"] == "accepted")
    nominees = [row for row in shown if row["city_code"] in ("1275", "1276") and row["rank"] is not None]
    assert {row["rank"] for row in nominees} == {1}
