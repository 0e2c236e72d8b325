"""Runs include/sql/migrations/0020_visits.sql."""

from rkci.database.revisions import run_sql

revision = "0020_visits"
down_revision = "0019_survey_estimates"


def upgrade() -> None:
    run_sql(revision)
