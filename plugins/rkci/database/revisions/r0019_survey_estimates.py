"""Runs include/sql/migrations/0019_survey_estimates.sql."""

from rkci.database.revisions import run_sql

revision = "0019_survey_estimates"
down_revision = "0018_survey"


def upgrade() -> None:
    run_sql(revision)
