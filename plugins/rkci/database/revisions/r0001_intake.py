"""Runs include/sql/migrations/0001_intake.sql."""

from rkci.database.revisions import run_sql

revision = "0001_intake"
down_revision = None


def upgrade() -> None:
    run_sql(revision)
