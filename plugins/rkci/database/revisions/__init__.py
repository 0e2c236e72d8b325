"""One module per revision; each runs the SQL file of its name."""

from alembic import op

from rkci import paths


def run_sql(revision: str) -> None:
    """Run `include/sql/migrations/<revision>.sql` as it stands."""
    statements = (paths.SQL / "migrations" / f"{revision}.sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements)
