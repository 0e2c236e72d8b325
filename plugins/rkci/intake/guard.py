"""One stranger's file stops nobody: what is raised over one file, or what one city gets, is noted, and others go on.

Faults of our own still stop a run: a database that is down or locked, an archive that cannot be written, a full disk, a
key that is missing, SQL that is wrong. What a reader, a writer, or PostgreSQL says of the bytes themselves does not.
"""

import errno
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection as Connection

from rkci.intake import archive
from rkci.intake.errors import UnreadableError
from rkci.refusal import Fault, Refusal, record_once
from rkci.words import shown

log = logging.getLogger(__name__)

READER_FAILED = "reader_failed"
"""Rule of a file over which the reader itself failed; the others of UnreadableError are what a reader says."""
OF_CONTENT = (psycopg2.DataError, psycopg2.IntegrityError, psycopg2.errors.ProgramLimitExceeded)
"""What PostgreSQL says of values: too long, too big, twice the same."""
OURS = (Refusal, archive.ArchiveError, psycopg2.Error)
EXHAUSTED = (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE)
"""No room on our disk, no more open files: not what a file can be blamed for."""


@contextmanager
def reading(file_name: str, file_hash: str) -> Iterator[None]:
    """Reading one file: a failure of the reader becomes an UnreadableError like what a reader says (rule
    `reader_failed`, found: the kind of the exception), and is logged with its traceback, name and hash."""
    try:
        yield
    except UnreadableError:
        raise
    except BaseException as error:
        if not _is_of_one(error):
            raise
        log.exception("The reader failed on %s (%s).", shown(file_name), file_hash)
        raise UnreadableError(READER_FAILED, found=type(error).__name__) from error


@contextmanager
def writing(connection: Connection, what: str, whose: str, *paths: Path) -> Iterator[None]:
    """Writing what one city (or assessor) gets: a failure is logged, noted once in quality.refusal, and ends here.

    `what` completes the sentence "... cannot be written", `whose` is the code of the city, `paths` are the files or
    folders of which nothing half written stays. A disk that is full, and other faults of ours, pass.
    """
    try:
        yield
    except BaseException as error:
        if isinstance(error, OSError | psycopg2.Error) or not _is_of_one(error):
            raise
        log.exception("%s of %s cannot be written.", what, whose)
        for path in paths:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        words = f"it failed ({type(error).__name__}); the log of the task says where. All others were written."
        record_once(connection, Refusal(f"{what} cannot be written.", [Fault(whose, words)]))


def _is_of_one(error: BaseException) -> bool:
    """Whether an error is about one file or city. (What panics in Rust is not an Exception.)"""
    if isinstance(error, OF_CONTENT) or type(error).__name__ == "PanicException":
        return True
    is_exhausted = isinstance(error, OSError) and error.errno in EXHAUSTED
    return isinstance(error, Exception) and not isinstance(error, OURS) and not is_exhausted
