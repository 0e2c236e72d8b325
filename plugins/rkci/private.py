"""Whose eyes files are for: everything that a run writes is its owner's alone.

Under `<local>` lie telephone numbers, what cities sent, passwords and logs; under `<build>` what a city gets before
anybody else does. What is meant for others, releases and Data Docs, is copied to where they may read it.
"""

import os
import stat
from pathlib import Path

UMASK = 0o077
"""Of every process that writes: `make` and `rkci` set it, and what the stack starts inherits it."""

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def shut(root: Path, apart: Path | None = None) -> int:
    """Take every right of others below `root`, links apart; returns how many files and folders had any.

    Through `root` itself a group may still pass. `apart` is a folder that guards itself, for another user.
    """
    found = 0
    for folder, folders, files in os.walk(root):
        if apart is not None and Path(folder) == apart:
            folders.clear()
            continue
        for path in (Path(folder), *(Path(folder) / name for name in files)):
            status = path.lstat()
            open_to = status.st_mode & OTHERS & ~(stat.S_IXGRP if path == root else 0)
            if open_to and not stat.S_ISLNK(status.st_mode):
                path.chmod(stat.S_IMODE(status.st_mode) & ~open_to)
                found += 1
    return found
