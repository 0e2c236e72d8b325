"""Runs include/sql/migrations/0041_delivery_times.sql."""

from rkci.database.revisions import run_sql

revision = "0041_delivery_times"
down_revision = "0040_mapped_units"


def upgrade() -> None:
    run_sql(revision)
