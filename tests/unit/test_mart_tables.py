"""A table of `mart` is filled, hashed and shown, or a test says what was forgotten."""

from rkci import paths
from rkci.publish.content import KEYS
from rkci.publish.release import TABLES

MADE = sorted(file.stem for file in (paths.SQL / "schema" / "mart").glob("*.sql"))


def test_every_table_of_mart_is_hashed_and_packaged() -> None:
    assert sorted(KEYS) == MADE


def test_every_table_of_mart_has_a_view_of_its_rows_in_force() -> None:
    views = {file.stem for file in (paths.SQL / "views" / "mart").glob("current_*.sql")}
    assert {f"current_{table}" for table in MADE} <= views


def test_what_builds_a_table_is_run_when_a_release_is_built() -> None:
    apart = {"improvement"} | {table for table in MADE if table.startswith("audit_") or table == "strength"}
    builds = {file.stem for file in (paths.SQL / "mart").glob("*.sql")} & set(MADE)
    assert builds - apart == set(TABLES)
