"""Runs include/sql/migrations/0002_core.sql."""

from rkci.database.revisions import run_sql

revision = "0002_core"
down_revision = "0001_intake"


def upgrade() -> None:
    run_sql(revision)
