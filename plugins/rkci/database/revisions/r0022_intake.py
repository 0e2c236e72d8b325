"""Runs include/sql/migrations/0022_intake.sql."""

from rkci.database.revisions import run_sql

revision = "0022_intake"
down_revision = "0021_objections"


def upgrade() -> None:
    run_sql(revision)
