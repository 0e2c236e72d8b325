"""Runs include/sql/migrations/0012_workbook.sql."""

from rkci.database.revisions import run_sql

revision = "0012_workbook"
down_revision = "0011_selected_vectors"


def upgrade() -> None:
    run_sql(revision)
