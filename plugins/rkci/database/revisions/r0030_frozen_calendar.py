"""Runs include/sql/migrations/0030_frozen_calendar.sql."""

from rkci.database.revisions import run_sql

revision = "0030_frozen_calendar"
down_revision = "0029_answer_bytes"


def upgrade() -> None:
    run_sql(revision)
