"""Runs include/sql/migrations/0013_city_names.sql."""

from rkci.database.revisions import run_sql

revision = "0013_city_names"
down_revision = "0012_workbook"


def upgrade() -> None:
    run_sql(revision)
