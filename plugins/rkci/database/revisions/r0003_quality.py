"""Runs include/sql/migrations/0003_quality.sql."""

from rkci.database.revisions import run_sql

revision = "0003_quality"
down_revision = "0002_scoring"


def upgrade() -> None:
    run_sql(revision)
