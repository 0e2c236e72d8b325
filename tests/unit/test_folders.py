"""What is handed out is whole or as it was before, whenever its writer fails or is killed."""

import multiprocessing
import os
from pathlib import Path

import pytest

from rkci import folders


@pytest.fixture
def handed_out(tmp_path: Path) -> Path:
    """A folder with a file of its own and one of a city."""
    with folders.renewed(tmp_path / "build" / "2017") as fresh:
        (fresh / "1276").mkdir()
        (fresh / "1276" / "a.csv").write_text("old")
        (fresh / "all.csv").write_text("all")
    return tmp_path / "build" / "2017"


def write(target: Path, text: str) -> None:
    with folders.renewed(target) as fresh:
        (fresh / "1276").mkdir()
        (fresh / "1276" / "a.csv").write_text(text)
        (fresh / "all.csv").write_text("all")


def write_and_fail(target: Path) -> None:
    with folders.renewed(target) as fresh:
        (fresh / "half.csv").write_text("half")
        raise OSError("full")


def write_and_die(target: Path) -> None:
    with folders.renewed(target) as fresh:
        (fresh / "half.csv").write_text("half")
        os._exit(9)


def test_nothing_of_before_stays_and_nothing_lies_beside(handed_out: Path) -> None:
    with folders.renewed(handed_out) as fresh:
        (fresh / "b.csv").write_text("new")
        assert (handed_out / "1276" / "a.csv").read_text() == "old"
    assert [path.name for path in handed_out.parent.rglob("*")] == ["2017", "b.csv"]


def test_a_writer_that_fails_leaves_what_was_there(handed_out: Path) -> None:
    with pytest.raises(OSError, match="full"):
        write_and_fail(handed_out)
    assert sorted(path.name for path in handed_out.parent.rglob("*")) == ["1276", "2017", "a.csv", "all.csv"]


def test_a_writer_that_is_killed_leaves_what_was_there_and_the_next_one_clears_up(handed_out: Path) -> None:
    killed = multiprocessing.get_context("fork").Process(target=write_and_die, args=(handed_out,))
    killed.start()
    killed.join()
    assert killed.exitcode == 9
    assert (handed_out / "1276" / "a.csv").read_text() == "old"
    write(handed_out, "new")
    assert (handed_out / "1276" / "a.csv").read_text() == "new"
    assert os.listdir(handed_out.parent) == ["2017"]


def test_what_a_kill_left_between_the_two_renames_is_put_back(handed_out: Path) -> None:
    handed_out.rename(handed_out.with_name(".2017.old"))
    with pytest.raises(OSError, match="full"):
        write_and_fail(handed_out)
    assert (handed_out / "1276" / "a.csv").read_text() == "old"


def test_the_same_bytes_are_left_alone_and_a_changed_or_missing_file_is_written(handed_out: Path) -> None:
    first = handed_out.stat().st_ino
    write(handed_out, "old")
    assert handed_out.stat().st_ino == first
    (handed_out / "1276" / "a.csv").write_text("oLd")  # as long as before
    write(handed_out, "old")
    assert (handed_out / "1276" / "a.csv").read_text() == "old"
    (handed_out / "all.csv").unlink()
    write(handed_out, "old")
    assert (handed_out / "all.csv").read_text() == "all"


def test_a_folder_is_known_by_what_it_was_made_of_while_it_holds_what_it_held(handed_out: Path) -> None:
    assert not folders.is_made_of(handed_out, "a")
    folders.keep_made_of(handed_out, "a")
    assert folders.is_made_of(handed_out, "a")
    assert not folders.is_made_of(handed_out, "b")
    file = handed_out / "1276" / "a.csv"

    def change() -> None:
        file.write_text("odd")

    def move() -> None:
        file.rename(file.with_name("b.csv"))

    for spoil in (change, move, file.unlink):
        spoil()
        assert not folders.is_made_of(handed_out, "a")
        write(handed_out, "old")
        assert folders.is_made_of(handed_out, "a")
