"""Runs include/sql/migrations/0004_mart.sql."""

from rkci.database.revisions import run_sql

revision = "0004_mart"
down_revision = "0003_quality"


def upgrade() -> None:
    run_sql(revision)
