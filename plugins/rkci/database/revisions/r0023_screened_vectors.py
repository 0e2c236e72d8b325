"""Runs include/sql/migrations/0023_screened_vectors.sql."""

from rkci.database.revisions import run_sql

revision = "0023_screened_vectors"
down_revision = "0022_intake"


def upgrade() -> None:
    run_sql(revision)
