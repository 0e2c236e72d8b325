"""Runs include/sql/migrations/0005_mart.sql."""

from rkci.database.revisions import run_sql

revision = "0005_mart"
down_revision = "0004_quality"


def upgrade() -> None:
    run_sql(revision)
