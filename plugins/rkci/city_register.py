"""The cities of Indonesia as include/reference/cities.csv registers them."""

import csv
from dataclasses import dataclass

from rkci import paths


@dataclass(frozen=True)
class City:
    """A city as its form, its messages and its exports name it."""

    city_code: str
    city_name: str
    province: str


@dataclass(frozen=True)
class RegisteredCity(City):
    """A city of the register with its Kemendagri code, whose digits differ from the BPS code for some.

    `has_namesake`: a regency has its name too.
    """

    kemendagri_code: str
    has_namesake: bool = False


def cities(*, autonomous: bool = True) -> list[RegisteredCity]:
    """The autonomous cities of include/reference/cities.csv, by code; or the others, which take no part."""
    with (paths.REFERENCE / "cities.csv").open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return sorted(
        (
            RegisteredCity(
                row["city_code"],
                row["city_name"],
                row["province"],
                row["kemendagri_code"],
                bool(row.get("namesake_regency_code")),
            )
            for row in rows
            if (row["is_autonomous"].lower() in ("1", "t", "true")) == autonomous
        ),
        key=lambda city: city.city_code,
    )
