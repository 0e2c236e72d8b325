"""Runs include/sql/migrations/0007_uncertainty.sql."""

from rkci.database.revisions import run_sql

revision = "0007_uncertainty"
down_revision = "0006_scoring_methods"


def upgrade() -> None:
    run_sql(revision)
