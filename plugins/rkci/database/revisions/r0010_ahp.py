"""Runs include/sql/migrations/0010_ahp.sql."""

from rkci.database.revisions import run_sql

revision = "0010_ahp"
down_revision = "0009_comparability"


def upgrade() -> None:
    run_sql(revision)
