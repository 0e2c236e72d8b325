"""Frames of the warehouse: in the caller's transaction, with the types that the database declares."""

import gc
from contextlib import closing

import pandas
import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from rkci.database import frames
from rkci.database.connection import connect
from rkci.database.engine import Session, application_name, engine, opened

PAST = pandas.DataFrame(
    [{"cycle_year": 2015, "file_hash": "h", "file_name": "f", "framework_id": "x", "is_simulated": True}]
)


@pytest.fixture
def made(connection: Session) -> Session:
    """A connection with a table of a column per type that frames have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "create temporary table frame_made (code text, whole integer, big bigint, share double precision,"
            " is_kept boolean, places bigint[], vector double precision[], day date, at timestamptz)"
        )
    return connection


def row_count(connection: Connection, table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchall()[0][0])


def test_a_frame_is_written_and_read_in_the_transaction_of_its_connection(connection: Session, database: str) -> None:
    frames.append(connection, "ops.past_cycle", PAST)
    assert row_count(connection, "ops.past_cycle") == 1
    found = frames.query(connection, "select file_name from ops.past_cycle where cycle_year = %(year)s", {"year": 2015})
    assert list(found["file_name"]) == ["f"]
    with connect(database) as other:
        assert row_count(other, "ops.past_cycle") == 0
    connection.rollback()
    assert row_count(connection, "ops.past_cycle") == 0


def test_a_savepoint_takes_back_what_a_frame_wrote_after_it(made: Session) -> None:
    with made.cursor() as cursor:
        cursor.execute("savepoint before_frame")
        cursor.execute("create temporary table frame_kept (code text)")
        frames.append(made, "pg_temp.frame_kept", pandas.DataFrame({"code": ["a", "b"]}))
        assert row_count(made, "frame_kept") == 2
        cursor.execute("rollback to savepoint before_frame")
        cursor.execute("select to_regclass('pg_temp.frame_kept') is null")
        assert cursor.fetchall() == [(True,)]


@pytest.mark.parametrize("rows", [0, 1])
def test_columns_have_the_declared_types_without_rows_and_with_nothing_but_nulls(made: Session, rows: int) -> None:
    with made.cursor() as cursor:
        cursor.execute("insert into frame_made select from generate_series(1, %s)", (rows,))
    found = frames.query(made, "select * from frame_made", {})
    assert {name: str(kind) for name, kind in found.dtypes.items()} == {
        "code": "string[pyarrow]",
        "whole": "int64[pyarrow]",
        "big": "int64[pyarrow]",
        "share": "double[pyarrow]",
        "is_kept": "bool[pyarrow]",
        "places": "list<item: int64>[pyarrow]",
        "vector": "list<item: double>[pyarrow]",
        "day": "date32[day][pyarrow]",
        "at": "timestamp[us, tz=UTC][pyarrow]",
    }
    assert frames.records(found) == [dict.fromkeys(found.columns)] * rows


def test_values_and_nulls_come_back_as_they_were_written_to_the_last_bit(made: Session) -> None:
    rows = [
        {"code": "0012", "whole": 1, "big": 2**53 + 1, "share": 0.1 + 0.2, "is_kept": True},
        {"code": "NA", "whole": None, "big": None, "share": None, "is_kept": None},
        {"code": "", "whole": 3, "big": -1, "share": 1e-300, "is_kept": False},
    ]
    frames.append(made, "pg_temp.frame_made", pandas.DataFrame(rows, dtype=object))
    assert frames.records(frames.query(made, f"select {', '.join(rows[0])} from frame_made", {})) == rows


def test_a_type_that_no_frame_has_is_named(connection: Session) -> None:
    with pytest.raises(TypeError, match="type of price: cast it"):
        frames.query(connection, "select 1.5::numeric as price", {})


def test_what_the_server_refuses_is_psycopgs_error(connection: Session) -> None:
    with pytest.raises(psycopg2.errors.UndefinedTable):
        frames.query(connection, "select * from core.no_such_table", {})
    connection.rollback()
    with pytest.raises(psycopg2.errors.NotNullViolation):
        frames.append(connection, "ops.past_cycle", PAST.drop(columns="file_name"))


def test_a_connection_that_somebody_else_opened_keeps_its_transaction(database: str) -> None:
    with closing(psycopg2.connect(database)) as foreign:
        frames.append(foreign, "ops.past_cycle", PAST)
        assert list(frames.query(foreign, "select cycle_year from ops.past_cycle", {})["cycle_year"]) == [2015]
        gc.collect()  # the view goes, and takes nothing with it
        assert row_count(foreign, "ops.past_cycle") == 1
        with pytest.raises(psycopg2.errors.UniqueViolation):
            frames.append(foreign, "ops.past_cycle", PAST)
        foreign.rollback()
        assert row_count(foreign, "ops.past_cycle") == 0
        frames.append(foreign, "ops.past_cycle", PAST)
        foreign.commit()
    with connect(database) as other:
        assert row_count(other, "ops.past_cycle") == 1


def test_there_is_one_engine_for_a_database_and_it_keeps_no_connection(database: str, writer_url: str) -> None:
    assert engine(database) is engine(database)
    with opened(writer_url) as session, session.cursor() as cursor:
        cursor.execute("select application_name from pg_stat_activity where pid = pg_backend_pid()")
        assert cursor.fetchall() == [(application_name(),)]
    assert session.closed


def test_an_error_takes_back_what_frames_wrote(database: str) -> None:
    def write_and_fail() -> None:
        with connect(database) as connection:
            frames.append(connection, "ops.past_cycle", PAST)
            raise KeyError

    with pytest.raises(KeyError):
        write_and_fail()
    with connect(database) as connection:
        assert row_count(connection, "ops.past_cycle") == 0


def test_a_connection_that_the_server_has_ended_is_an_error_of_psycopg_and_is_closed(database: str) -> None:
    with opened(database) as session:
        with connect(database) as other, other.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(%s, 5000)", (session.info.backend_pid,))
        with pytest.raises(psycopg2.OperationalError):
            frames.query(session, "select 1 as one", {})
    assert session.closed
