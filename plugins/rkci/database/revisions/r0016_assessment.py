"""Runs include/sql/migrations/0016_assessment.sql."""

from rkci.database.revisions import run_sql

revision = "0016_assessment"
down_revision = "0015_feedback"


def upgrade() -> None:
    run_sql(revision)
