"""What is swapped, changed or endless in an inbox that strangers write to is not followed, not kept, stops nobody."""

import io
import os
import resource
import signal
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from psycopg2.extensions import connection as Connection
from test_inbox import box, deliver, rows

from rkci import paths
from rkci.intake import archive, entries, inbox
from rkci.intake.entries import Entry, SwappedError

__all__ = ["box"]

REFUSED = "select file_name, split_part(message, ' / ', 2) from quality.refusal order by 1"
RECEIVED = "select file_name from raw.receipt order by 1"


def listed(folder: str = "submissions") -> dict[str, Entry]:
    return {entry.name: entry for entry in entries.find(paths.inbox(), 2017, folder)}


def to_link(file: Path, secret: Path) -> None:
    file.unlink()
    file.symlink_to(secret)


def to_linked_folder(file: Path, secret: Path) -> None:
    """The folder is swapped for a link to one in which the secret has the name of the file."""
    (secret.parent / file.name).write_bytes(secret.read_bytes())
    file.parent.rename(file.parents[1] / "moved")
    file.parent.symlink_to(secret.parent)


def to_linked_dataset(file: Path, secret: Path) -> None:
    """As above, two folders up."""
    (secret.parent / file.parent.name).mkdir()
    (secret.parent / file.parent.name / file.name).write_bytes(secret.read_bytes())
    file.parents[1].rename(file.parents[2] / "moved")
    file.parents[1].symlink_to(secret.parent)


def to_pipe(file: Path, _: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def to_folder(file: Path, _: Path) -> None:
    file.unlink()
    file.mkdir()


def to_hard_link(file: Path, secret: Path) -> None:
    file.unlink()
    file.hardlink_to(secret)


SWAPS = [to_link, to_linked_folder, to_linked_dataset, to_pipe, to_folder, to_hard_link]


@pytest.mark.parametrize("swap", SWAPS)
def test_what_is_swapped_after_it_was_listed_is_not_opened(
    box: Path, tmp_path: Path, swap: Callable[[Path, Path], None]
) -> None:
    (tmp_path / "away").mkdir()
    secret = tmp_path / "away" / "secret"
    secret.write_bytes(b"sandi")
    file = deliver(box, "1276/a.csv", b"a")
    entry = listed()["submissions/1276/a.csv"]
    swap(file, secret)
    with pytest.raises(SwappedError):
        entry.open()


@pytest.mark.parametrize("swap", SWAPS)
def test_a_swap_between_listing_and_opening_is_refused_archives_nothing_and_stops_no_other_file(
    box: Path, opened: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swap: Callable[[Path, Path], None]
) -> None:
    (tmp_path / "away").mkdir()
    secret = tmp_path / "away" / "secret"
    secret.write_bytes(b"sandi")
    # the file before it is taken in, then it is swapped
    deliver(box, "1101/first.csv", b"first", day=10)
    file = deliver(box, "1276/a.csv", b"a", day=11)
    store = archive.store

    def swapping(content: BinaryIO) -> str:
        if not file.is_symlink() and file.is_file() and not file.parent.is_symlink():
            swap(file, secret)
        return store(content)

    with monkeypatch.context() as patched:
        patched.setattr(archive, "store", swapping)
        inbox.receive(opened, 2017)
    assert rows(opened, RECEIVED) == [("submissions/1101/first.csv",)]
    assert rows(opened, REFUSED) == [
        (
            "submissions/1276/a.csv",
            "This was not a regular file any more when it was to be read; put the file itself into this folder.",
        )
    ]
    kept = [one.read_bytes() for one in (tmp_path / "archive").rglob("*") if one.is_file()]
    assert kept == [b"first"]


def test_a_file_replaced_by_another_or_written_to_while_it_is_read_waits_for_the_next_run(
    box: Path, opened: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(box, "1101/first.csv", b"first", day=10)
    replaced = deliver(box, "1101/replaced.csv", b"old", day=11)
    written = deliver(box, "1276/written.csv", b"begin", day=12)
    store = archive.store

    def changing(content: BinaryIO) -> str:
        if b"first" in (head := content.read()):
            (replaced.parent / "x").write_bytes(b"new")
            os.replace(replaced.parent / "x", replaced)
        if b"begin" in head:
            status = written.stat()
            written.write_bytes(b"whole")  # as long as before, and made to look as old
            os.utime(written, ns=(status.st_atime_ns, status.st_mtime_ns))
        content.seek(0)
        return store(content)

    with monkeypatch.context() as patched:
        patched.setattr(archive, "store", changing)
        inbox.receive(opened, 2017)
    assert rows(opened, RECEIVED) == [("submissions/1101/first.csv",)]
    words = "The file was changing while it was read; the next run tries again. Put it there once it is whole."
    assert rows(opened, REFUSED) == [("submissions/1101/replaced.csv", words), ("submissions/1276/written.csv", words)]
    inbox.receive(opened, 2017)
    assert len(rows(opened, RECEIVED)) == 3
    assert {archive.load(file_hash) for (file_hash,) in rows(opened, "select file_hash from raw.receipt")} == {
        b"first", b"new", b"whole",
    }  # fmt: skip


def test_folders_without_end_are_refused_and_what_lies_beside_is_taken_in(
    box: Path, opened: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(box, "1276/a.csv", b"a")
    # deeper than a path may be long, than descriptors may be open, and than Python calls itself
    monkeypatch.chdir(box / "2017/submissions/1276")
    for _ in range(1500):
        os.mkdir("d")
        os.chdir("d")
    try:
        inbox.receive(opened, 2017)
    finally:  # pytest cannot remove what is deeper than Python calls itself
        for _ in range(1500):
            os.chdir("..")
            os.rmdir("d")
    assert rows(opened, RECEIVED) == [("submissions/1276/a.csv",)]
    ((name, words),) = rows(opened, REFUSED)
    assert name == "submissions/1276" + "/d" * 30
    assert words.startswith("More than 32 folders within folders")


def test_a_file_with_a_second_name_is_refused_in_every_inbox_until_it_has_one(
    box: Path, opened: Connection, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"sandi")
    folders = ("submissions", "survey", "assessments", "visits", "visit_evidence", "objections")
    for folder in folders:
        deliver(box, "1276/a.csv", b"a")
        place = box / "2017" / folder / "1276"
        place.mkdir(parents=True, exist_ok=True)
        (place / "b.csv").hardlink_to(secret)
        inbox.archive_new(opened, 2017, folder)
    assert rows(opened, RECEIVED) == [("submissions/1276/a.csv",)]
    words = "This file has another name elsewhere (a hard link); put a copy of it here."
    assert rows(opened, REFUSED) == [(f"{folder}/1276/b.csv", words) for folder in sorted(folders)]
    (box / "2017/objections/1276/b.csv").unlink()
    (box / "2017/objections/1276/b.csv").write_bytes(b"sandi")
    inbox.archive_new(opened, 2017, "objections")
    assert ("objections/1276/b.csv",) in rows(opened, RECEIVED)


def test_the_inbox_may_be_a_link_and_nothing_below_it(box: Path, opened: Connection, tmp_path: Path) -> None:
    deliver(box, "1276/a.csv", b"a")
    box.rename(tmp_path / "elsewhere")
    box.symlink_to(tmp_path / "elsewhere")
    assert len(inbox.receive(opened, 2017)) == 1
    (tmp_path / "elsewhere/2017/submissions").rename(tmp_path / "moved")
    (tmp_path / "elsewhere/2017/submissions").symlink_to(tmp_path / "moved")
    deliver(box, "1276/b.csv", b"b")
    assert len(inbox.receive(opened, 2017)) == 1
    assert rows(opened, REFUSED) == [
        ("submissions", "This is a link, not a file; put the file itself into this folder.")
    ]


@pytest.mark.parametrize("seconds", [-(2**40), -(2**33), 2**33, 2**40, 2**60])
def test_a_time_that_no_calendar_has_is_the_nearest_that_one_has(
    box: Path, opened: Connection, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert entries.EARLIEST <= entries._instant(seconds) <= entries.LATEST
    try:
        os.utime(deliver(box, "1276/a.csv", b"a"), (seconds, seconds))
    except OverflowError:
        return
    assert len(inbox.receive(opened, 2017)) == 1
    ((at,),) = rows(opened, "select received_at from raw.receipt")
    assert isinstance(at, datetime)


# The archive --------------------------------------------------------------------------------------------


@pytest.fixture
def no_room() -> Iterator[None]:
    """No file may have more than 100,000 bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_disk_that_is_full_stops_the_run_in_words_and_leaves_no_half_file(
    box: Path, no_room: None, tmp_path: Path
) -> None:
    with pytest.raises(archive.ArchiveError, match=r"cannot be written: .*too large.*Make room"):
        archive.store(io.BytesIO(bytes(200_000)))
    assert [file for file in (tmp_path / "archive").rglob("*") if file.is_file()] == []
    assert archive.size(archive.store(io.BytesIO(bytes(90_000)))) == 90_000


def test_what_a_killed_run_left_half_written_is_swept_and_what_is_being_written_is_not(
    box: Path, opened: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "archive" / "ab"
    folder.mkdir(parents=True)
    left = folder / f"{'ab' * 32}.1234.part"
    left.write_bytes(b"half")
    copy: Any = archive.shutil.copyfileobj
    during: list[set[str]] = []

    def watched(*given: Any) -> None:
        archive.sweep()
        during.append({file.suffix for file in (tmp_path / "archive").rglob("*.part")})
        copy(*given)

    deliver(box, "1276/a.csv", b"a")
    monkeypatch.setattr(archive.shutil, "copyfileobj", watched)
    inbox.receive(opened, 2017)
    assert not left.exists()
    assert during == [{".part"}]
    assert [file.suffix for file in (tmp_path / "archive").rglob("*") if file.is_file()] == [""]
