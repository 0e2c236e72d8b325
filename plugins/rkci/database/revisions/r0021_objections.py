"""Runs include/sql/migrations/0021_objections.sql."""

from rkci.database.revisions import run_sql

revision = "0021_objections"
down_revision = "0020_visits"


def upgrade() -> None:
    run_sql(revision)
