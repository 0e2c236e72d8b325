"""When a file was delivered: the sender's time and the first sight, which of them counts, which word is the newest."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from feedback_cases import deliver, ingest, made, rows
from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.cycles import Cycle, DeliveryRule
from rkci.framework import Framework
from rkci.intake import delivery, inbox
from rkci.intake.workbook import Answer

OPENS = datetime(2017, 5, 4, tzinfo=UTC)
SEEN = datetime(2017, 6, 6, 12, tzinfo=UTC)
SENDER = DeliveryRule(counts="sender", flag=False)
REAL = DeliveryRule()
STATES = "select file_name, state from core.submission order by 1"
FLAGGED = "select file_name, split_part(found_text, ' ', 1) from quality.flagged_row where rule_id like '%.delivery_%'"


def ago(**given: float) -> datetime:
    return SEEN - timedelta(**given)


@pytest.mark.parametrize(
    ("sent", "rule", "counted", "doubt"),
    [
        (ago(minutes=10), REAL, ago(minutes=10), None),
        (ago(minutes=30), REAL, ago(minutes=30), None),
        (ago(hours=3), REAL, ago(minutes=30), None),
        (ago(hours=23, minutes=59), REAL, ago(minutes=30), None),
        (ago(hours=24), REAL, ago(minutes=30), "apart"),
        (datetime(1970, 1, 1, tzinfo=UTC), REAL, ago(minutes=30), "before_cycle"),
        (SEEN + timedelta(minutes=4), REAL, SEEN, None),
        (SEEN + timedelta(days=1), REAL, SEEN, "future"),
        (ago(days=20), SENDER, ago(days=20), None),
        (datetime(1970, 1, 1, tzinfo=UTC), SENDER, datetime(1970, 1, 1, tzinfo=UTC), "before_cycle"),
        (SEEN + timedelta(days=365), SENDER, SEEN, "future"),
        (ago(days=20), replace(SENDER, flag=True), ago(days=20), "apart"),
    ],
)
def test_which_time_counts_and_which_is_asked_about(
    sent: datetime, rule: DeliveryRule, counted: datetime, doubt: str | None
) -> None:
    assert delivery.received_at(sent, SEEN, None, rule) == counted
    assert delivery.doubt(sent, SEEN, OPENS, rule) == doubt


def test_what_took_the_place_of_a_file_came_after_it() -> None:
    assert delivery.received_at(ago(days=9), SEEN, ago(days=2), SENDER) == ago(days=2) + delivery.INSTANT
    assert delivery.received_at(ago(days=1), SEEN, ago(days=2), SENDER) == ago(days=1)


def test_a_cycle_that_says_nothing_counts_the_first_sight_and_the_demo_counts_the_senders_time() -> None:
    assert REAL.counts == "first_seen"
    assert REAL.flag
    assert cycles.load(2017).delivery.counts == "sender"
    assert not cycles.load(2017).delivery.flag


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    return tmp_path / "inbox"


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Callable[[DeliveryRule], None]:
    """Lets the cycle of the tests count another time than the demo does."""
    of = cycles.of

    def change(rule: DeliveryRule) -> None:
        def changed(connection: Connection, cycle_year: int) -> Cycle:
            return replace(of(connection, cycle_year), delivery=rule)

        monkeypatch.setattr(cycles, "of", changed)

    return change


def put(box: Path, name: str, content: bytes, at: datetime) -> None:
    deliver(box, name, content)
    os.utime(box / "2017" / "submissions" / name, (at.timestamp(), at.timestamp()))


def now(connection: Connection) -> datetime:
    ((instant,),) = rows(connection, "select clock_timestamp()")
    return instant  # type: ignore[no-any-return]


def test_a_time_of_1970_is_late_where_the_first_sight_counts_and_asked_about_where_it_does_not(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework,
    counting: Callable[[DeliveryRule], None],
) -> None:  # fmt: skip
    counting(REAL)
    put(box, "1276/a.xlsx", made(tmp_path, cycle, framework), datetime(1970, 1, 1, tzinfo=UTC))
    ingest(database, opened)
    ((sent, seen, received, doubt),) = rows(opened, "select sent_at, seen_at, received_at, doubt from raw.receipt")
    assert sent == datetime(1970, 1, 1, tzinfo=UTC)
    assert seen - received == timedelta(minutes=30)
    assert doubt == "before_cycle"
    assert rows(opened, "select rule_id from quality.rejected_row") == [("submission.in_time",)]
    failed = "select rule_id from quality.latest_failed_row where rule_id like '%delivery_time%'"
    assert rows(opened, failed) == [("submission.delivery_time_plausible",)]


@pytest.mark.parametrize(
    ("at", "doubt"),
    [(datetime(1970, 1, 1, tzinfo=UTC), "before_cycle:"), (datetime(2090, 1, 1, tzinfo=UTC), "future:")],
)
def test_an_impossible_time_never_passes_silently_not_even_where_the_senders_counts(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework,
    at: datetime, doubt: str,
) -> None:  # fmt: skip
    with opened, opened.cursor() as cursor:
        cursor.execute("update ops.cycle set submission_closes_at = now() + interval '1 day'")
    put(box, "1276/a.xlsx", made(tmp_path, cycle, framework), at)
    ingest(database, opened)
    assert rows(opened, STATES) == [("submissions/1276/a.xlsx", "accepted")]
    assert rows(opened, FLAGGED) == [("submissions/1276/a.xlsx", doubt)]
    assert rows(opened, "select received_at <= seen_at from raw.receipt") == [(True,)]


@pytest.mark.parametrize("is_same_name", [True, False])
@pytest.mark.parametrize("is_old_time", [True, False])
def test_the_word_delivered_last_counts_although_its_bytes_came_before(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework,
    counting: Callable[[DeliveryRule], None], is_same_name: bool, is_old_time: bool,
) -> None:  # fmt: skip
    counting(REAL)
    with opened, opened.cursor() as cursor:
        cursor.execute("update ops.cycle set submission_closes_at = now() + interval '1 day'")
    one = made(tmp_path, cycle, framework, plan=Answer("Ya", 2016, "Dinas", "SK"))
    two = made(tmp_path, cycle, framework, plan=Answer("Tidak", 2016, "Dinas", "SK"))
    first = now(opened)
    for number, content in enumerate((one, two, one)):
        name = "1276/a.xlsx" if is_same_name else f"1276/{number}.xlsx"
        put(box, name, content, first if is_old_time else now(opened))
        ingest(database, opened)
        assert not inbox.needs_judging(opened, 2017)
    value = "select value from core.indicator_value where indicator_code = 'plan'"
    assert rows(opened, value) == [(1.0,)]
    assert sorted(state for _, state in rows(opened, STATES)) == ["accepted", "superseded"]
    assert rows(
        opened, "select received, accepted, superseded from quality.ledger where layer = 'file' order by 1"
    ) == [(1, 0, 1), (2, 1, 1)]


def test_a_file_put_back_under_its_name_with_its_old_time_is_the_newest_word_where_the_senders_counts_too(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    one = made(tmp_path, cycle, framework, plan=Answer("Ya", 2016, "Dinas", "SK"))
    two = made(tmp_path, cycle, framework, plan=Answer("Tidak", 2016, "Dinas", "SK"))
    for content, day in ((one, 18), (two, 20), (one, 18)):
        deliver(box, "1276/a.xlsx", content, day=day)
        ingest(database, opened)
    assert rows(opened, "select value from core.indicator_value where indicator_code = 'plan'") == [(1.0,)]
    assert inbox.receive(opened, 2017) == []
    assert rows(opened, "select count(*) from raw.receipt") == [(3,)]


def test_a_word_repeated_too_late_or_in_the_folder_of_another_city_is_not_the_newest(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    one = made(tmp_path, cycle, framework, plan=Answer("Ya", 2016, "Dinas", "SK"))
    two = made(tmp_path, cycle, framework, plan=Answer("Tidak", 2016, "Dinas", "SK"))
    deliver(box, "1276/a.xlsx", one, day=18)
    deliver(box, "1276/b.xlsx", two, day=20)
    deliver(box, "1101/c.xlsx", one, day=21)
    deliver(box, "1276/d.xlsx", one, day=40)
    ingest(database, opened)
    assert rows(opened, "select value from core.indicator_value where indicator_code = 'plan'") == [(0.0,)]
    assert rows(
        opened, "select received, accepted, superseded from quality.ledger where layer = 'file' order by 1"
    ) == [(1, 1, 0), (3, 0, 3)]
