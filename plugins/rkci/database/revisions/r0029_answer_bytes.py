"""Runs include/sql/migrations/0029_answer_bytes.sql."""

from rkci.database.revisions import run_sql

revision = "0029_answer_bytes"
down_revision = "0028_late_assessments"


def upgrade() -> None:
    run_sql(revision)
