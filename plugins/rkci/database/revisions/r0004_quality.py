"""Runs include/sql/migrations/0004_quality.sql."""

from rkci.database.revisions import run_sql

revision = "0004_quality"
down_revision = "0003_scoring"


def upgrade() -> None:
    run_sql(revision)
