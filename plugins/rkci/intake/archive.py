"""Where received bytes lie: under their SHA-256, written once, never changed."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from rkci import paths

CHUNK_BYTES = 1024 * 1024
"""How much of a file is held in memory while it is archived."""


class ArchiveError(RuntimeError):
    """The archive does not hold what was received; the message says which file."""


def folder(location: str) -> Any:
    """A local folder as pathlib has it, or an object store's (`s3://...`) as Airflow's path of the same shape."""
    if "://" not in location:
        return Path(location)
    from airflow.sdk import ObjectStoragePath

    return ObjectStoragePath(location)


def store(content: BinaryIO) -> str:
    """Put what the stream holds into the archive unless it lies there; returns its SHA-256 in hexadecimal.

    Read once, so that a file which is still being written has the hash of the bytes that were archived.
    """
    digest = hashlib.sha256()
    with tempfile.SpooledTemporaryFile(max_size=CHUNK_BYTES) as copy:
        while chunk := content.read(CHUNK_BYTES):
            digest.update(chunk)
            copy.write(chunk)
        path = _path(digest.hexdigest())
        if not path.exists():
            copy.seek(0)
            path.parent.mkdir(parents=True, exist_ok=True)
            # A name of its own until it is whole: a run that is killed leaves no half file under a hash.
            part = path.with_name(f"{path.name}.{os.getpid()}.part") if isinstance(path, Path) else path
            with part.open("wb") as target:
                shutil.copyfileobj(copy, target, CHUNK_BYTES)
            if part is not path:
                part.replace(path)
    return digest.hexdigest()


def size(file_hash: str) -> int:
    """How many bytes lie under that hash."""
    return int(_path(file_hash).stat().st_size)


def load(file_hash: str) -> bytes:
    """The bytes with that hash. Raises ArchiveError if they are not what was received."""
    content: bytes = _path(file_hash).read_bytes()
    if hashlib.sha256(content).hexdigest() != file_hash:
        raise ArchiveError(
            f"{_path(file_hash)} does not hold the bytes that were received. Restore it from a backup "
            "(raw.file has the name that it was delivered under)."
        )
    return content


def _path(file_hash: str) -> Any:
    return folder(paths.archive()) / file_hash[:2] / file_hash
