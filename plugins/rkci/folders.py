"""Folders that are handed out: written aside, and put in their place once they are whole."""

import filecmp
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path


@contextmanager
def renewed(target: Path) -> Iterator[Path]:
    """An empty folder to write into, which takes the place of `target` when the block ends.

    If the block raises, `target` stays as it was. Nobody finds it half written: what a run that was killed left aside
    is cleared by the next. Where the same bytes are there already, nothing changes. Of two writers one waits.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh, old = (target.with_name(f".{target.name}.{state}") for state in ("new", "old"))
    with _alone_in(target.parent):
        if old.exists() and not target.exists():  # killed between the two renames
            old.rename(target)
        _clear(fresh, old)
        fresh.mkdir()
        try:
            yield fresh
            if not is_same(fresh, target):
                if target.exists():
                    target.rename(old)
                fresh.rename(target)
        finally:
            _clear(fresh)
        _clear(old)


def keep_made_of(target: Path, made_of: str) -> None:
    """Keep beside a folder that is whole what it was made of (`rkci.made_of.hash_of`), and what it holds."""
    _mark(target).write_text(json.dumps({"made_of": made_of, "holds": _holds(target)}), encoding="utf-8")


def is_made_of(target: Path, made_of: str) -> bool:
    """Whether a folder was made of just this and holds what it held then: making it again would change nothing."""
    if not (_mark(target).is_file() and target.is_dir()):
        return False
    return bool(json.loads(_mark(target).read_text(encoding="utf-8")) == {"made_of": made_of, "holds": _holds(target)})


def _mark(target: Path) -> Path:
    return target.with_name(f".{target.name}.made_of")


def _holds(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in _names(folder):
        digest.update(f"{name}\0{hashlib.sha256((folder / name).read_bytes()).hexdigest()}\0".encode())
    return digest.hexdigest()


def is_same(one: Path, other: Path) -> bool:
    """Whether two folders hold files of the same names with the same bytes."""
    names = _names(one)
    return other.is_dir() and names == _names(other) and not any(filecmp.cmpfiles(one, other, names, shallow=False)[1:])


def _names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process writes below the folder; the lock of one that is killed goes with it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        flock(descriptor, LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _clear(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
