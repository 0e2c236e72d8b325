"""Runs include/sql/migrations/0027_survey_mart.sql."""

from rkci.database.revisions import run_sql

revision = "0027_survey_mart"
down_revision = "0026_named_photos"


def upgrade() -> None:
    run_sql(revision)
