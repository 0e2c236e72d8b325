"""Runs include/sql/migrations/0025_disproved_claims.sql."""

from rkci.database.revisions import run_sql

revision = "0025_disproved_claims"
down_revision = "0023_screened_vectors"


def upgrade() -> None:
    run_sql(revision)
