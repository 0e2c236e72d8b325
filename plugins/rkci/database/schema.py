"""What the warehouse is made of, as files under include/sql, and the Alembic revisions that follow from them.

- `schema/<schema>/<table>.sql` holds a table as it was when version 0.5.0 froze it: the revision `0100_baseline`.
- `revisions/<number>_<topic>.sql` holds each change since then: a revision of that name, after the one before it.
- `functions/`, `views/<schema>/<view>.sql` and `grants.sql` are made again by a migration whenever they have changed.

Nobody keeps a list: files of tables and views are run in the order in which they refer to one another.
"""

import hashlib
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from types import ModuleType
from typing import Any

from alembic.script import Script, ScriptDirectory
from alembic.script.revision import RevisionMap

from rkci import paths

SCHEMAS = ("raw", "staging", "core", "scoring", "mart", "quality", "ops")
"""In the order in which data flows."""

BASELINE = "0100_baseline"
"""Revision of a warehouse that has the tables of include/sql/schema and nothing else; revisions count on from it."""


def tables() -> list[Path]:
    """Files of the tables, what is referred to before what refers to it."""
    return _in_order("schema", r"references (\w+\.\w+)")


def views() -> list[Path]:
    """Files of the views, what is read before what reads it."""
    return _in_order("views", r"(?:from|join) (\w+\.\w+)")


def functions() -> list[Path]:
    """Files of the functions; they may name one another, and tables that are not there yet."""
    return sorted((paths.SQL / "functions").glob("*.sql"))


def revisions() -> ScriptDirectory:
    """The baseline and the files of include/sql/revisions, as Alembic's revisions; each runs on `cursor`."""
    folder = paths.SQL / "revisions"
    directory = ScriptDirectory(folder)
    directory.revision_map = RevisionMap(lambda: _scripts(folder))
    return directory


def content_hash() -> str:
    """SHA-256 over the functions, views and rights: what may change without a revision."""
    digest = hashlib.sha256()
    for file in [*functions(), *views(), paths.SQL / "grants.sql"]:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(paths.SQL).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def name_of(file: Path) -> str:
    """`core.city` for `core/city.sql`."""
    return f"{file.parent.name}.{file.stem}"


def run(cursor: Any, *files: Path) -> None:
    """Run SQL files as they stand."""
    for file in files:
        cursor.execute(file.read_text(encoding="utf-8"))


def _in_order(folder: str, mention: str) -> list[Path]:
    """Files `<schema>/<name>.sql` of the folder, each after those of them that it mentions; else by name."""
    files = {name_of(file): file for file in sorted((paths.SQL / folder).glob("*/*.sql"))}
    order: TopologicalSorter[str] = TopologicalSorter()
    for name, file in files.items():
        mentioned = set(re.findall(mention, file.read_text(encoding="utf-8")))
        order.add(name, *sorted(mentioned & files.keys() - {name}))
    return [files[name] for name in order.static_order()]


def _scripts(folder: Path) -> Iterator[Script]:
    triggers = paths.SQL / "functions" / "kept.sql"  # what tables name when they are made
    yield _script(BASELINE, None, paths.SQL / "schema", [paths.SQL / "schema" / "schemas.sql", triggers, *tables()])
    before = BASELINE
    for file in sorted(folder.glob("*.sql")):
        yield _script(file.stem, before, file, [file])
        before = file.stem


def _script(revision: str, before: str | None, path: Path, files: list[Path]) -> Script:
    def upgrade(cursor: Any) -> None:  # Alembic logs its name
        run(cursor, *files)

    module: Any = ModuleType(revision)
    module.revision, module.down_revision, module.upgrade = revision, before, upgrade
    return Script(module, revision, path)
