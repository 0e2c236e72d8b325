"""Runs include/sql/migrations/0018_survey.sql."""

from rkci.database.revisions import run_sql

revision = "0018_survey"
down_revision = "0017_plain_vectors"


def upgrade() -> None:
    run_sql(revision)
