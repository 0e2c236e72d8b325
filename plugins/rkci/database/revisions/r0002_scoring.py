"""Runs include/sql/migrations/0002_scoring.sql."""

from rkci.database.revisions import run_sql

revision = "0002_scoring"
down_revision = "0001_intake"


def upgrade() -> None:
    run_sql(revision)
