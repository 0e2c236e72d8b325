"""Runs include/sql/migrations/0033_rights.sql."""

from rkci.database.revisions import run_sql

revision = "0033_rights"
down_revision = "0032_unread_files"


def upgrade() -> None:
    run_sql(revision)
