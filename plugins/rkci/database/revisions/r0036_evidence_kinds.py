"""Runs include/sql/migrations/0036_evidence_kinds.sql."""

from rkci.database.revisions import run_sql

revision = "0036_evidence_kinds"
down_revision = "0035_number_cells"


def upgrade() -> None:
    run_sql(revision)
