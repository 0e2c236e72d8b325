"""Runs include/sql/migrations/0040_mapped_units.sql."""

from rkci.database.revisions import run_sql

revision = "0040_mapped_units"
down_revision = "0039_shown_numbers"


def upgrade() -> None:
    run_sql(revision)
