"""Runs include/sql/migrations/0015_feedback.sql."""

from rkci.database.revisions import run_sql

revision = "0015_feedback"
down_revision = "0014_plausibility"


def upgrade() -> None:
    run_sql(revision)
