"""Runs include/sql/migrations/0038_shown_numbers.sql."""

from rkci.database.revisions import run_sql

revision = "0038_shown_numbers"
down_revision = "0037_state"


def upgrade() -> None:
    run_sql(revision)
