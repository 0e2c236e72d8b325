"""Runs include/sql/migrations/0042_kept.sql."""

from rkci.database.revisions import run_sql

revision = "0042_kept"
down_revision = "0041_delivery_times"


def upgrade() -> None:
    run_sql(revision)
