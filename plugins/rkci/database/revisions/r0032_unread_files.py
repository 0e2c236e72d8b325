"""Runs include/sql/migrations/0032_unread_files.sql."""

from rkci.database.revisions import run_sql

revision = "0032_unread_files"
down_revision = "0031_frozen_calendar"


def upgrade() -> None:
    run_sql(revision)
