"""Runs include/sql/migrations/0006_scoring_methods.sql."""

from rkci.database.revisions import run_sql

revision = "0006_scoring_methods"
down_revision = "0005_mart"


def upgrade() -> None:
    run_sql(revision)
