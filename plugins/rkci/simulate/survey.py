"""A simulated citizen survey: about 400 answers in each of 40 cities, in two waves, as survey programs export them.

Opinions go with the city's factor (rkci.simulate.latent), never with a score. Every record says that it is simulated.
Planted: every fault that intake and the data-quality rules look for, a city below its target, and a third wave whose
sampling file does not fit its frame.
"""

import csv
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from rkci import city_register, paths
from rkci.city_register import RegisteredCity
from rkci.cycles import Cycle, require_demo
from rkci.framework import Framework
from rkci.intake.layout import SIMULATED
from rkci.simulate import exports, latent
from rkci.streams import stream
from rkci.survey.choices import CHOICES
from rkci.survey.mapping import FORM
from rkci.survey.sampling import FILE

CITIES = 40
STRATA = ("pusat", "pinggiran")
PSUS, SAMPLED_PSUS = 40, 10
"""Blocks in the frame of a stratum, and of those that are drawn."""

FORM_VERSION = "2017.1"
BELOW_TARGET = 60
"""Answers in the city that misses its target."""

ADULTS = 0.66
"""Share of persons of 20 and more where the province's ages are not known."""

Record = dict[str, object]


@dataclass(frozen=True)
class Wave:
    """A wave as it is simulated: answers per city, days between the opening of the phase and its start, the program
    that wrote each of its exports (rkci.simulate.exports)."""

    name: str
    mode: str
    answers: int
    pool_weight: float
    day: int
    programs: tuple[str, str, str, str]


WAVES = (
    Wave("gelombang-1", "face_to_face", 280, 0.7, 2, ("kobo", "central", "kobo_words", "kobo")),
    Wave("gelombang-2", "online", 120, 0.3, 40, ("surveycto", "briefcase", "central", "kobo")),
)
EDITED = (1, 3, 5)
"""Places in the overlapping export of records that were edited, without another answer, before it was made."""


def write(
    cycle: Cycle, framework: Framework, folder: Path, seed: int, cities: Sequence[str] | None = None
) -> tuple[Path, ...]:
    """Write `<folder>/survey/<wave>/*` for the cities of these BPS codes (the nominees, say) filled up to 40 by seed.

    `folder` is the inbox of the cycle. Returns the files; none where the calendar has no survey or the framework no
    questions. Same arguments, same bytes and modification times. Raises CycleError for a cycle that is not a demo.
    """
    require_demo(cycle, "answers")
    phase = cycle.phases.get("survey")
    if phase is None or not framework.survey:
        return ()
    chosen = _chosen(seed, cities or ())
    factors = latent.factors([city.city_code for city in city_register.cities()], cycle.cycle_year, seed)
    margins = _Margins(cycle)
    files = []
    for wave in WAVES:
        records = []
        for city in chosen:
            target = BELOW_TARGET // 2 if city is chosen[-1] else wave.answers
            records.append(_city(framework, wave, city, factors[city.city_code], phase.opens, seed, target))
        place = folder / "survey" / wave.name
        design = _design(wave, chosen, margins)
        files.append(_deliver(place / FILE, _yaml(design), phase.opens + timedelta(days=wave.day)))
        files.extend(_exports(place, framework, wave, records, phase.opens + timedelta(days=wave.day + 30), seed))
    misfit = _design(WAVES[0], chosen[:1], margins) | {"wave": "gelombang-3"}
    misfit["strata"][0]["population"] *= 2
    place = folder / "survey" / "gelombang-3"
    at = phase.opens + timedelta(days=80)
    files.append(_deliver(place / FILE, _yaml(misfit), at))
    few = _city(framework, WAVES[0], chosen[0], factors[chosen[0].city_code], phase.opens, seed, 5)
    return (*files, _deliver(place / "ekspor.csv", exports.kobo(few, framework), at))


def _chosen(seed: int, codes: Sequence[str]) -> list[RegisteredCity]:
    cities = city_register.cities()
    named = [city for city in cities if city.city_code in set(codes)]
    others = [city for city in cities if city.city_code not in set(codes)]
    stream(seed, "survey", "cities").shuffle(others)
    return [*named, *others[: max(CITIES - len(named), 0)]]


# The design ---------------------------------------------------------------------------------------------


class _Margins:
    """Known totals by city: age and sex at once where the city has them, one by one from its province elsewhere."""

    def __init__(self, cycle: Cycle) -> None:
        self.known: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        self.year: dict[str, int | None] = {}
        self.source: dict[str, str] = {}
        with (paths.REFERENCE / "survey_margins.csv").open(newline="", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                self.known[row["region_code"], row["margin"]][row["category"]] = int(row["population"])
                self.year[row["region_code"]] = int(row["year"]) if row["year"] else None
                self.source[row["region_code"]] = row["source"]
        with (paths.REFERENCE / "populations.csv").open(newline="", encoding="utf-8") as lines:
            self.population = {
                row["city_code"]: int(row["population"])
                for row in csv.DictReader(lines)
                if int(row["year"]) == cycle.population.year
            }

    def of(self, city: str) -> tuple[int, list[dict[str, Any]]]:
        """Adults of a city, and its margins as the sampling file has them."""
        if both := self.known.get((city, "age_sex")):
            return sum(both.values()), [self._margin(city, city, "age_sex", both)]
        province = city[:2]
        ages = self.known.get((province, "age"), {})
        everybody = self.known.get((province, "all"), {}).get("all")
        share = sum(ages.values()) / everybody if everybody else ADULTS
        adults = round(self.population[city] * share)
        margins = []
        for kind in ("age", "sex"):
            if totals := self.known.get((province, kind)):
                whole = sum(totals.values())
                scaled = {category: round(adults * persons / whole) for category, persons in totals.items()}
                margins.append(self._margin(city, province, kind, scaled))
        return adults, margins

    def _margin(self, city: str, region: str, kind: str, totals: Mapping[str, int]) -> dict[str, Any]:
        source = self.source[region] if region == city else f"{self.source[region]}, shares of province {region}"
        return {"city": city, "margin": kind, "source": source, "vintage": self.year[region], "totals": dict(totals)}


def _design(wave: Wave, cities: Sequence[RegisteredCity], known: _Margins) -> dict[str, Any]:
    strata: list[dict[str, Any]] = []
    margins: list[dict[str, Any]] = []
    for city in cities:
        adults, of_city = known.of(city.city_code)
        margins.extend(of_city)
        sizes = (adults * 2 // 5, adults - adults * 2 // 5)
        strata.extend(
            {
                "city": city.city_code,
                "stratum": name,
                "population": size,
                "psu_count": PSUS,
                "sampled_psu": SAMPLED_PSUS,
                "target_n": wave.answers // 2,
                "psus": [f"{name[:2]}{number:02}" for number in range(1, SAMPLED_PSUS + 1)],
            }
            for name, size in zip(STRATA, sizes, strict=True)
        )
    return {
        "wave": wave.name,
        "mode": wave.mode,
        "pool_weight": wave.pool_weight,
        "target_n": wave.answers,
        "mapping": FORM,
        "form_versions": [FORM_VERSION],
        "simulated": True,
        "strata": strata,
        "margins": margins,
    }


# Answers ------------------------------------------------------------------------------------------------


def _city(
    framework: Framework, wave: Wave, city: RegisteredCity, factor: float, opens: datetime, seed: int, target: int
) -> list[Record]:
    random = stream(seed, "survey", wave.name, city.city_code)
    offsets = {item.item: stream(seed, "survey", item.item).gauss(0, 0.3) for item in framework.survey}
    records = []
    clocks = {number: opens + timedelta(days=wave.day, hours=8) for number in range(1, 8)}
    for number in range(target):
        hand = number % 7 + 1
        stratum = STRATA[number % 2]
        started = clocks[hand] + timedelta(minutes=random.randint(5, 40))
        minutes = max(random.gauss(18, 4), 8)
        ended = started + timedelta(minutes=minutes)
        clocks[hand] = ended if ended.hour < 17 else ended.replace(hour=8) + timedelta(days=1)
        identity = f"{seed}-{wave.name}-{city.city_code}-{number}"
        is_online = wave.mode == "online"
        records.append(
            {
                "uuid": f"{stream(identity).getrandbits(128):032x}",
                "name": f"Warga {number} (simulasi)",
                "consent": "no" if random.random() < 0.01 else "yes",
                "city": city.city_code,
                "stratum": stratum,
                "psu": f"{stratum[:2]}{random.randint(1, SAMPLED_PSUS):02}",
                "mode": wave.mode,
                "wave": wave.name,
                "age_group": random.choices([choice.code for choice in CHOICES["age_group"]], (20, 24, 22, 18, 16))[0],
                "sex": random.choices(("L", "P"), (44, 56))[0],
                "district": f"Kecamatan {random.randint(1, 6)}",
                "phone": f"08{stream(identity, 'phone').randrange(10**10):010}",
                "deviceid": f"dev-{identity}" if is_online else f"dev-{city.city_code}-{hand}",
                "enumerator": "" if is_online else f"E{city.city_code}{hand}",
                "start": started,
                "end": ended,
                "submitted": ended + timedelta(minutes=random.randint(1, 90)),
                "version": FORM_VERSION,
                "edits": 0,
                "review": "",
                "origin": SIMULATED,
                **_answers(framework, random, factor, offsets),
            }
        )
    _doubtful(framework, records, random)
    return records


def _answers(framework: Framework, random: Random, factor: float, offsets: Mapping[str, float]) -> Record:
    person = random.gauss(0, 0.5)
    answers: Record = {}
    for item in framework.survey:
        middle = (item.scale_min + item.scale_max) / 2
        opinion = 0.45 * factor + person + offsets[item.item] + random.gauss(0, 0.8)
        value = min(max(round(middle + item.direction * opinion), item.scale_min), item.scale_max)
        answers[item.item] = random.choices((value, 9, 99), (95, 4, 1))[0]
    return answers


def _doubtful(framework: Framework, records: list[Record], random: Random) -> None:
    """Answers that the data-quality rules look for, in the last fifth of a city's records."""
    hit = random.sample(records[len(records) * 4 // 5 :], min(6, len(records) // 5))
    items = [item.item for item in framework.survey]
    for record, what in zip(hit, ("straight", "speed", "phone", "time", "burst", "effect"), strict=False):
        started: Any = record["start"]
        if what == "straight":
            record |= dict.fromkeys(items, random.randint(2, 4))
        elif what == "speed":
            record["end"] = started + timedelta(minutes=2)
        elif what == "phone":
            record["phone"] = records[0]["phone"]
        elif what == "time":
            record["end"] = started - timedelta(minutes=20)
    if random.random() < 0.1:  # a hand that fills in forms at the desk
        at: Any = records[0]["start"]
        for step, record in enumerate(records[-8:]):
            record |= {"deviceid": records[-1]["deviceid"], "start": at + timedelta(minutes=step - 15),
                       "end": at + timedelta(minutes=step), "submitted": at + timedelta(minutes=step + 1)}  # fmt: skip
    if random.random() < 0.1:  # an enumerator whose respondents are all content
        for record in records:
            if str(record["enumerator"]).endswith("3"):
                record |= {item: min(int(str(record[item])) + 1, 5) for item in items if record[item] not in (9, 99)}


# Exports ------------------------------------------------------------------------------------------------


def _exports(
    place: Path, framework: Framework, wave: Wave, cities: Sequence[Sequence[Record]], at: datetime, seed: int
) -> Iterable[Path]:
    """The records of a wave in three exports, and one of garbage: two halves, each by another program, and a later one
    that overlaps and has a few records that were edited since."""
    half = len(cities) // 2
    first = [record for records in cities[:half] for record in records]
    second = [record for records in cities[half:] for record in records]
    late, overlap = first[-40:], first[-240:-40]
    edited = [record | {"edits": int(number in EDITED)} for number, record in enumerate(overlap)]
    garbage = [record | _off_scale(framework, number) for number, record in enumerate(second[:50])]
    faulty = _faulty(framework, first[:-40], at, stream(seed, "survey", wave.name, "faults"))
    deliveries = (
        (faulty, timedelta()),
        (second, timedelta(hours=1)),
        ([*edited, *late], timedelta(days=2)),
        (garbage, timedelta(days=3)),
    )
    for number, (program, (records, after)) in enumerate(zip(wave.programs, deliveries, strict=True), start=1):
        content = exports.EXPORTS[program](records, framework)
        if records is faulty:
            lines = content.splitlines(keepends=True)
            lines[5:5] = [b"rusak\n"] * 3
            content = b"".join(lines)
        yield _deliver(place / f"{program}_{number}.csv", content, at + after)


def _off_scale(framework: Framework, number: int) -> Record:
    return {} if number % 10 else {item.item: "???" for item in framework.survey}


def _faulty(framework: Framework, records: list[Record], at: datetime, random: Random) -> list[Record]:
    """The records with one more of each fault that a row may have."""
    item = framework.survey[0].item
    planted: tuple[Record, ...] = (
        {item: 7}, {"city": "0000"}, {"submitted": at + timedelta(days=400)}, {"version": "2016.9"},
        {"stratum": "laut"}, {"psu": "zz99"}, {"uuid": ""}, {"sex": "X"}, {"age_group": "17"}, {"wave": "gelombang-9"},
        {"review": "rejected"}, {"start": "05/07/2017 09:00"},
    )  # fmt: skip
    hit = random.sample(records[50:], len(planted))
    broken = [
        record | {"uuid": f"{stream(str(change), str(record['uuid'])).getrandbits(128):032x}"} | change
        for record, change in zip(hit, planted, strict=True)
    ]
    return [*records, *broken, dict(records[3])]


def _yaml(design: Mapping[str, Any]) -> bytes:
    head = "# SIMULASI / SIMULATED: sampling file of a wave that was never in the field.\n"
    text: str = yaml.safe_dump(dict(design), allow_unicode=True, sort_keys=False, width=1000)
    return (head + text).encode()


def _deliver(path: Path, content: bytes, at: datetime) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path
