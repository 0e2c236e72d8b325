"""Runs include/sql/migrations/0014_plausibility.sql."""

from rkci.database.revisions import run_sql

revision = "0014_plausibility"
down_revision = "0013_city_names"


def upgrade() -> None:
    run_sql(revision)
