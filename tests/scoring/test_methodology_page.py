"""The city that docs/methodology.md computes by hand has those numbers in the tables."""

import re

import pytest
from psycopg2.extensions import connection as Connection

from rkci import paths, reference
from rkci.cycles.opening import open_cycle
from rkci.scoring.run import score_cycle

BINJAI = "1276"
PAGE = (paths.ROOT / "docs" / "methodology.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """Cells of the table of the page that begins with this heading."""
    lines = PAGE.split(f"| {heading} |", 1)[1].splitlines()[2:]
    table = [line for line in lines[: lines.index("")] if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


@pytest.fixture
def run_id(connection: Connection) -> int:
    reference.load(connection)
    reference.accept(connection)
    open_cycle(connection, 2017)
    return score_cycle(connection, 2017, "rkci-2017-official")


def query(connection: Connection, statement: str, run_id: int) -> dict[str, tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, (run_id, BINJAI))
        return {row[0]: row[1:] for row in cursor.fetchall()}


def test_every_number_of_the_worked_example_is_in_the_tables(connection: Connection, run_id: int) -> None:
    cells = query(
        connection,
        "select cell.indicator_code, cell.selected, cell.normalised, weight.weight, weight.effective_weight"
        " from scoring.cell as cell join scoring.weight as weight"
        " on weight.run_id = cell.run_id and weight.code = cell.indicator_code"
        " where cell.run_id = %s and cell.unit_code = %s",
        run_id,
    )
    page = rows("indicator | value | goalposts | normalised | weight in its parent | contribution")
    assert {row[0] for row in page} == set(cells)
    for code, value, _, normalised, weight, contribution in page:
        raw, scaled, share, effective = cells[code]
        assert raw == float(value)
        assert [f"{number:.4f}" for number in (scaled, share, effective * scaled)] == [normalised, weight, contribution]


def test_every_mean_of_the_worked_example_is_in_the_tables_and_is_what_the_page_says(
    connection: Connection, run_id: int
) -> None:
    scores = query(
        connection,
        "select node_code, score, level_code from scoring.unit_score as score"
        " join scoring.level as level using (run_id, unit_code, node_code)"
        " where run_id = %s and unit_code = %s and side = 'all'",
        run_id,
    )
    page = rows("node | from | score | level")
    for code, formula, score, level in page:
        assert (f"{scores[code][0]:.4f}", scores[code][1]) == (score, level)
        terms = re.findall(r"([\d.]+) x ([\d.]+)", formula)
        assert sum(float(weight) * float(value) for weight, value in terms) == pytest.approx(float(score), abs=2e-4)
    place = re.search(r"they make \*\*([\d.]+)\*\*, rank (\d+) of the class (\w+)", PAGE)
    ranks = query(
        connection,
        "select group_column, rank, group_code from scoring.unit_rank"
        " where run_id = %s and unit_code = %s and node_code = 'rkci' and side = 'all'",
        run_id,
    )
    assert place is not None
    assert place.groups() == (f"{scores['rkci'][0]:.4f}", str(ranks["class_code"][0]), ranks["class_code"][1])
