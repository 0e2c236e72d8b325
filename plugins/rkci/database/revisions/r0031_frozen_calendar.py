"""Runs include/sql/migrations/0031_frozen_calendar.sql."""

from rkci.database.revisions import run_sql

revision = "0031_frozen_calendar"
down_revision = "0030_staged_version"


def upgrade() -> None:
    run_sql(revision)
