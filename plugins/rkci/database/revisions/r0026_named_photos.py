"""Runs include/sql/migrations/0026_named_photos.sql."""

from rkci.database.revisions import run_sql

revision = "0026_named_photos"
down_revision = "0025_disproved_claims"


def upgrade() -> None:
    run_sql(revision)
