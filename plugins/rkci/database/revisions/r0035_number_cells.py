"""Runs include/sql/migrations/0035_number_cells.sql."""

from rkci.database.revisions import run_sql

revision = "0035_number_cells"
down_revision = "0034_rights"


def upgrade() -> None:
    run_sql(revision)
