"""A claim that a visit disproves costs what the framework says, apart from what was found; the claim stays visible."""

from collections.abc import Callable
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection
from scored import rows
from test_visit_files import CLAIMED, SEEN, VALUES, finding, seen

from rkci import framework as frameworks
from rkci.cycles.opening import freeze_penalties
from rkci.database import sql_files
from rkci.framework.penalty import Penalty, penalties_of

SHOWN = (
    f"select claimed, observed, value, scored, penalty, state from core.visit_claim where indicator_code = '{CLAIMED}'"
)


def rule(connection: Connection, *overrides: str) -> None:
    framework = frameworks.load("rkci-2017", [f"disproved_claims.{override}" for override in overrides])
    freeze_penalties(connection, 2017, penalties_of(framework))
    connection.commit()


def test_the_penalty_is_told_apart_from_what_was_found_and_waits_for_the_second_person(
    nominated: Connection, give: Callable[..., Path], take_in: Callable[[], bool]
) -> None:
    rule(nominated, "method=share", "share=0.25")
    give("1101/a.csv", finding(reviewer=""), seen())
    take_in()
    assert rows(nominated, VALUES) == [("1101", SEEN, 3.0)]
    assert rows(nominated, SHOWN) == [(4.0, 2.0, None, None, None, "to be confirmed")]
    give("1101/b.csv", finding(), day=1)
    take_in()
    assert rows(nominated, VALUES) == [("1101", CLAIMED, 1.5), ("1101", SEEN, 3.0)]
    assert rows(nominated, SHOWN) == [(4.0, 2.0, 2.0, 1.5, -0.5, "lowered")]


def test_down_to_the_minimum_and_only_what_is_disproved(
    nominated: Connection, give: Callable[..., Path], take_in: Callable[[], bool]
) -> None:
    rule(nominated, "method=to_minimum")
    give("1101/a.csv", finding(), seen())
    give("1102/a.csv", finding(city="1102", observed=4, adjusted=4))
    give("1103/a.csv", finding(city="1103", observed=5, adjusted=5))
    give("1104/a.csv", finding(city="1104", observed=3, adjusted=""))
    take_in()
    assert rows(nominated, VALUES) == [
        ("1101", CLAIMED, 1.0), ("1101", SEEN, 3.0), ("1102", CLAIMED, 4.0), ("1103", CLAIMED, 5.0),
    ]  # fmt: skip
    assert rows(nominated, f"select distinct value from core.indicator_value where indicator_code = '{CLAIMED}'"
                " and origin = 'submitted'") == [(4.0,)]  # fmt: skip


@pytest.mark.parametrize(
    ("claimed", "found", "penalty", "scores"),
    [
        (4, 2, (1, 0, 0.25), 1.5),
        (4, 2, (1, 1.75, 0.25), 1.75),  # no further than the worst value
        (4, 2, (1, 3, 0.25), 2),  # found beyond the worst: it stays
        (4, 2, (1, None, 1.0), 0),
        (4, 2, (1, 1, None), 1),
        (4, 2, (-1, 9, 0.25), 2),  # where less is better, this is no worse than claimed
        (4, 6, (-1, 9, 0.25), 6.5),
        (4, 6, (-1, 6.25, 0.25), 6.25),
        (4, 6, (-1, 9, None), 9),
        (4, 6, (-1, 5, None), 6),
        (None, 2, (1, 0, 0.25), 2),  # nothing was claimed
    ],
)
def test_the_formula_in_both_directions(
    nominated: Connection, claimed: float | None, found: float, penalty: tuple[int, float | None, float | None],
    scores: float,
) -> None:  # fmt: skip
    freeze_penalties(nominated, 2017, [Penalty(CLAIMED, *penalty)])
    with nominated.cursor() as cursor:
        cursor.execute(
            "update core.indicator_value set value = %s, status = case when %s is null then 'missing' else status end"
            " where (city_code, indicator_code) = ('1101', %s)",
            (claimed, claimed, CLAIMED),
        )
        cursor.execute(
            "insert into core.visit_finding (cycle_year, city_code, indicator_code, observed, value, assessor,"
            " reviewer, visited_on, is_simulated, file_hash, sheet, row_number, cell) values (2017, '1101', %s, %s, %s,"
            " 'A01', 'A02', '2017-07-20', false, 'f', 'csv', 2, 'D2')",
            (CLAIMED, found, found),
        )
    sql_files.run(nominated, "core/indicator_value_visit.sql", {"cycle": 2017})
    assert rows(nominated, VALUES) == [("1101", CLAIMED, scores)]
