"""Writes the simulated submissions of a cycle, and beside them what was planted in them."""

from dataclasses import astuple, dataclass, fields
from pathlib import Path

from rkci.cycles import Cycle, require_demo
from rkci.framework import Framework
from rkci.intake.history import COLUMNS
from rkci.intake.layout import SIMULATED
from rkci.simulate import assessments, roles
from rkci.simulate.faults import Fault
from rkci.simulate.writer import Writer
from rkci.tables import write_rows


@dataclass(frozen=True)
class Summary:
    """What was written: the folder of the cycle, its files, and the faults planted in them."""

    folder: Path
    files: tuple[Path, ...]
    faults: tuple[Fault, ...]


def inbox(cycle: Cycle, framework: Framework, out: Path, *, seed: int) -> Summary:
    """Write `<out>/<cycle>/submissions/<city_code>/*.xlsx`, and beside it `simulated/README.txt` and `faults.csv`;
    the assessors' readings of them into `assessments/` and `simulated/assessors.csv`; what the cities answered in the
    cycle before into `simulated/history-<year>.csv`, for `rkci load-history`.

    Same cycle, framework, register and seed: same bytes and same modification times. `faults.csv` has a row per
    planted fault with the state and the rule that must come of it. Raises CycleError for a cycle that is not a demo.
    """
    require_demo(cycle, "submissions")
    writer = Writer(cycle, framework, out / str(cycle.cycle_year), seed)
    dealt = list(roles.deal(writer))
    for city, role in dealt:
        role(writer, city)
    assessments.write(writer, [city for city, role in dealt if role is roles.sound], roles.SOUND_CITY)
    _history(writer)
    files = tuple(sorted(path for path in (writer.folder / "submissions").rglob("*") if path.is_file()))
    faults = tuple(sorted(writer.faults, key=lambda fault: (fault.file, fault.indicator_code)))
    _label(writer.folder / "simulated", cycle, framework, seed, len(files), faults)
    return Summary(writer.folder, files, faults)


def _history(writer: Writer) -> None:
    folder = writer.folder / "simulated"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"history-{writer.earlier_year}.csv").open("w", newline="", encoding="utf-8") as lines:
        values = (
            (city.city_code, code, repr(value), writer.earlier_year, SIMULATED)
            for city in writer.cities
            for code, value in writer.before(city).items()
        )
        write_rows(lines, [("city_code", *COLUMNS, "year", "origin"), *values])


def _label(folder: Path, cycle: Cycle, framework: Framework, seed: int, files: int, faults: tuple[Fault, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "faults.csv").open("w", newline="", encoding="utf-8") as lines:
        write_rows(lines, [[column.name for column in fields(Fault)], *map(astuple, faults)])
    (folder / "README.txt").write_text(
        "SIMULASI / SIMULATED\n\n"
        "Semua berkas di ../submissions dan ../assessments adalah data uji untuk siklus "
        f"{cycle.cycle_year}, bukan pernyataan kota.\n"
        "Every file in ../submissions and ../assessments is test data for the cycle "
        f"{cycle.cycle_year}, not a statement by any city.\n\n"
        f"{files} files, framework {framework.framework_id} ({framework.content_hash}), seed {seed}.\n"
        "The answers come from one random factor per city that goes with its official statistics (schooling,\n"
        "expenditure, human development, poverty), never from a score. faults.csv lists the planted faults;\n"
        f"history-{cycle.cycle_year - 2}.csv holds simulated answers of the cycle before, from the same factor.\n",
        encoding="utf-8",
    )
