"""Alembic over SQL files: revision `0001_intake` runs `include/sql/migrations/0001_intake.sql`.

After the revisions come the parts that may be replaced at any time and are run at every upgrade:
functions, the views that suites read, and grants.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, pool

from rkci import paths
from rkci.database.connection import connect, owner_url


def upgrade(url: str | None = None, revision: str = "head") -> None:
    """Bring the warehouse at `url` (the owner's by default) to `revision`; its data stay."""
    target = url or owner_url()
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("version_locations", str(Path(__file__).parent / "revisions"))
    config.set_main_option("path_separator", "newline")
    engine = create_engine(target.replace("postgresql://", "postgresql+psycopg2://", 1), poolclass=pool.NullPool)
    with connect(target) as opened, opened.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(hashtext('rkci.schema'))")  # one upgrade at a time
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
        if revision == "head":
            cursor.execute("set check_function_bodies = off")  # functions may name one another, in any order
            for file in (
                *sorted((paths.SQL / "functions").glob("*.sql")),
                *sorted((paths.SQL / "quality").glob("batch_*.sql")),
                paths.SQL / "grants.sql",
            ):
                cursor.execute(file.read_text(encoding="utf-8"))


if __name__ == "__main__":
    upgrade()
