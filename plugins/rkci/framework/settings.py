"""framework.yaml: the keys that this engine knows, their defaults, and the refusal of any other."""

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from rkci.refusal import Fault

FILE = "framework.yaml"
HEADER_KEYS = ("title_id", "title_en", "edition", "status")
ORIGINS = ("visit", "survey", "submitted", "official")
AGGREGATIONS = ("arithmetic", "geometric", "harmonic", "generalised")


class Kind(NamedTuple):
    """What a key may be set to: in words, and as a test."""

    words: str
    holds: Callable[[Any], bool]


def one_of(*valid: str) -> Kind:
    """One of these words."""
    return Kind(f"one of {', '.join(valid)}", lambda value: value in valid)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


NUMBER = Kind("a number", _is_number)
SHARE = Kind("a share from 0 to 1", lambda value: _is_number(value) and 0 <= value <= 1)
COUNT = Kind("a whole number, 0 or more", lambda value: isinstance(value, int) and value >= 0)
TRUTH = Kind("true or false", lambda value: isinstance(value, bool))
WORD = Kind("a word", lambda value: isinstance(value, str))
WORDS = Kind("a list of words", lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value))
PRECEDENCE = Kind(
    f"a list that names each of {', '.join(ORIGINS)} once",
    lambda value: isinstance(value, list) and sorted(map(str, value)) == sorted(ORIGINS),
)
MAPPING = Kind("a mapping", lambda value: isinstance(value, dict))

KEYS: dict[str, dict[str, Kind]] = {
    "selection": {"precedence": PRECEDENCE, "max_age_years": COUNT},
    "denomination": {"method": one_of("none")},
    "screening": {"method": one_of("none")},
    "imputation": {"method": one_of("none", "mean", "median", "group_mean", "group_median"), "group": WORD},
    "treatment": {"method": one_of("none")},
    "normalisation": {
        "method": one_of("goalposts", "minmax", "zscore"),
        "min": NUMBER,
        "max": NUMBER,
        "mean": NUMBER,
        "sd": NUMBER,
        "truncate": TRUTH,
    },
    "weights": {"method": one_of("given", "equal")},
    "aggregation": {"default": one_of(*AGGREGATIONS), "power": NUMBER, "data_threshold": SHARE},
    "ranking": {"groups": WORDS, "digits": COUNT, "min_coverage": SHARE},
    "uncertainty": {"draws": COUNT, "seed": COUNT, "weight_noise": NUMBER, "vary": MAPPING},
}
"""Every block and key of framework.yaml that this engine knows."""

DEFAULTS: dict[str, Any] = {
    "selection": {"precedence": list(ORIGINS), "max_age_years": 0},
    "imputation": {"method": "none"},
    "treatment": {"method": "none"},
    "normalisation": {"method": "minmax", "min": 0.0, "max": 100.0, "mean": 0.0, "sd": 1.0, "truncate": False},
    "weights": {"method": "given"},
    "aggregation": {"default": "arithmetic", "power": None, "data_threshold": None},
    "ranking": {"groups": [], "digits": 10, "min_coverage": 0.0},
    "levels": [],
}


def settings_of(header: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any]:
    """framework.yaml with its defaults; what does not hold goes to `faults`."""
    for key in HEADER_KEYS:
        if key not in header:
            faults.append(Fault(FILE, f"`{key}` is missing; every framework states it."))
    if header.get("status") not in ("demo", "frozen"):
        faults.append(Fault(FILE, f"`status` is {header.get('status')!r}; it must be one of demo, frozen."))
    settings = copy.deepcopy(DEFAULTS)
    for block, given in header.items():
        if block in KEYS:
            settings[block] = settings.get(block, {}) | dict(_block(block, given, faults))
        elif block == "levels":
            settings[block] = _levels(given, faults)
        elif block not in (*HEADER_KEYS, "unit_kind", "notes") and not block.endswith("_provenance"):
            faults.append(
                Fault(FILE, f"unknown key `{block}`; valid are {', '.join((*HEADER_KEYS, *KEYS, 'levels'))}.")
            )
    if settings["aggregation"]["default"] == "generalised" and not settings["aggregation"]["power"]:
        faults.append(Fault(FILE, "`aggregation.power` is missing; the generalised mean needs one that is not 0."))
    return settings


def _block(block: str, given: Any, faults: list[Fault]) -> Iterator[tuple[str, Any]]:
    if not isinstance(given, Mapping):
        faults.append(Fault(FILE, f"`{block}` must be a mapping with keys such as {', '.join(KEYS[block])}."))
        return
    for key, value in given.items():
        if key == "provenance":
            continue
        if key not in KEYS[block]:
            faults.append(Fault(FILE, f"unknown key `{block}.{key}`; valid are {', '.join(KEYS[block])}."))
        elif not KEYS[block][key].holds(value):
            faults.append(Fault(FILE, f"`{block}.{key}` is {value!r}; it must be {KEYS[block][key].words}."))
        else:
            yield key, value


def _levels(given: Any, faults: list[Fault]) -> list[list[Any]]:
    is_list = isinstance(given, list) and all(
        isinstance(level, list) and len(level) == 2 and _is_number(level[1]) for level in given
    )
    if not is_list:
        faults.append(Fault(FILE, "`levels` must be a list of [code, lower bound]."))
        return []
    bounds = [level[1] for level in given]
    if bounds != sorted(set(bounds)):
        faults.append(Fault(FILE, "the lower bounds of `levels` must rise from one level to the next."))
    return [[str(code), float(bound)] for code, bound in given]
