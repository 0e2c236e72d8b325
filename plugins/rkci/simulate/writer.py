"""Delivers simulated files into drop folders, at instants that stand in their modification times."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from rkci import city_register
from rkci.city_register import City, RegisteredCity
from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake import workbook
from rkci.intake.workbook import Answer, Innovation
from rkci.simulate import answers as simulated
from rkci.simulate import innovations, latent
from rkci.simulate.faults import Fault
from rkci.streams import stream

BINJAI = "1276"
OFFICER = {
    "officer": "Petugas (simulasi)",
    "agency": "Bappeda (simulasi)",
    "contact": "simulasi@example.org",
    "sign_off": "Sekretaris Daerah (simulasi)",
}


class Writer:
    """The inbox of one cycle while it is written: knows the cities, and keeps what was planted.

    `folder` is `<out>/<cycle>`; a file's name in `faults` is its path below it.
    """

    def __init__(self, cycle: Cycle, framework: Framework, folder: Path, seed: int) -> None:
        closes = cycle.phases["submission"].closes
        if closes is None:
            raise ValueError(f"cycle.yaml of {cycle.cycle_year}: the phase submission has no `closes`; give it one.")
        self.cycle, self.framework, self.folder, self.seed = cycle, framework, folder, seed
        self.opens, self.closes = cycle.phases["submission"].opens, closes
        self.cities = city_register.cities()
        self.factors = latent.factors([city.city_code for city in self.cities], cycle.cycle_year, seed)
        twins = {code: limits.official_code for code, limits in framework.comparisons.limits.items()}
        self.official = latent.official({code: twin for code, twin in twins.items() if twin})
        self.faults: list[Fault] = []
        self.planted_before: dict[tuple[str, str], float | None] = {}

    def random(self, city: City, what: str) -> Random:
        """A random stream of its own for each city and purpose."""
        return stream(self.seed, city.city_code, what)

    def answers(self, city: RegisteredCity, *, leaves_gaps: bool = True) -> dict[str, Answer]:
        """What the city answers."""
        factor = self.factors[city.city_code]
        return simulated.answers(
            self.framework,
            city.city_code,
            factor,
            self.cycle.cycle_year,
            self.seed,
            leaves_gaps=leaves_gaps,
            known=self.official.get(city.city_code),
        )

    def plant_before(self, city: City, indicator_code: str, value: float | None = None) -> None:
        """Say what the city answered in the cycle before; nothing, so that a planted fault is asked about once."""
        self.planted_before[city.city_code, indicator_code] = value

    def before(self, city: City) -> dict[str, float]:
        """What the city answered in the cycle before, by indicator code."""
        found: dict[str, float | None] = dict(
            simulated.earlier(
                self.framework,
                city.city_code,
                self.factors[city.city_code],
                self.earlier_year,
                self.seed,
                known=self.official.get(city.city_code),
            )
        )
        found |= {code: value for (owner, code), value in self.planted_before.items() if owner == city.city_code}
        return {code: value for code, value in sorted(found.items()) if value is not None}

    @property
    def earlier_year(self) -> int:
        """The cycle before; RKCI comes every second year."""
        return self.cycle.cycle_year - 2

    def innovations(self, city: City) -> list[Innovation]:
        """What the city lists as its innovations."""
        if city.city_code == BINJAI:
            return innovations.of_binjai(self.framework)
        return innovations.made_up(self.framework, self.cycle.cycle_year, self.random(city, "innovations"))

    def path(self, city: City, revision: int = 1) -> Path:
        """Where a revision of the city's workbook goes."""
        name = workbook.file_name(self.cycle.cycle_year, city, revision)
        path = self.folder / "submissions" / city.city_code / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def workbook(
        self,
        path: Path,
        city: City,
        answers: Mapping[str, Answer],
        *,
        cycle: Cycle | None = None,
        framework: Framework | None = None,
        innovations: Sequence[Innovation] | None = None,
    ) -> None:
        """Write a workbook that says it is from `city`; of this cycle and framework, with its own innovations, unless
        others are given."""
        workbook.write(
            path,
            cycle=cycle or self.cycle,
            framework=framework or self.framework,
            city=City(city.city_code, city.city_name, city.province),
            answers=answers,
            innovations=self.innovations(city) if innovations is None else innovations,
            officer=OFFICER,
            is_simulated=True,
        )

    def deliver(self, path: Path, at: datetime) -> None:
        """Set the instant at which the file was delivered; no two editions of a framework share one."""
        edition = timedelta(microseconds=int(self.framework.content_hash[:4], 16))
        os.utime(path, (instant := (at + edition).timestamp(), instant))

    def in_time(self, city: City, revision: int = 1) -> datetime:
        """An instant in office hours; a second revision comes days after the first, and in time too."""
        days = (self.closes - self.opens).days
        random = self.random(city, f"instant {revision}")
        first, last = (1, days * 2 // 3) if revision == 1 else (days * 2 // 3 + 1, days - 1)
        return self._office_hour(self.opens + timedelta(days=random.randint(first, last)), random)

    def too_early(self, city: City) -> datetime:
        """An instant in office hours of one of the five days before the opening."""
        random = self.random(city, "early")
        return self._office_hour(self.opens - timedelta(days=random.randint(1, 5)), random)

    def too_late(self, city: City) -> datetime:
        """An instant in office hours of one of the five days from the deadline on."""
        random = self.random(city, "late")
        return self._office_hour(self.closes + timedelta(days=random.randint(0, 4)), random)

    def record(self, path: Path, fault: str, state: str, rule: str = "", indicator_code: str = "") -> None:
        """Keep a planted fault for faults.csv."""
        file = path.relative_to(self.folder).as_posix()
        self.faults.append(Fault(file, indicator_code, fault, state, rule))

    @staticmethod
    def _office_hour(day: datetime, random: Random) -> datetime:
        return day.replace(hour=random.randint(8, 16), minute=random.randint(0, 59), second=random.randint(0, 59))
