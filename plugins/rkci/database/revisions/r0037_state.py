"""Runs include/sql/migrations/0037_state.sql."""

from rkci.database.revisions import run_sql

revision = "0037_state"
down_revision = "0036_evidence_kinds"


def upgrade() -> None:
    run_sql(revision)
