"""What an assessor sends after the phase is kept and refused as late, and counts once an extension is recorded."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from assessed import LEDGER, REFUSED, reading, rows
from psycopg2.extensions import connection as Connection
from typer.testing import CliRunner

from rkci.assessment.ingest import ASSESSMENTS
from rkci.cli import app
from rkci.database import connection as connections
from rkci.intake import extensions
from rkci.refusal import Refusal

COUNTED = "select assessor, level from core.assessment order by assessor"
ENDS = datetime.fromisoformat("2017-07-01T00:00:00+07:00").timestamp()
"""First instant after the phase."""
BY = {"by": "Sari", "reason": "sakit"}


def at(path: Path, seconds: float) -> None:
    """Deliver the file so many seconds after the end of the phase."""
    os.utime(path, (ENDS + seconds, ENDS + seconds))


def test_on_the_last_second_it_counts_and_after_it_is_kept_and_refused_with_words(
    opened: Connection, give: Callable[..., Path], take_in: Callable[[], bool]
) -> None:
    at(give("A01.csv", reading("A01", 3)), -1)
    at(give("A02.csv", reading("A02", 3)), 0)
    take_in()
    assert rows(opened, COUNTED) == [("A01", 3)]
    assert [rule for _, rule, _ in rows(opened, REFUSED)] == ["assessment.in_time"]
    assert rows(opened, LEDGER) == [("file", 2, 2, 0, 0), ("row", 2, 1, 1, 0)]
    ((found, words_id, words_en),) = rows(opened, "select found_text, message_id, message_en from quality.rejected_row")
    assert found == "2017-07-01 00:00 WIB"
    assert "setelah masa penilaian" in words_id
    assert "kept but not counted" in words_en
    assert not ASSESSMENTS.receive(opened, 2017)


def test_a_late_correction_does_not_take_the_place_of_what_came_in_time(
    opened: Connection, give: Callable[..., Path], take_in: Callable[[], bool]
) -> None:
    give("A01.csv", reading("A01", 3))
    at(give("A01_koreksi.csv", reading("A01", 2)), 60)
    take_in()
    assert rows(opened, COUNTED) == [("A01", 3)]


def test_it_counts_from_the_next_run_on_once_an_extension_is_recorded_for_its_assessor(
    opened: Connection,
    give: Callable[..., Path],
    take_in: Callable[[], bool],
    database: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = 86_400
    at(give("A01.csv", reading("A01", 3)), day - 1)
    at(give("A02.csv", reading("A02", 3)), day - 1)
    at(give("A04.csv", reading("A04", 3)), day)
    take_in()
    assert rows(opened, COUNTED) == []
    monkeypatch.setattr(connections, "writer_url", lambda: database)
    for assessor in ("A01", "A04"):
        asked = ["extend", "--cycle", "2017", "--assessor", assessor, "--until", "2017-07-02", "--reason", "sakit"]
        told = CliRunner().invoke(app, [*asked, "--by", "Sari"])
        assert told.exit_code == 0, told.output
        assert "2017-07-01 00:00 -> 2017-07-02 00:00 WIB, granted by Sari" in told.output
        assert "assessments_ingest" in told.output
    assert take_in(), "an extension is to be honoured though no file is new"
    assert rows(opened, COUNTED) == [("A01", 3)]
    assert not ASSESSMENTS.receive(opened, 2017), "what is late all the same is not judged again and again"
    assert rows(opened, LEDGER) == [("file", 3, 3, 0, 0), ("row", 3, 1, 2, 0)]


def test_an_extension_that_extends_nothing_or_nobody_is_refused(opened: Connection) -> None:
    until = datetime.fromisoformat("2017-07-01T00:00+07:00")
    with pytest.raises(Refusal, match="would extend nothing"):
        extensions.extend_assessor(opened, 2017, "A01", until, **BY)
    with pytest.raises(Refusal, match="'A77' is not an assessor of cycle 2017; registered are A01, A02, A03, A04"):
        extensions.extend_assessor(opened, 2017, "A77", until.replace(day=9), **BY)
    assert rows(opened, "select * from ops.assessment_extension") == []


@pytest.mark.parametrize("whose", [(), ("--city", "1276", "--assessor", "A01")], ids=["nobody", "both"])
def test_an_extension_says_whose_it_is(whose: tuple[str, ...]) -> None:
    asked = ["extend", "--cycle", "2017", "--until", "2017-07-02", "--reason", "r", "--by", "b", *whose]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code != 0
    assert "Say whose deadline" in told.output + str(told.exception)
