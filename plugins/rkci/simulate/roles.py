"""What the simulated cities do: most submit soundly, some late, twice, corrected, or with a fault."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

from rkci import city_register
from rkci.city_register import RegisteredCity
from rkci.intake.form import Innovation, domain_label, questions
from rkci.intake.workbook import sheet_names
from rkci.simulate import hostile
from rkci.simulate.answers import number
from rkci.simulate.faults import (
    CELL_FAULTS,
    COPIED_FAULTS,
    IMPLAUSIBLE_FAULTS,
    UNKNOWN_CODE,
    CellFault,
    candidates,
    jumps,
    with_codes,
)
from rkci.simulate.writer import Writer
from rkci.streams import stream

Role = Callable[[Writer, RegisteredCity], None]
Outcome = tuple[str, str]
"""The state of a file and the rule that must refuse it or ask about it."""
Attempt = Callable[[Writer, RegisteredCity, Path], Outcome]

SOUND_CITY = "1276"
"""Binjai, which the documentation looks at, always submits soundly."""

LATE, CORRECTED, PER_CELL_FAULT = 4, 6, 2
"""Number of cities that are late, that correct themselves, and that make each fault, or group of faults, in cells."""


def deal(writer: Writer) -> Iterator[tuple[RegisteredCity, Role]]:
    """Every city with its role: faulty roles go round the shuffled cities, the rest submit soundly.

    A city that takes no part submits too.
    """
    cities = list(writer.cities)
    stream(writer.seed, "roles").shuffle(cities)
    special = _special(cities)
    roles: Iterator[Role] = iter(
        [
            *FILE_FAULTS,
            *(partial(with_cell_faults, faults=faults) for faults in CELL_FAULTS for _ in range(PER_CELL_FAULT)),
            *[partial(with_cell_faults, faults=IMPLAUSIBLE_FAULTS)] * PER_CELL_FAULT,
            *[partial(with_cell_faults, faults=COPIED_FAULTS)] * PER_CELL_FAULT,
            *[late] * LATE,
            *[corrected] * CORRECTED,
            spelling_variant,
            regency_name,
            misspelt_name,
            *(partial(called_workbook, kind=kind) for kind in hostile.FILES),
            *(partial(at_last, attempts=attempts) for attempts in ATTEMPTS),
            half_filled,
            with_renamed_sheets,
        ]
    )
    for city in cities:
        yield city, special.get(city.city_code) or next(roles, sound)
    yield from ((city, of_no_rated_city) for city in city_register.cities(autonomous=False)[:1])


def _special(cities: Sequence[RegisteredCity]) -> dict[str, Role]:
    """The roles that not every city can have, by city code."""
    roles: dict[str, Role] = {SOUND_CITY: sound}

    def free(some: Sequence[RegisteredCity]) -> list[RegisteredCity]:
        return [city for city in some if city.city_code not in roles]

    for role in (kemendagri_code, code_without_name):
        roles |= {city.city_code: role for city in free(_with_digits_of_another(cities))[:1]}
    roles |= {city.city_code: name_without_code for city in free([city for city in cities if city.has_namesake])[:1]}
    first, second = _neighbours(free(cities))
    return roles | {
        first.city_code: partial(swapped, other=second),
        second.city_code: partial(swapped, other=first),
    }


def sound(writer: Writer, city: RegisteredCity, revision: int = 1, leaves_gaps: bool = True) -> None:
    """One workbook, in time."""
    path = writer.path(city, revision)
    writer.workbook(path, city, writer.answers(city, leaves_gaps=leaves_gaps))
    writer.deliver(path, writer.in_time(city, revision))


def nothing(writer: Writer, city: RegisteredCity) -> None:
    """No submission."""


def late(writer: Writer, city: RegisteredCity) -> None:
    """One workbook after the deadline."""
    path = writer.path(city)
    writer.workbook(path, city, writer.answers(city))
    writer.deliver(path, writer.too_late(city))
    writer.record(path, "late", "rejected", "submission.in_time")


def corrected(writer: Writer, city: RegisteredCity) -> None:
    """A workbook with a row forgotten, and days later a second revision with every answer."""
    answers = writer.answers(city)
    del answers[writer.random(city, "forgotten").choice(sorted(answers))]
    path = writer.path(city)
    writer.workbook(path, city, answers)
    writer.deliver(path, writer.in_time(city))
    writer.record(path, "corrected_by_revision", "superseded")
    sound(writer, city, revision=2, leaves_gaps=False)


def text_called_workbook(writer: Writer, city: RegisteredCity) -> None:
    """A letter with the name of a workbook; the workbook follows."""
    path = writer.path(city)
    path.write_text("SIMULASI / SIMULATED\nYth. Tim RKCI, berkas kami kirim menyusul.\n", encoding="utf-8")
    writer.deliver(path, writer.in_time(city))
    writer.record(path, "text_called_workbook", "rejected", "submission.readable")
    sound(writer, city, revision=2)


def called_workbook(writer: Writer, city: RegisteredCity, kind: str) -> None:
    """A file of `hostile.FILES` with the name of a workbook; the workbook follows."""
    path = writer.path(city)
    writer.workbook(path, city, writer.answers(city))
    path.write_bytes(hostile.FILES[kind](path.read_bytes()))
    writer.deliver(path, writer.in_time(city))
    writer.record(path, kind, "rejected", "submission.readable")
    sound(writer, city, revision=2)


def truncated_workbook(writer: Writer, city: RegisteredCity) -> None:
    """A workbook whose upload broke off, never sent again."""
    path = writer.path(city)
    writer.workbook(path, city, writer.answers(city))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    writer.deliver(path, writer.in_time(city))
    writer.record(path, "truncated_workbook", "rejected", "submission.readable")


def workbook_of_another_city(writer: Writer, city: RegisteredCity) -> None:
    """The next city's workbook in this city's folder; its own follows."""
    other = writer.cities[(writer.cities.index(city) + 1) % len(writer.cities)]
    path = writer.path(city)
    writer.workbook(path, other, writer.answers(city))
    writer.deliver(path, writer.in_time(city))
    writer.record(path, "workbook_of_another_city", "rejected", "submission.city_matches_folder")
    sound(writer, city, revision=2)


def of_no_rated_city(writer: Writer, city: RegisteredCity) -> None:
    """A workbook of a city that is not of the cycle, with the answers of one that is."""
    path = writer.path(city)
    writer.workbook(path, city, writer.answers(writer.cities[0]), innovations=())
    writer.deliver(path, writer.in_time(writer.cities[0]))
    writer.record(path, "of_no_rated_city", "rejected", "submission.city_eligible")


def at_last(writer: Writer, city: RegisteredCity, attempts: Sequence[Attempt]) -> None:
    """Workbooks that are of no use, an hour apart, and then a sound one."""
    for revision, attempt in enumerate(attempts, start=1):
        path = writer.path(city, revision)
        state, rule = attempt(writer, city, path)
        at = writer.too_early(city) if attempt is before_opening else writer.in_time(city) + timedelta(hours=revision)
        writer.deliver(path, at)
        writer.record(path, attempt.__name__, state, rule)
    sound(writer, city, revision=len(attempts) + 1)


def before_opening(writer: Writer, city: RegisteredCity, path: Path) -> Outcome:
    """All but one answer, days before the window opened."""
    answers = writer.answers(city)
    del answers[max(answers)]
    writer.workbook(path, city, answers)
    return "superseded", "submission.opened"


def empty_workbook(writer: Writer, city: RegisteredCity, path: Path) -> Outcome:
    """Nothing filled in."""
    writer.workbook(path, city, {}, innovations=())
    return "superseded", "submission.answers_given"


def of_another_edition(writer: Writer, city: RegisteredCity, path: Path) -> Outcome:
    """The workbook of an earlier edition of the framework."""
    earlier = replace(writer.framework, content_hash="0" * len(writer.framework.content_hash))
    writer.workbook(path, city, writer.answers(city), framework=earlier)
    return "rejected", "submission.framework_matches"


def another_workbook_renamed(writer: Writer, city: RegisteredCity, path: Path) -> Outcome:
    """Another city's workbook with code and name written over: the seal is still that city's."""
    other = writer.cities[(writer.cities.index(city) + 1) % len(writer.cities)]
    writer.workbook(path, other, writer.answers(city))
    _write_over(path, _cells({other.city_code: city.city_code, other.city_name: city.city_name}))
    return "rejected", "submission.seal_valid"


def name_of_another(writer: Writer, city: RegisteredCity, path: Path) -> Outcome:
    """The name of another city beside the code."""
    others = [one for one in writer.cities if _digits(one) != city.city_code and one != city]
    writer.workbook(path, city, writer.answers(city))
    _write_over(path, _cells({city.city_name: others[0].city_name}))
    return "rejected", "submission.city_name_matches_code"


def nameless(writer: Writer, city: RegisteredCity, path: Path) -> Outcome:
    """Neither code nor name."""
    writer.workbook(path, city, writer.answers(city))
    _write_over(path, _cells({city.city_code: "", city.city_name: ""}))
    return "rejected", "submission.city_known"


def name_without_code(writer: Writer, city: RegisteredCity) -> None:
    """The name that a regency has too, without the word Kota and without a code; a sound workbook follows."""
    _overwritten(writer, city, {city.city_code: "", city.city_name: _bare_name(city)})
    writer.record(writer.path(city), "name_without_code", "rejected", "submission.city_name_is_of_one")
    sound(writer, city, revision=2)


def code_without_name(writer: Writer, city: RegisteredCity) -> None:
    """The Kemendagri code alone, which is the BPS code of another city; a sound workbook follows."""
    _overwritten(writer, city, {city.city_code: _digits(city), city.city_name: ""})
    writer.record(writer.path(city), "code_without_name", "rejected", "submission.city_code_of_one_register")
    sound(writer, city, revision=2)


def kemendagri_code(writer: Writer, city: RegisteredCity) -> None:
    """The Kemendagri code over the BPS code, where it is the BPS code of another city: the name tells."""
    _overwritten(writer, city, {city.city_code: _digits(city)})
    writer.record(writer.path(city), "kemendagri_code", "accepted")


def spelling_variant(writer: Writer, city: RegisteredCity) -> None:
    """The name in capitals, spaced out, the word Kota behind it."""
    _overwritten(writer, city, {city.city_name: f"{' '.join(_bare_name(city).upper())}, Kota"})
    writer.record(writer.path(city), "spelling_variant", "accepted")


def regency_name(writer: Writer, city: RegisteredCity) -> None:
    """The name of a regency over that of the city; never corrected."""
    _overwritten(writer, city, {city.city_name: f"Kab. {_bare_name(city)}"})
    writer.record(writer.path(city), "regency_name", "rejected", "submission.city_is_not_a_regency")


def misspelt_name(writer: Writer, city: RegisteredCity) -> None:
    """A name that nobody knows, one letter from the city's: proposed to a person, and not taken."""
    _overwritten(writer, city, {city.city_name: f"{city.city_name}{city.city_name[-1]}"})
    writer.record(writer.path(city), "misspelt_name", "rejected", "submission.city_name_known")


def workbook_of_another_cycle(writer: Writer, city: RegisteredCity) -> None:
    """The workbook of the cycle before; that of this cycle follows."""
    path = writer.path(city)
    before = replace(writer.cycle, cycle_year=writer.earlier_year)
    writer.workbook(path, city, writer.answers(city), cycle=before)
    writer.deliver(path, writer.in_time(city))
    writer.record(path, "workbook_of_another_cycle", "rejected", "submission.cycle_matches")
    sound(writer, city, revision=2)


def delivered_twice(writer: Writer, city: RegisteredCity) -> None:
    """The same bytes under two names."""
    sound(writer, city)
    first = writer.path(city)
    again = first.with_stem(f"{first.stem} (1)")
    again.write_bytes(first.read_bytes())
    writer.deliver(again, writer.in_time(city, revision=2))
    writer.record(again, "delivered_twice", "superseded")


def with_wrong_codes(writer: Writer, city: RegisteredCity) -> None:
    """A workbook in which the codes of three rows were overwritten: by none, by one not asked for, by one above."""
    answers = writer.answers(city, leaves_gaps=False)
    unknown, not_asked, twice, above = writer.random(city, "codes").sample(sorted(answers), 4)
    other = next(one.code for one in writer.framework.indicators if one.source == "official")
    path = writer.path(city)
    for code, written in ((unknown, UNKNOWN_CODE), (not_asked, other)):
        answers[written] = answers.pop(code)
    framework = with_codes(writer.framework, {unknown: UNKNOWN_CODE, not_asked: other, twice: above})
    writer.workbook(path, city, answers, framework=framework)
    writer.deliver(path, writer.in_time(city))
    for fault, rule, code in (
        ("unknown_indicator", "indicator_known", UNKNOWN_CODE),
        ("indicator_not_asked", "indicator_asked", other),
        ("indicator_twice", "indicator_once_per_file", above),
    ):
        writer.record(path, fault, "rejected", f"submission_value.{rule}", code)


def half_filled(writer: Writer, city: RegisteredCity) -> None:
    """Half of the answers, none of them required, and innovations without a name, a domain, a description, a year."""
    answers = writer.answers(city)
    optional = [one.code for one in writer.framework.indicators if one.code in answers and not one.required]
    kept = optional[: len(answers) // 2]
    label = domain_label(writer.framework.dimensions[0])
    innovations = [
        Innovation("", label, "Simulasi: baris tanpa nama", writer.cycle.cycle_year - 1),
        Innovation("Aplikasi (simulasi)", since="sejak dulu"),
    ]
    path = writer.path(city)
    writer.workbook(path, city, {code: answers[code] for code in kept}, innovations=innovations)
    writer.deliver(path, writer.in_time(city))
    for fault, state, rule in (
        ("half_answered", "accepted", "submission.enough_answered"),
        ("required_left_empty", "accepted", "submission.required_present"),
        ("innovation_without_name", "rejected", "innovation.name_given"),
        ("innovation_without_domain", "accepted", "innovation.domain_known"),
        ("innovation_not_described", "accepted", "innovation.described"),
        ("innovation_since_ever", "accepted", "innovation.since_is_a_year"),
    ):
        writer.record(path, fault, state, rule)


def with_renamed_sheets(writer: Writer, city: RegisteredCity) -> None:
    """A workbook of which the first sheet of questions and that of innovations are called like a formula."""
    path = writer.path(city)
    innovation = Innovation("Aplikasi (simulasi)", what="Simulasi", since=writer.cycle.cycle_year)
    writer.workbook(path, city, writer.answers(city, leaves_gaps=False), innovations=[innovation])
    names = sheet_names(writer.framework)
    _write_over(
        path,
        {f'<sheet name="{name}"': f'<sheet name="={name}"' for name in (names[0], names[-1])},
        part="xl/workbook.xml",
    )
    writer.deliver(path, writer.in_time(city))
    first = next(iter(questions(writer.framework).values()))
    for indicator in chain.from_iterable(first.values()):
        writer.record(path, "renamed_sheet", "rejected", "submission_value.sheet_of_workbook", indicator.code)
    writer.record(path, "renamed_list", "rejected", "innovation.sheet_of_workbook")


def swapped(writer: Writer, city: RegisteredCity, other: RegisteredCity) -> None:
    """A workbook with an answer that is far from the city's last one, which is what the other city answers now."""
    answers, others = (writer.answers(one, leaves_gaps=False) for one in (city, other))
    code = max(
        (one.code for one in writer.framework.indicators if one.code in answers and jumps(writer.framework, one)),
        key=lambda code: abs(number(answers[code].value) - number(others[code].value)),
    )
    writer.plant_before(city, code, number(others[code].value))
    path = writer.path(city)
    writer.workbook(path, city, answers)
    writer.deliver(path, writer.in_time(city))
    writer.record(path, "swapped_neighbours", "accepted", "submission_value.swapped_neighbours", code)


def with_cell_faults(writer: Writer, city: RegisteredCity, faults: Sequence[CellFault]) -> None:
    """A workbook without gaps, sound but for one cell per fault, less those that fit nothing in the framework."""
    answers = writer.answers(city, leaves_gaps=False)
    path = writer.path(city)
    indicators = {indicator.code: indicator for indicator in writer.framework.indicators}
    faulty: set[str] = set()
    for fault in faults:
        if codes := [code for code in candidates(fault, writer.framework, answers) if code not in faulty]:
            code = writer.random(city, fault.name).choice(codes)
            faulty.add(code)
            answers[code] = fault.change(writer.framework, indicators[code], answers[code])
            writer.plant_before(city, code, fault.before and fault.before(number(answers[code].value)))
            writer.record(path, fault.name, fault.expected_state, fault.expected_rule, code)
    writer.workbook(path, city, answers)
    writer.deliver(path, writer.in_time(city))


FILE_FAULTS: tuple[Role, ...] = (
    nothing,
    text_called_workbook,
    truncated_workbook,
    workbook_of_another_city,
    workbook_of_another_cycle,
    delivered_twice,
    with_wrong_codes,
)


ATTEMPTS: tuple[tuple[Attempt, ...], ...] = (
    (before_opening, of_another_edition, nameless),
    (empty_workbook, another_workbook_renamed, name_of_another),
)


def _overwritten(writer: Writer, city: RegisteredCity, texts: Mapping[str, str]) -> None:
    """The city's workbook, in time, in which somebody wrote over some cells."""
    path = writer.path(city)
    writer.workbook(path, city, writer.answers(city))
    _write_over(path, _cells(texts))
    writer.deliver(path, writer.in_time(city))


def _cells(texts: Mapping[str, str]) -> dict[str, str]:
    """The whole text of a cell, and what is written over it, as a workbook keeps them."""
    return {f"<t>{before}</t>": f"<t>{after}</t>" for before, after in texts.items()}


def _write_over(path: Path, changes: Mapping[str, str], part: str = "xl/sharedStrings.xml") -> None:
    """Replace texts of a part of a workbook."""
    with ZipFile(path) as book:
        parts = {entry: book.read(entry) for entry in book.infolist()}
    with ZipFile(path, "w") as book:
        for entry, content in parts.items():
            if entry.filename == part:
                for before, after in changes.items():
                    content = content.replace(before.encode(), after.encode())
            book.writestr(entry, content)


def _neighbours(cities: Sequence[RegisteredCity]) -> tuple[RegisteredCity, RegisteredCity]:
    """The first two of one province."""
    for place, city in enumerate(cities):
        for other in cities[:place]:
            if other.city_code[:2] == city.city_code[:2]:
                return other, city
    raise ValueError("include/reference/cities.csv has no two cities of one province; neighbours cannot be simulated.")


def _bare_name(city: RegisteredCity) -> str:
    return city.city_name.removeprefix("Kota ")


def _digits(city: RegisteredCity) -> str:
    return city.kemendagri_code.replace(".", "")


def _with_digits_of_another(cities: Sequence[RegisteredCity]) -> list[RegisteredCity]:
    """The cities whose Kemendagri code has the digits of another city's BPS code."""
    codes = {city.city_code for city in cities}
    return [city for city in cities if _digits(city) in codes - {city.city_code} and city.city_code != SOUND_CITY]
