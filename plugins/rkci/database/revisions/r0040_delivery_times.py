"""Runs include/sql/migrations/0040_delivery_times.sql."""

from rkci.database.revisions import run_sql

revision = "0040_delivery_times"
down_revision = "0039_shown_numbers"


def upgrade() -> None:
    run_sql(revision)
