"""Where received bytes are kept: under their SHA-256, written once, never changed.

Inbox and archive are reached alike, be they local folders or object stores (`s3://...`): as a file system of fsspec
and a path in it.
"""

import hashlib
import os
import posixpath
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import IO, Any, BinaryIO

from rkci import paths

CHUNK_BYTES = 1024 * 1024
"""How much of a file is held in memory while it is archived."""
PART = ".part"
"""How the name of a file ends that is not whole yet; whoever writes it holds a lock on it."""


class ArchiveError(RuntimeError):
    """The archive does not hold what was received, or cannot be written; the message says which file, or why."""


def opened(location: str) -> tuple[Any, str]:
    """The file system (fsspec's) of a local folder or an ObjectStoragePath URL, and the path of the folder in it."""
    if "://" not in location:
        import fsspec

        return fsspec.filesystem("file"), os.path.abspath(location)
    from airflow.sdk import ObjectStoragePath

    place = ObjectStoragePath(location)
    return place.fs, place.path.rstrip("/")


def store(content: BinaryIO) -> str:
    """Put what the stream holds into the archive unless it is there; returns its SHA-256 in hexadecimal.

    Read once, so that a file which is still being written has the hash of the bytes that were archived. Raises
    ArchiveError if there is no room, or another reason why it cannot be written; then nothing of it is left there.
    """
    digest = hashlib.sha256()
    with ExitStack() as closing:
        with _writing():
            copy = closing.enter_context(tempfile.SpooledTemporaryFile(max_size=CHUNK_BYTES))
        while chunk := content.read(CHUNK_BYTES):
            digest.update(chunk)
            with _writing():
                copy.write(chunk)
        with _writing():
            files, path = _place(digest.hexdigest())
            if _size(files, path) != copy.tell():
                copy.seek(0)
                files.makedirs(posixpath.dirname(path), exist_ok=True)
                (_put if is_local(files) else _put_object)(files, copy, path)
    return digest.hexdigest()


def sweep() -> None:
    """Remove what runs that were killed left half written in a local archive; what is being written stays."""
    files, root = opened(paths.archive())
    for part in Path(root).glob(f"*/*{PART}") if is_local(files) else ():
        with suppress(OSError), part.open("rb") as opened_part:
            flock(opened_part, LOCK_EX | LOCK_NB)
            part.unlink()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArchiveError(f"The archive cannot be written: {error}. Make room, or fix its folder; then clear the "
                           "task.") from error  # fmt: skip


def _put(files: Any, copy: IO[bytes], path: str) -> None:
    """Write a file under a name of its own until it is whole and on the disk: none is ever half there."""
    folder = posixpath.dirname(path)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=posixpath.basename(path), suffix=PART, delete=False) as target:
        try:
            flock(target, LOCK_EX)
            shutil.copyfileobj(copy, target, CHUNK_BYTES)
            target.flush()
            os.fsync(target.fileno())
            os.replace(target.name, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(target.name)
            raise
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put_object(files: Any, copy: IO[bytes], path: str) -> None:
    """Write an object: a store shows it when it is whole."""
    with files.open(path, "wb") as target:
        shutil.copyfileobj(copy, target, CHUNK_BYTES)


def size(file_hash: str) -> int:
    """How many bytes are under that hash."""
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


def stream(file_hash: str) -> BinaryIO:
    """What is under that hash, to be read a piece at a time; nothing checks it on the way."""
    files, path = _place(file_hash)
    opened_file: BinaryIO = files.open(path, "rb")
    return opened_file


def _place(file_hash: str) -> tuple[Any, str]:
    files, root = opened(paths.archive())
    return files, f"{root}/{file_hash[:2]}/{file_hash}"


def _size(files: Any, path: str) -> int | None:
    try:
        return int(files.info(path)["size"])
    except FileNotFoundError:
        return None


def is_local(files: Any) -> bool:
    """True for the file system of this machine."""
    return "file" in (files.protocol if isinstance(files.protocol, tuple) else (files.protocol,))
