"""The lines of an export on their way into raw.survey_row and the archive: made, copied and archived at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Full, Queue
from typing import Any, BinaryIO, cast

import psycopg2
from psycopg2.extensions import cursor as Cursor

from rkci.intake import archive
from rkci.survey.reading import COLUMNS

BLOCKS_AHEAD = 4
"""Blocks that are ready while COPY, or the archive, takes one: the server and this process work at the same time."""
COPY_BYTES = 1024 * 1024


class _StoppedError(Exception):
    """Nobody takes the blocks any more, or nobody brings the rest."""


class _Blocks:
    """Blocks of bytes from one thread to another, a few ahead; an empty one is the end."""

    def __init__(self) -> None:
        self.queue: Queue[Any] = Queue(BLOCKS_AHEAD)
        self.is_stopped = False
        self.error: BaseException | None = None

    def put(self, block: Any) -> None:
        """Hand on a block, or an error that is raised where it would be read. Raises _StoppedError."""
        while not self.is_stopped:
            try:
                return self.queue.put(block, timeout=0.1)
            except Full:
                continue
        raise _StoppedError

    def read(self, size: int = -1) -> Any:
        """The next block, whatever its size. Raises what was put in place of one."""
        block = self.queue.get()
        if isinstance(block, BaseException):
            self.error = block
            raise block
        return block


class Lines:
    """The lines as COPY reads them, and the archive at the same time; they are made in a thread of their own."""

    def __init__(self, lines: Iterator[Any]) -> None:
        self.blocks, self.kept = _Blocks(), _Blocks()
        self.rest = memoryview(b"")
        self.threads = ThreadPoolExecutor(2)
        self.threads.submit(self._make, lines)
        self.archived = self.threads.submit(self._archive)
        self.kept.put(("\t".join(COLUMNS) + "\n").encode())

    def copy_to(self, cursor: Cursor) -> str:
        """COPY them into raw.survey_row and archive them; returns the hash of the archived file.

        Raises what the making of the lines, or the archive, raised; then nothing of them is in the archive.
        """
        try:
            cursor.copy_expert(f"copy raw.survey_row ({', '.join(COLUMNS)}) from stdin", self, COPY_BYTES)
        except psycopg2.errors.QueryCanceled:
            if self.blocks.error is not None:
                raise self.blocks.error from None
            if self.kept.is_stopped:
                self.archived.result()
            raise
        with suppress(_StoppedError):
            self.kept.put(b"")
        return self.archived.result()

    def read(self, size: int = COPY_BYTES, /) -> bytes:
        """The next bytes, none at the end."""
        if not self.rest:
            block = self.blocks.read()
            if block:
                self.kept.put(block)
            self.rest = memoryview(block)
        piece, self.rest = self.rest[:size], self.rest[size:]
        return bytes(piece)

    def readline(self, size: int = COPY_BYTES, /) -> bytes:
        """As `read`: COPY asks for a file and reads no line."""
        return self.read(size)

    def close(self) -> None:
        """Wait for the threads; what has not come to its end is given up."""
        self.blocks.is_stopped = True
        with suppress(_StoppedError):
            self.kept.put(_StoppedError())
        self.threads.shutdown()

    def _make(self, lines: Iterator[Any]) -> None:
        with suppress(_StoppedError):
            try:
                for block in lines:
                    if len(block):
                        self.blocks.put(block)
                self.blocks.put(b"")
            except _StoppedError:
                raise
            except BaseException as error:  # noqa: BLE001 - raised again where the lines are read
                self.blocks.put(error)

    def _archive(self) -> str:
        try:
            return archive.store(cast(BinaryIO, self.kept))
        finally:
            self.kept.is_stopped = True
