"""Runs include/sql/migrations/0003_scoring.sql."""

from rkci.database.revisions import run_sql

revision = "0003_scoring"
down_revision = "0002_core"


def upgrade() -> None:
    run_sql(revision)
