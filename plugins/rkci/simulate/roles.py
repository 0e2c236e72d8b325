"""What the simulated cities do: most submit soundly, some late, twice, corrected, or with a fault."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from zipfile import ZipFile

from rkci.simulate import hostile
from rkci.simulate.faults import (
    CELL_FAULTS,
    COPIED_FAULTS,
    IMPLAUSIBLE_FAULTS,
    UNKNOWN_CODE,
    CellFault,
    candidates,
    with_unknown_code,
)
from rkci.simulate.latent import RegisteredCity
from rkci.simulate.streams import stream
from rkci.simulate.writer import Writer

Role = Callable[[Writer, RegisteredCity], None]

SOUND_CITY = "1276"
"""Binjai, which the documentation looks at, always submits soundly."""

LATE, CORRECTED, PER_CELL_FAULT = 4, 6, 2
"""Number of cities that are late, that correct themselves, and that make each fault, or group of faults, in cells."""


def deal(writer: Writer) -> Iterator[tuple[RegisteredCity, Role]]:
    """Every city with its role: faulty roles go round the shuffled cities, the rest submit soundly."""
    cities = list(writer.cities)
    stream(writer.seed, "roles").shuffle(cities)
    special: dict[str, Role] = {city.city_code: kemendagri_code for city in _with_digits_of_another(cities)[:1]}
    special[SOUND_CITY] = sound
    roles: Iterator[Role] = iter(
        [
            *FILE_FAULTS,
            *(partial(with_cell_faults, faults=(fault,)) for fault in CELL_FAULTS for _ in range(PER_CELL_FAULT)),
            *[partial(with_cell_faults, faults=IMPLAUSIBLE_FAULTS)] * PER_CELL_FAULT,
            *[partial(with_cell_faults, faults=COPIED_FAULTS)] * PER_CELL_FAULT,
            *[late] * LATE,
            *[corrected] * CORRECTED,
            spelling_variant,
            regency_name,
            misspelt_name,
            *(partial(called_workbook, kind=kind) for kind in hostile.FILES),
        ]
    )
    for city in cities:
        yield city, special.get(city.city_code) or next(roles, sound)


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


def kemendagri_code(writer: Writer, city: RegisteredCity) -> None:
    """The Kemendagri code over the BPS code, where it is the BPS code of another city: the name tells."""
    _overwritten(writer, city, city.city_code, _digits(city))
    writer.record(writer.path(city), "kemendagri_code", "accepted")


def spelling_variant(writer: Writer, city: RegisteredCity) -> None:
    """The name in capitals, spaced out, the word Kota behind it."""
    _overwritten(writer, city, city.city_name, f"{' '.join(_bare_name(city).upper())}, Kota")
    writer.record(writer.path(city), "spelling_variant", "accepted")


def regency_name(writer: Writer, city: RegisteredCity) -> None:
    """The name of a regency over that of the city; never mended."""
    _overwritten(writer, city, city.city_name, f"Kab. {_bare_name(city)}")
    writer.record(writer.path(city), "regency_name", "rejected", "submission.city_is_not_a_regency")


def misspelt_name(writer: Writer, city: RegisteredCity) -> None:
    """A name that nobody knows, one letter from the city's: proposed to a person, and not taken."""
    _overwritten(writer, city, city.city_name, f"{city.city_name}{city.city_name[-1]}")
    writer.record(writer.path(city), "misspelt_name", "rejected", "submission.city_name_known")


def workbook_of_another_cycle(writer: Writer, city: RegisteredCity) -> None:
    """The workbook of the cycle before; that of this cycle follows."""
    path = writer.path(city)
    before = replace(writer.cycle, cycle_year=writer.cycle.cycle_year - 2)
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


def with_unknown_indicator(writer: Writer, city: RegisteredCity) -> None:
    """A workbook in which the code of one row was overwritten."""
    answers = writer.answers(city, leaves_gaps=False)
    code = writer.random(city, "unknown code").choice(sorted(answers))
    path = writer.path(city)
    answers[UNKNOWN_CODE] = answers.pop(code)
    writer.workbook(path, city, answers, framework=with_unknown_code(writer.framework, code))
    writer.deliver(path, writer.in_time(city))
    writer.record(path, "unknown_indicator", "rejected", "submission_value.indicator_known", UNKNOWN_CODE)


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
    with_unknown_indicator,
)


def _overwritten(writer: Writer, city: RegisteredCity, before: str, after: str) -> None:
    """The city's workbook, in time, in which somebody wrote over one cell."""
    path = writer.path(city)
    writer.workbook(path, city, writer.answers(city))
    with ZipFile(path) as book:
        parts = {part: book.read(part) for part in book.infolist()}
    with ZipFile(path, "w") as book:
        for part, content in parts.items():
            if part.filename == "xl/sharedStrings.xml":
                content = content.replace(f"<t>{before}</t>".encode(), f"<t>{after}</t>".encode())
            book.writestr(part, content)
    writer.deliver(path, writer.in_time(city))


def _bare_name(city: RegisteredCity) -> str:
    return city.city_name.removeprefix("Kota ")


def _digits(city: RegisteredCity) -> str:
    return city.kemendagri_code.replace(".", "")


def _with_digits_of_another(cities: Sequence[RegisteredCity]) -> list[RegisteredCity]:
    """The cities whose Kemendagri code has the digits of another city's BPS code."""
    codes = {city.city_code for city in cities}
    return [city for city in cities if _digits(city) in codes - {city.city_code} and city.city_code != SOUND_CITY]
