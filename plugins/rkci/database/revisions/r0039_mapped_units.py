"""Runs include/sql/migrations/0039_mapped_units.sql."""

from rkci.database.revisions import run_sql

revision = "0039_mapped_units"
down_revision = "0038_clarification"


def upgrade() -> None:
    run_sql(revision)
