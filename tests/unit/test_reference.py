"""Reference files: read into raw once per content, refused with words where they are not valid."""

import shutil
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection

from rkci import paths, reference
from rkci.refusal import Refusal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of include/reference to spoil."""
    return Path(shutil.copytree(paths.REFERENCE, tmp_path / "reference"))


def test_reference_of_the_project_has_93_autonomous_cities_of_98(connection: Connection) -> None:
    assert reference.load(connection)
    reference.accept(connection)
    assert rows(connection, "select count(*), count(*) filter (where is_autonomous) from core.city") == [(98, 93)]


def test_city_and_regency_of_one_name_are_not_exchanged(connection: Connection) -> None:
    reference.load(connection)
    reference.accept(connection)
    bima = "select population from core.population where city_code = '5272' and year = 2017"
    assert rows(connection, bima) == [(166407.0,)]


def test_loading_the_same_files_again_adds_nothing(connection: Connection) -> None:
    reference.load(connection)
    before = rows(connection, "select count(*) from raw.reference_row")
    reference.load(connection)
    assert rows(connection, "select count(*) from raw.reference_row") == before


def test_restored_file_is_new_again_until_core_says_the_same(connection: Connection, folder: Path) -> None:
    reference.load(connection)
    reference.accept(connection)
    assert not reference.load(connection)
    edit(folder / "populations.csv", "1276,2017,", "1276,2017,9")
    assert reference.load(connection, folder)  # and refused by a suite, say: it stays new
    assert reference.load(connection, folder)
    reference.accept(connection)
    assert reference.load(connection)
    reference.accept(connection)
    binjai = "select population from core.population where city_code = '1276' and year = 2017"
    assert rows(connection, binjai) == [(270926.0,)]


def test_changed_file_stands_beside_the_old_one_and_takes_its_place(connection: Connection, folder: Path) -> None:
    reference.load(connection)
    edit(folder / "populations.csv", "1276,2017,", "1276,2017,9")
    assert reference.load(connection, folder)
    files = "select count(distinct file_hash) from raw.reference_row where file_name = 'populations.csv'"
    assert rows(connection, files) == [(2,)]
    binjai = "select population from staging.population where city_code = '1276' and year = 2017"
    assert rows(connection, binjai) == [(9270926.0,)]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "cities.csv",
            "city_code,kemendagri_code",
            "city_code,kode",
            "row 1, column kemendagri_code: the column is missing",
        ),
        ("populations.csv", "1171,2010,", "1171,2010,5,", "populations.csv, row 2: 6 cells where the header has 5"),
        ("official_statistics.csv", ",%,", ",", "cells where the header has 7"),
    ],
)
def test_file_that_does_not_hold_is_named_with_line_and_column(
    connection: Connection, folder: Path, file: str, old: str, new: str, message: str
) -> None:
    edit(folder / file, old, new)
    with pytest.raises(Refusal, match=message):
        reference.load(connection, folder)
    assert rows(connection, "select count(*) from raw.reference_row") == [(0,)]


def test_file_in_another_encoding_is_named(connection: Connection, folder: Path) -> None:
    file = folder / "cities.csv"
    file.write_bytes(file.read_bytes().replace(b"Kota Binjai", "Kota Binjaí".encode("latin-1")))
    with pytest.raises(Refusal, match=r"cities\.csv: byte \d+ is not UTF-8"):
        reference.load(connection, folder)


def test_missing_file_is_named(connection: Connection, folder: Path) -> None:
    (folder / "cities.csv").unlink()
    with pytest.raises(Refusal, match=r"cities\.csv: it is missing"):
        reference.load(connection, folder)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def rows(connection: Connection, query: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
