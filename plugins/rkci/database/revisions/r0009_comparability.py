"""Runs include/sql/migrations/0009_comparability.sql."""

from rkci.database.revisions import run_sql

revision = "0009_comparability"
down_revision = "0008_audit"


def upgrade() -> None:
    run_sql(revision)
