"""Who writes to a cycle holds it; who waits is told by whom, and BI can hold nothing."""

import threading
from collections.abc import Iterator
from contextlib import closing

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from rkci.database import locks
from rkci.database.locks import REFERENCE, CycleBusy, lock_cycle


@pytest.fixture
def holder(database: str, writer_url: str) -> Iterator[Connection]:
    """A writer called `scores_compute.compute_scores` that holds cycle 2017."""
    with closing(psycopg2.connect(writer_url, application_name="scores_compute.compute_scores")) as opened:
        lock_cycle(opened, 2017)
        yield opened


@pytest.fixture
def other(database: str, writer_url: str) -> Iterator[Connection]:
    with closing(psycopg2.connect(writer_url)) as opened:
        yield opened


@pytest.mark.parametrize("known", [False, True], ids=["first time", "known cycle"])
def test_who_cannot_have_a_cycle_is_told_who_writes_to_it(
    database: str, writer_url: str, other: Connection, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    monkeypatch.setattr(locks, "WAIT", "200ms")
    with closing(psycopg2.connect(writer_url, application_name="scores_compute.score")) as holder:
        if known:
            lock_cycle(holder, 2017)
            holder.commit()
        lock_cycle(holder, 2017)
        with pytest.raises(CycleBusy) as told:
            lock_cycle(other, 2017)
    by = r"scores_compute\.score \(rkci_writer, process \d+ of the server, since .*\)" if known else "another program"
    assert told.match(rf"^Cycle 2017 is being written by {by}, for more than 200ms\. Nothing was changed; try again\.$")


def test_other_cycles_are_free_and_the_holder_may_ask_again(holder: Connection, other: Connection) -> None:
    lock_cycle(holder, 2017)
    lock_cycle(other, 2019)
    lock_cycle(other, REFERENCE)


def test_a_cycle_is_free_when_its_transaction_ends_however_it_ends(holder: Connection, other: Connection) -> None:
    holder.rollback()
    lock_cycle(other, 2017)
    other.commit()
    lock_cycle(holder, 2017)
    holder.close()
    lock_cycle(other, 2017)


def test_who_waits_gets_the_cycle_when_it_is_free(holder: Connection, other: Connection) -> None:
    waiter = threading.Thread(target=lock_cycle, args=(other, 2017))
    waiter.start()
    holder.commit()
    waiter.join(60)
    assert not waiter.is_alive()


def test_the_wait_of_the_connection_counts_and_is_left_as_it_was(holder: Connection, other: Connection) -> None:
    with other.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', '150ms', false)")
        other.commit()
        with pytest.raises(CycleBusy, match="for more than 150ms"):
            lock_cycle(other, 2017)
        lock_cycle(other, 2019)
        cursor.execute("show lock_timeout")
        assert cursor.fetchall() == [("150ms",)]


def test_bi_cannot_hold_a_cycle(bi_url: str, other: Connection) -> None:
    for statement in (
        "select * from ops.cycle_lock for update",
        "lock table ops.cycle_lock in access share mode",
        "insert into ops.cycle_lock values (2017)",
        "select pg_advisory_lock(hashtext('rkci.cycle'), 2017)",
    ):
        with (
            closing(psycopg2.connect(bi_url)) as bi,
            bi.cursor() as cursor,
            pytest.raises(psycopg2.errors.InsufficientPrivilege),
        ):
            cursor.execute(statement)
    lock_cycle(other, 2017)
