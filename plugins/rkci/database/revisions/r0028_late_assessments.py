"""Runs include/sql/migrations/0028_late_assessments.sql."""

from rkci.database.revisions import run_sql

revision = "0028_late_assessments"
down_revision = "0027_survey_mart"


def upgrade() -> None:
    run_sql(revision)
