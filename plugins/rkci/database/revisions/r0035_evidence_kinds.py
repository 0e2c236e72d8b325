"""Runs include/sql/migrations/0035_evidence_kinds.sql."""

from rkci.database.revisions import run_sql

revision = "0035_evidence_kinds"
down_revision = "0034_number_cells"


def upgrade() -> None:
    run_sql(revision)
