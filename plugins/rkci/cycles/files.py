"""The cycles that files declare: `include/frameworks/<id>/cycle.yaml`, in the folder of the primary framework.

A file that is not valid takes only its own cycle away.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from rkci import paths
from rkci.cycles import declaration
from rkci.cycles.declaration import FILE, CycleError, Declaration
from rkci.cycles.model import Cycle
from rkci.refusal import Fault


class UndeclaredError(CycleError):
    """No file declares a cycle of the year, and none may have been meant for it."""


def load(cycle_year: int) -> Cycle:
    """The cycle that a file declares for a year; for what is open see `of`. Raises CycleError."""
    return declared(cycle_year).cycle


def all_cycles(folder: Path | None = None) -> tuple[Cycle, ...]:
    """Every cycle that a file declares and that holds, by year; for what is left out see `problems`."""
    found = (one.cycle for one in _read_all(folder) if isinstance(one, Declaration))
    return tuple(sorted(found, key=lambda cycle: cycle.cycle_year))


def problems(folder: Path | None = None) -> tuple[CycleError, ...]:
    """Why files declare no cycle: a refusal per file."""
    return tuple(one for one in _read_all(folder) if isinstance(one, CycleError))


def declared(cycle_year: int) -> Declaration:
    """What a file declares for a year. Raises CycleError, with the faults of a file that may have been meant for it."""
    read = list(_read_all(None))
    for one in read:
        if isinstance(one, Declaration) and one.cycle.cycle_year == cycle_year:
            return one
    for error in read:
        if isinstance(error, CycleError) and error.cycle_year in (cycle_year, None):
            raise error
    known = sorted(str(one.cycle.cycle_year) for one in read if isinstance(one, Declaration))
    raise UndeclaredError(
        f"No include/frameworks/*/{FILE} declares a cycle {cycle_year}; there are {', '.join(known) or 'none'}. "
        "Add one, or give another `cycle`."
    )


def _read_all(folder: Path | None) -> Iterator[Declaration | CycleError]:
    """Each file's declaration, or why it has none; no two of one year."""
    by_year: defaultdict[int, list[tuple[str, Declaration]]] = defaultdict(list)
    for file in sorted((folder or paths.FRAMEWORKS).glob(f"*/{FILE}")):
        try:
            found = declaration.read(file)
        except CycleError as error:
            yield error
        else:
            by_year[found.cycle.cycle_year].append((f"{file.parent.name}/{FILE}", found))
    for cycle_year, declarations in by_year.items():
        names = [name for name, _ in declarations]
        if len(names) == 1:
            yield declarations[0][1]
            continue
        for name in names:
            others = ", ".join(other for other in names if other != name)
            words = f"cycle_year: {cycle_year} is declared by {others} too; a year has one cycle."
            yield CycleError(f"{name} is not valid:", [Fault(name, words)], cycle_year=cycle_year)
