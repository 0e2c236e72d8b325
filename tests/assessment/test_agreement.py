"""Agreement statistics against figures computed by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from assessed import BINJAI, OTHER, reading, rows
from psycopg2.extensions import connection as Connection
from typer.testing import CliRunner

from rkci.assessment import agreement
from rkci.cli import app


def test_weighted_kappa_is_that_computed_by_hand() -> None:
    """Pairs (1,1) (2,3) (4,4) (3,1): mean squared difference (0 + 1 + 0 + 4) / 4 = 1.25. The eight levels have the
    mean 19/8 and the variance 57/8 - (19/8)^2 = 1.484375, so that chance gives 2.96875: kappa = 1 - 1.25 / 2.96875."""
    found = agreement.of([(1, 1), (2, 3), (4, 4), (3, 1)])
    assert found.weighted_kappa == pytest.approx(11 / 19, abs=1e-12)
    assert (found.pairs, found.exact_pct, found.within_one_pct, found.note) == (4, 50, 75, "")


def test_full_agreement_is_one_and_who_is_called_first_changes_nothing() -> None:
    assert agreement.of([(1, 1), (5, 5)]).weighted_kappa == pytest.approx(1)
    assert agreement.of([(1, 2), (4, 5), (3, 3)]) == agreement.of([(2, 1), (4, 5), (3, 3)])


def test_where_every_level_is_the_same_there_is_no_kappa_and_it_says_why() -> None:
    found = agreement.of([(3, 3), (3, 3)])
    assert (found.weighted_kappa, found.exact_pct) == (None, 100)
    assert found.note == "no kappa: every level given is 3, so chance alone agrees always"


def test_agreement_is_kept_per_question_and_over_all_by_the_first_two_readers_alone(
    opened: Connection, give: Callable[..., Path], take_in: Callable[[], bool]
) -> None:
    give("A01.csv", reading("A01", 4), reading("A01", 3, indicator_code=OTHER))
    give("A02.csv", reading("A02", 2), reading("A02", 3, indicator_code=OTHER), day=1)
    give("A04.csv", reading("A04", 3), day=2)
    take_in()
    found = rows(
        opened,
        "select indicator_code, pairs, exact_pct, within_one_pct, weighted_kappa is null"
        " from quality.assessor_agreement order by 1",
    )
    assert found == [
        ("all", 2, 50, 50, False),
        ("e_government_level", 1, 0, 0, False),
        ("service_integration_level", 1, 100, 100, True),
    ]
    assert [row[0] for row in agreement.table(opened, 2017)][-1] == agreement.ALL
    assert agreement.states(opened, 2017) == [
        {"state": "agreed", "answers": 1, "below_claim": 1, "as_claimed": 0, "above_claim": 0},
        {"state": "settled", "answers": 1, "below_claim": 1, "as_claimed": 0, "above_claim": 0},
    ]
    assert BINJAI in {code for (code,) in rows(opened, "select city_code from quality.assessment_state")}


def test_the_commands_register_assessors_and_show_their_agreement(
    opened: Connection,
    database: str,
    give: Callable[..., Path],
    take_in: Callable[[], bool],
    writer_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, done.output
        return done.output

    monkeypatch.setenv("AIRFLOW_CONN_RKCI", writer_url)
    opened.commit()
    assert "No assessment of cycle 2017 was accepted yet" in run("agreement", "--cycle", "2017")
    file = tmp_path / "baru.csv"
    file.write_text("assessor,name,conflict_city_code,conflict_reason\nA01,Ani,,\nA02,Budi,,\n")
    assert "2 assessors of cycle 2017 are registered" in run("assessors", "--cycle", "2017", "--file", str(file))
    give("A01.csv", reading("A01", 3))
    give("A02.csv", reading("A02", 3), day=1)
    take_in()
    told = run("agreement", "--cycle", "2017")
    assert "weighted kappa" in told
    assert "no kappa: every level given is 3" in told
    assert "agreed" in told
