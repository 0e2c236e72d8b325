"""Runs include/sql/migrations/0008_audit.sql."""

from rkci.database.revisions import run_sql

revision = "0008_audit"
down_revision = "0007_uncertainty"


def upgrade() -> None:
    run_sql(revision)
