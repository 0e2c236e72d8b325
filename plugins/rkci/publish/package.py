"""A release as files: every table as CSV and Parquet, with checksums, under `build/release/<release_id>/`.

Bytes depend on the content alone: rows in the order of their key, numbers at 10 significant digits, no time of
making. Ids that belong to one database (run_id) and the times of approval stay in the database.
"""

import hashlib
import io
from datetime import datetime
from pathlib import Path
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import folders, made_of, paths
from rkci.publish.content import KEYS, read, text
from rkci.tables import write_rows

LEFT_IN_DATABASE = frozenset({"run_id", "state", "built_at", "approved_by", "published_at"})

SIMULATED = """SIMULASI / SIMULATED

Rilis ini memuat data SIMULASI: jawaban kota pada siklus demo dibuat oleh `rkci simulate`, bukan oleh kota.
Kolom is_simulated menandai setiap nilai; simulated_pct menyatakan bagian bobotnya.

This release holds SIMULATED data: the cities' answers in the demo cycle were made by `rkci simulate`, not by the
cities. The column is_simulated marks every such value; simulated_pct gives their share of the weight.
"""


def write(connection: Connection, release_id: str, folder: Path | None = None) -> Path:
    """Write the release's files, replacing what was there if it differs; returns the folder."""
    target = (folder or paths.build() / "release") / release_id
    content = made_of.hash_of(release_id, *_content_of(connection, release_id))
    if not folders.is_made_of(target, content):
        with folders.renewed(target) as fresh:
            _write_files(connection, release_id, fresh)
        folders.keep_made_of(target, content)
    return target


def _content_of(connection: Connection, release_id: str) -> tuple[str, datetime]:
    """Content and time of building: rows of a release do not change once it is built."""
    with connection.cursor() as cursor:
        cursor.execute("select content_hash, built_at from mart.release where release_id = %s", (release_id,))
        ((content, built_at),) = cursor.fetchall()
    return content, built_at


def _write_files(connection: Connection, release_id: str, folder: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    for table in KEYS:
        columns, rows = read(connection, table, release_id)
        kept = {name: place for place, name in enumerate(columns) if name not in LEFT_IN_DATABASE}
        content = [tuple(row[place] for place in kept.values()) for row in rows]
        (folder / f"{table}.csv").write_text(_csv(list(kept), content), encoding="utf-8", newline="")
        schema = pyarrow.schema([(name, columns[name]) for name in kept])
        arrow = pyarrow.Table.from_pylist([dict(zip(kept, row, strict=True)) for row in content], schema=schema)
        parquet.write_table(arrow, folder / f"{table}.parquet", compression="zstd")
        if table == "release" and content[0][list(kept).index("is_simulated")]:
            (folder / "SIMULATED.txt").write_text(SIMULATED, encoding="utf-8")
    sums = [f"{_sha256(file)}  {file.name}\n" for file in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def _csv(names: list[str], content: list[tuple[Any, ...]]) -> str:
    buffer = io.StringIO()
    write_rows(buffer, [names, *([text(value) for value in row] for row in content)])
    return buffer.getvalue()


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
