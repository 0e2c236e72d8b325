"""Where received bytes lie: under their SHA-256, written once, never changed.

Inbox and archive are reached alike, be they local folders or object stores (`s3://...`): as a file system of fsspec
and a path in it.
"""

import hashlib
import os
import posixpath
import shutil
import tempfile
from typing import Any, BinaryIO

from rkci import paths

CHUNK_BYTES = 1024 * 1024
"""How much of a file is held in memory while it is archived."""


class ArchiveError(RuntimeError):
    """The archive does not hold what was received; the message says which file."""


def opened(location: str) -> tuple[Any, str]:
    """The file system (fsspec's) of a local folder or an ObjectStoragePath URL, and the path of the folder in it."""
    if "://" not in location:
        import fsspec

        return fsspec.filesystem("file"), os.path.abspath(location)
    from airflow.sdk import ObjectStoragePath

    place = ObjectStoragePath(location)
    return place.fs, place.path.rstrip("/")


def store(content: BinaryIO) -> str:
    """Put what the stream holds into the archive unless it lies there; returns its SHA-256 in hexadecimal.

    Read once, so that a file which is still being written has the hash of the bytes that were archived.
    """
    digest = hashlib.sha256()
    with tempfile.SpooledTemporaryFile(max_size=CHUNK_BYTES) as copy:
        while chunk := content.read(CHUNK_BYTES):
            digest.update(chunk)
            copy.write(chunk)
        size = copy.tell()
        files, path = _place(digest.hexdigest())
        if _size(files, path) != size:
            copy.seek(0)
            files.makedirs(posixpath.dirname(path), exist_ok=True)
            # A name of its own until it is whole: a run that is killed leaves no half file under a hash. An object
            # store shows an object when it is whole, and has no renaming.
            part = f"{path}.{os.getpid()}.part" if _is_local(files) else path
            with files.open(part, "wb") as target:
                shutil.copyfileobj(copy, target, CHUNK_BYTES)
            if part != path:
                os.replace(part, path)
    return digest.hexdigest()


def size(file_hash: str) -> int:
    """How many bytes lie under that hash."""
    files, path = _place(file_hash)
    return int(files.info(path)["size"])


def load(file_hash: str) -> bytes:
    """The bytes with that hash. Raises ArchiveError if they are not what was received."""
    files, path = _place(file_hash)
    content: bytes = files.cat_file(path)
    if hashlib.sha256(content).hexdigest() != file_hash:
        raise ArchiveError(
            f"{path} does not hold the bytes that were received. Restore it from a backup "
            "(raw.file has the name that it was delivered under)."
        )
    return content


def _place(file_hash: str) -> tuple[Any, str]:
    files, root = opened(paths.archive())
    return files, f"{root}/{file_hash[:2]}/{file_hash}"


def _size(files: Any, path: str) -> int | None:
    try:
        return int(files.info(path)["size"])
    except FileNotFoundError:
        return None


def _is_local(files: Any) -> bool:
    return "file" in (files.protocol if isinstance(files.protocol, tuple) else (files.protocol,))
