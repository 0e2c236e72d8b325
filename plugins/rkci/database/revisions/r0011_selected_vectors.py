"""Runs include/sql/migrations/0011_selected_vectors.sql."""

from rkci.database.revisions import run_sql

revision = "0011_selected_vectors"
down_revision = "0010_ahp"


def upgrade() -> None:
    run_sql(revision)
