"""Runs include/sql/migrations/0017_plain_vectors.sql."""

from rkci.database.revisions import run_sql

revision = "0017_plain_vectors"
down_revision = "0016_assessment"


def upgrade() -> None:
    run_sql(revision)
