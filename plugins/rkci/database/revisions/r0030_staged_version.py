"""Runs include/sql/migrations/0030_staged_version.sql."""

from rkci.database.revisions import run_sql

revision = "0030_staged_version"
down_revision = "0029_answer_bytes"


def upgrade() -> None:
    run_sql(revision)
