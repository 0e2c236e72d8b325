"""Runs include/sql/migrations/0034_number_cells.sql."""

from rkci.database.revisions import run_sql

revision = "0034_number_cells"
down_revision = "0033_survey_identity"


def upgrade() -> None:
    run_sql(revision)
