"""What is in an inbox that strangers write to, listed and opened so that nothing swapped meanwhile leads elsewhere.

A local folder is walked by descriptors: no link is followed below the inbox, no file is taken that has a second name (a
sender may have linked what this system can read and the sender cannot), and what is opened is a regular file of which
`version` tells whether it is what was listed, and stays so while it is read. An object store does that by ETag.
"""

import errno
import os
import stat
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, BinaryIO, Literal

from rkci.intake import archive

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
"""A pipe that nobody writes to does not hold up whoever opens it."""
MAX_DEPTH = 32
"""Folders within folders that are entered; each holds a descriptor."""
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9998, 1, 1, tzinfo=UTC)
"""A file system keeps any number as a time, a calendar does not."""

Kind = Literal["file", "link", "hard_link", "other", "too_deep", "closed"]
Version = tuple[Hashable, ...]


class SwappedError(OSError):
    """What was listed as a file is a link, or no file any more."""


@dataclass(frozen=True)
class Entry:
    """Something in the inbox that is not a folder (or one that cannot be entered), by its path below the cycle's
    folder.

    `version` is what tells this file from the one that it may become; `open` gives its bytes, and `version_of` the
    version that they are of now. Raises SwappedError, FileNotFoundError, PermissionError.
    """

    name: str
    kind: Kind
    size_bytes: int
    modified_at: datetime
    version: Version
    open: Callable[[], BinaryIO]
    version_of: Callable[[BinaryIO], Version]


def find(location: str, cycle_year: int, folder: str) -> Iterator[Entry]:
    """All in a folder of the inbox of a cycle that is not hidden (`.~lock...`, `~$...`), by name."""
    files, root = archive.opened(location)
    if archive.is_local(files):
        yield from _local(root, (str(cycle_year), folder))
    else:
        yield from _objects(files, f"{root}/{cycle_year}", folder)


def _is_hidden(part: str) -> bool:
    return part.startswith((".", "~$")) and part not in (".", "..")


# A local folder -----------------------------------------------------------------------------------------


def _local(root: str, below: tuple[str, ...]) -> Iterator[Entry]:
    with ExitStack() as closing:
        try:
            descriptor = os.open(root, FOLDER)
        except FileNotFoundError:
            return
        closing.callback(os.close, descriptor)
        for depth, part in enumerate(below, start=1):
            try:
                status = os.stat(part, dir_fd=descriptor, follow_symlinks=False)
                if not stat.S_ISDIR(status.st_mode):
                    yield _entry(root, below[:depth], "/".join(below[1:depth]) or part, status)
                    return
                descriptor = os.open(part, FOLDER | os.O_NOFOLLOW, dir_fd=descriptor)
            except FileNotFoundError:
                return
            closing.callback(os.close, descriptor)
        yield from _within(root, descriptor, below)


def _within(root: str, descriptor: int, above: tuple[str, ...]) -> Iterator[Entry]:
    """The entries of an open folder; `above` are the parts of its path below the root, the cycle first."""
    for name in sorted(os.listdir(descriptor)):
        if _is_hidden(name):
            continue
        path, status = (*above, name), os.fstat(descriptor)
        try:
            status = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
            if not stat.S_ISDIR(status.st_mode):
                yield _entry(root, path, "/".join(path[1:]), status)
                continue
            if len(path) > MAX_DEPTH:
                yield _entry(root, path, "/".join(path[1:]), status, "too_deep")
                continue
            below = os.open(name, FOLDER | os.O_NOFOLLOW, dir_fd=descriptor)
        except PermissionError:
            yield _entry(root, path, "/".join(path[1:]), status, "closed")
            continue
        except (FileNotFoundError, NotADirectoryError):
            continue  # gone, or something else by now, which the next run finds
        try:
            yield from _within(root, below, path)
        finally:
            os.close(below)


def _entry(root: str, path: tuple[str, ...], name: str, status: os.stat_result, kind: Kind | None = None) -> Entry:
    return Entry(
        # what is not UTF-8 has its bytes as escapes
        name=name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"),
        kind=kind or _kind(status),
        size_bytes=status.st_size,
        modified_at=_instant(status.st_mtime),
        version=_version(status),
        open=partial(_open, root, path),
        version_of=lambda content: _version(os.fstat(content.fileno())),
    )


def _open(root: str, path: tuple[str, ...]) -> BinaryIO:
    with ExitStack() as closing:
        descriptor = os.open(root, FOLDER)
        closing.callback(os.close, descriptor)
        try:
            for part in path[:-1]:
                descriptor = os.open(part, FOLDER | os.O_NOFOLLOW, dir_fd=descriptor)
                closing.callback(os.close, descriptor)
            opened = os.open(path[-1], FILE, dir_fd=descriptor)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENXIO):
                raise SwappedError(error.errno, os.strerror(error.errno)) from error
            raise
    if _kind(os.fstat(opened)) != "file":
        os.close(opened)
        raise SwappedError(errno.EINVAL, "no regular file, or one of two names")
    return os.fdopen(opened, "rb")


def _kind(status: os.stat_result) -> Kind:
    if stat.S_ISREG(status.st_mode):
        return "file" if status.st_nlink <= 1 else "hard_link"
    return "link" if stat.S_ISLNK(status.st_mode) else "other"


def _version(status: os.stat_result) -> Version:
    """The time of the last change of the inode is set by the system alone, whatever a sender makes of the other."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _instant(seconds: float) -> datetime:
    try:
        return min(max(datetime.fromtimestamp(seconds, UTC), EARLIEST), LATEST)
    except (ValueError, OverflowError, OSError):
        return LATEST if seconds > 0 else EARLIEST


# An object store ----------------------------------------------------------------------------------------


def _objects(files: Any, top: str, folder: str) -> Iterator[Entry]:
    files.invalidate_cache()
    for path, found in sorted(files.find(f"{top}/{folder}", detail=True).items()):
        name = path.removeprefix(f"{top}/")
        # a store marks an empty folder by an empty object
        is_folder = found["type"] == "directory" or (name.endswith("/") and not found["size"])
        if is_folder or any(map(_is_hidden, name.split("/"))):
            continue
        yield Entry(
            name=name.encode("utf-8", "backslashreplace").decode("utf-8"),
            kind="file" if found["type"] == "file" else "other",
            size_bytes=found["size"],
            modified_at=found["LastModified"],
            version=_tag(found),
            open=partial(files.open, path, "rb"),
            # whoever reads another version than that of the listing gets an error of the store's (If-Match)
            version_of=lambda content: _tag(content.details),  # type: ignore[attr-defined]
        )


def _tag(found: Any) -> Version:
    return found.get("ETag"), found["size"], found.get("VersionId")
