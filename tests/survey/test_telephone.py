"""Telephone numbers: one for one telephone however it is written, none for what is nobody's."""

from random import Random

import pyarrow as pa
import pytest

from rkci.survey.telephone import number_of, numbers_of


@pytest.mark.parametrize(
    ("number", "ways"),
    [
        (
            "6281234576890",
            (
                "+62 812-3457-6890", "+6281234576890", "6281234576890", "081234576890", "81234576890", "0812 3457 6890",
                "0812.3457.6890", "(0812) 3457-6890", "+62 (0)812 3457 6890", "0062 812 3457 6890", "62 0812 3457 6890",
                "HP 0812 3457 6890", "081234576890 (WA)", "'081234576890", "81234576890.0", "81234576890,00",
                "\uff10\uff18\uff11\uff12\uff13\uff14\uff15\uff17\uff16\uff18\uff19\uff10",
                "\u202d0812\u20113457\u20116890",
            ),
        ),
        ("6261456789", ("(061) 456 789", "061-456789", "+62 61 456789", "0062-61-456789")),
        ("6591234567", ("+65 9123 4567", "+6591234567", "0065 9123 4567")),
        ("812345768901", ("+81 234 576 8901",)),
        # a landline of Jakarta without its area code is none of country 62
        ("62813795", ("6281-3795",)),
        ("457689", ("457 689",)),
    ],
)  # fmt: skip
def test_every_way_to_write_a_number_gives_the_one_that_is_dialled_from_abroad(
    number: str, ways: tuple[str, ...]
) -> None:
    assert {way: number_of(way) for way in ways} == dict.fromkeys(ways, number)
    assert numbers_of(pa.array(ways)).to_pylist() == [number] * len(ways)


@pytest.mark.parametrize(
    "written",
    ["", "x", "1234", "0000000000", "62", "+62", "081111111111", "81234567890", "+62 812 3456 7890", "0898765432",
     "0823456789", "62822222222", "08123xxxxxx", "0812****6890", "8.12E+11", "8,12E+11", "8.12E11", "6.28123E+12"],
)  # fmt: skip
def test_what_is_nobodys_number_gives_none(written: str) -> None:
    assert number_of(written) is None
    assert numbers_of(pa.array([written])).to_pylist() == [None]


def test_two_numbers_stay_two() -> None:
    numbers = [f"08{number:010}" for number in range(1_345_790_000, 1_345_792_000)]
    found = numbers_of(pa.array(numbers)).to_pylist()
    assert len(set(found) - {None}) == len([one for one in found if one is not None]) > 1_900


def test_a_column_is_read_as_each_of_its_cells_is() -> None:
    random = Random(62)  # noqa: S311
    beginnings = ("0", "62", "+62", "", "+", "00", "0062", "+62 0", " ")
    cells: list[str | None] = [
        random.choice(beginnings)
        + random.choice(("8", "8", "8", "21", ""))
        + "".join(random.choice(random.choice(("0123456789", "45", "- 7"))) for _ in range(random.randrange(16)))
        for _ in range(5_000)
    ]
    for part in (cells, [*cells[:10], None], [None], []):
        expected = [None if cell is None else number_of(cell) for cell in part]
        assert numbers_of(pa.array(part, pa.string())).to_pylist() == expected
