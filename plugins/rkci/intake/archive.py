"""Where received bytes lie: under their SHA-256, written once, never changed."""

import hashlib
import os
from pathlib import Path
from typing import Any

from rkci import paths


class ArchiveError(RuntimeError):
    """The archive does not hold what was received; the message says which file."""


def folder(location: str) -> Any:
    """A local folder as pathlib has it, or an object store's (`s3://...`) as Airflow's path of the same shape."""
    if "://" not in location:
        return Path(location)
    from airflow.sdk import ObjectStoragePath

    return ObjectStoragePath(location)


def store(content: bytes) -> str:
    """Put the bytes into the archive unless they lie there; returns their SHA-256 in hexadecimal."""
    file_hash = hashlib.sha256(content).hexdigest()
    path = _path(file_hash)
    if path.exists():
        return file_hash
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(path, Path):
        # A name of its own until it is whole: a run that is killed leaves no half file under a hash.
        part = path.with_name(f"{file_hash}.{os.getpid()}.part")
        part.write_bytes(content)
        part.replace(path)
    else:
        path.write_bytes(content)
    return file_hash


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
