"""A release as files: every table as CSV and Parquet, with checksums, under `build/release/<release_id>/`.

Bytes depend on the content alone: rows in the order of their key, numbers at 10 significant digits, no time of
making. Ids that belong to one database (run_id) and the times of approval stay in the database.
"""

import hashlib
from datetime import datetime
from pathlib import Path

from psycopg2.extensions import connection as Connection
from pyarrow import parquet

from rkci import folders, made_of, paths
from rkci.database import frames
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
    for table in KEYS:
        frame = read(connection, table, release_id, LEFT_IN_DATABASE)
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as lines:
            write_rows(lines, [frame.columns, *(map(text, row.values()) for row in frames.records(frame))])
        parquet.write_table(frames.arrow(frame), folder / f"{table}.parquet", compression="zstd")
        if table == "release" and frame["is_simulated"].any():
            (folder / "SIMULATED.txt").write_text(SIMULATED, encoding="utf-8")
    sums = [f"{_sha256(file)}  {file.name}\n" for file in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
