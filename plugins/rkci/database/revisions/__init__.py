"""One module per revision; each runs the SQL file of its name."""

from alembic import op

from rkci import paths


def run_sql(revision: str) -> None:
    """Run `include/sql/migrations/<revision>.sql` as it stands."""
    connection = op.get_bind().connection
    with connection.cursor() as cursor:
        cursor.execute((paths.SQL / "migrations" / f"{revision}.sql").read_text(encoding="utf-8"))
