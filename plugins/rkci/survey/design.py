"""The design of a survey as YAML: weights, strata, units, population counts, calibration, and what is estimated."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rkci import plain_yaml
from rkci.plain_yaml import is_nothing, number, short
from rkci.refusal import Fault, Refusal

KEYS = ("weight", "strata", "psu", "fpc", "calibrate", "estimate", "na", "lonely_psu")
STATISTICS = ("mean", "total", "proportion")
METHODS = ("poststratify", "rake")
LONELY = {
    "fail": "a stratum with one sampled unit is refused (unless it is the whole stratum)",
    "remove": "it adds nothing to the variance",
    "certainty": "it was sure to be sampled, so it adds nothing to the variance",
    "average": "it adds what the other strata of its stage add on average",
    "adjust": "its total is set against the mean of the totals of all units: on the safe side",
}
"""What may be done about a stratum of which one unit was sampled; the names are those of R's `survey.lonely.psu`."""
JOINT = "+"
"""Between the columns that make a domain or a margin together, and between their values."""


@dataclass(frozen=True)
class Margin:
    """Population per category of a column, or of several taken together (values joined by `+`)."""

    name: str
    columns: tuple[str, ...]
    population: dict[str, float]


@dataclass(frozen=True)
class Request:
    """A statistic of a variable, in each combination of the values of `by`; over all where there is none."""

    variable: str
    statistic: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """A stage of sampling: columns of its strata, units and population counts, where it has them.

    A stage without a column of units samples the rows of the file.
    """

    strata: str | None
    psu: str | None
    fpc: str | None


@dataclass(frozen=True)
class Design:
    """How the sample was drawn and what is wanted of it."""

    weight: str | None
    stages: tuple[Stage, ...]
    requests: tuple[Request, ...]
    method: str | None = None
    margins: tuple[Margin, ...] = ()
    drops_missing: bool = False
    lonely_psu: str = "fail"


def read(file: Path, columns: tuple[str, ...]) -> Design:
    """The design in a YAML file, for data with these columns. Raises Refusal with every key and column that fails."""
    try:
        given = plain_yaml.load(file.read_bytes(), file.name).content
    except FileNotFoundError as error:
        raise Refusal(f"There is no {file.name}; give the design as a YAML file.") from error
    except plain_yaml.InvalidYamlError as error:
        raise Refusal(str(error)) from error
    faults: list[Fault] = []
    design = _design(given, columns, _Words(file.name, faults))
    if faults or design is None:
        raise Refusal(f"The design {file.name} is not valid:", faults)
    return design


@dataclass(frozen=True)
class _Words:
    file: str
    faults: list[Fault]

    def __call__(self, message: str) -> None:
        self.faults.append(Fault(self.file, message))


def _design(given: Any, columns: tuple[str, ...], fault: _Words) -> Design | None:
    if not isinstance(given, Mapping):
        fault(f"it must be a mapping with keys such as {', '.join(KEYS)}.")
        return None
    _known(given, KEYS, "", fault)
    strata, psu, fpc = (_columns(given, key, columns, fault) for key in ("strata", "psu", "fpc"))
    weight = _columns(given, "weight", columns, fault)
    if len(weight) > 1:
        fault("`weight` names several columns; a row has one weight.")
    if not _is_left_out(given.get("na")) and given["na"] != "drop":
        fault(f"`na` is {short(given['na'])}; it is `drop`, or left out: a missing answer then leaves no estimate.")
    lonely = given.get("lonely_psu", "fail")
    if str(lonely) not in LONELY:
        fault(
            f"`lonely_psu` is {short(lonely)}; choose {'; '.join(f'{name} ({what})' for name, what in LONELY.items())}."
        )
    method, margins = _calibration(given.get("calibrate"), columns, fault)
    return Design(
        weight=weight[0] if weight else None,
        stages=_stages(strata, psu, fpc, fault),
        requests=tuple(_requests(given.get("estimate"), columns, fault)),
        method=method,
        margins=margins,
        drops_missing=given.get("na") == "drop",
        lonely_psu=str(lonely),
    )


def _stages(strata: tuple[str, ...], psu: tuple[str, ...], fpc: tuple[str, ...], fault: _Words) -> tuple[Stage, ...]:
    # a population count beyond the last unit, or no unit at all: the rows are what the last stage samples
    count = max(len(psu), len(fpc), 1)
    if psu and fpc and len(fpc) not in (len(psu), len(psu) + 1):
        fault(
            f"`fpc` names {len(fpc)} columns for {len(psu)} stages of `psu`; name one population count per stage (and "
            "one more if the rows are sampled within the last), or none at all."
        )
    elif not psu and len(fpc) > 1:
        fault(f"`fpc` names {len(fpc)} columns and `psu` none; name the units of each stage but the last in `psu`.")
    if len(strata) > count:
        fault(
            f"`strata` names {len(strata)} columns for {count} stages; it has one column per stage, outermost first. "
            "Join columns that make strata together in the file."
        )
    return tuple(
        Stage(*(names[stage] if stage < len(names) else None for names in (strata, psu, fpc))) for stage in range(count)
    )


def _calibration(given: Any, columns: tuple[str, ...], fault: _Words) -> tuple[str | None, tuple[Margin, ...]]:
    if _is_left_out(given):
        return None, ()
    if not isinstance(given, Mapping) or not isinstance(given.get("margins"), Mapping) or not given["margins"]:
        fault("`calibrate` must be a mapping {method, margins: {column: {category: total}}}.")
        return None, ()
    _known(given, ("method", "margins"), "calibrate.", fault)
    method = given.get("method")
    if method not in METHODS:
        fault(f"`calibrate.method` is {short(method)}; it must be one of {', '.join(METHODS)}.")
    margins = tuple(_margin(str(name), totals, columns, fault) for name, totals in given["margins"].items())
    if method == "poststratify" and len(margins) > 1:
        fault(
            "`calibrate.method` is poststratify and there are several margins; rake them, or give the population of "
            f"their combinations under `{JOINT.join(margin.name for margin in margins)}`."
        )
    return str(method), margins


def _margin(name: str, totals: Any, columns: tuple[str, ...], fault: _Words) -> Margin:
    own = (name,) if name in columns else tuple(name.split(JOINT))
    for column in own:
        _is_column(column, "calibrate.margins", columns, fault)
    population: dict[str, float] = {}
    for category, total in totals.items() if isinstance(totals, Mapping) else ():
        count = number(total)
        if count is not None and count >= 0:
            population[category] = count
        else:
            fault(f"`calibrate.margins.{name}.{category}` is {short(total)}; it must be a population, 0 or more.")
    if not isinstance(totals, Mapping) or not totals:
        fault(f"`calibrate.margins.{name}` is {short(totals)}; it must be a mapping of categories to populations.")
    return Margin(name, own, population)


def _requests(given: Any, columns: tuple[str, ...], fault: _Words) -> Iterator[Request]:
    if not isinstance(given, list) or not given:
        fault("`estimate` must be a list of {variable, statistic, by}; it says what is estimated.")
        return
    for place, wanted in enumerate(given, start=1):
        path = f"estimate[{place}]"
        if not isinstance(wanted, Mapping):
            fault(f"`{path}` is {short(wanted)}; it must be a mapping {{variable, statistic, by}}.")
            continue
        _known(wanted, ("variable", "statistic", "by"), f"{path}.", fault)
        variable, statistic = wanted.get("variable"), wanted.get("statistic")
        if statistic not in STATISTICS:
            fault(f"`{path}.statistic` is {short(statistic)}; it must be one of {', '.join(STATISTICS)}.")
        _is_column(variable, f"{path}.variable", columns, fault)
        yield Request(str(variable), str(statistic), _columns(wanted, "by", columns, fault, f"{path}."))


def _columns(
    given: Mapping[str, Any], key: str, columns: tuple[str, ...], fault: _Words, path: str = ""
) -> tuple[str, ...]:
    """The columns under a key: a name or a list of names, none where the key is left out or empty."""
    names = given.get(key, "")
    listed = names if isinstance(names, list) else [] if _is_left_out(names) else [names]
    for name in listed:
        _is_column(name, f"{path}{key}", columns, fault)
    return tuple(map(str, listed))


def _is_left_out(value: Any) -> bool:
    return is_nothing(value) or value == "none"


def _is_column(name: Any, path: str, columns: tuple[str, ...], fault: _Words) -> None:
    if str(name) not in columns:
        fault(f"`{path}` names the column {short(name)}, which the data do not have; they have {', '.join(columns)}.")


def _known(given: Mapping[Any, Any], valid: tuple[str, ...], path: str, fault: _Words) -> None:
    for key in given:
        if key not in valid:
            fault(f"unknown key `{path}{key}`; valid are {', '.join(valid)}.")
