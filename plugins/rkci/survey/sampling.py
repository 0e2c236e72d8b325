"""The sampling file of a wave: strata, units drawn, frame sizes, known margins; refused in words where it does not fit.

`<inbox>/<cycle>/survey/<wave>/sampling.yaml`; docs/survey.md has an example.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

import yaml

from rkci.intake.errors import UnreadableError
from rkci.refusal import Refusal
from rkci.survey import mapping as mappings

FILE = "sampling.yaml"
MAX_BYTES = 8 * 1024 * 1024
EARLIEST = 1900
MARGINS = ("age_sex", "age", "sex")
TOLERANCE = 0.01
"""Share by which a margin may differ from the frame: tables of two sources never agree to the last person."""

MOST = 2**31 - 1
"""No population, target or year is more."""
LONGEST = 200


def read(content: bytes, wave: str, cities: Collection[str]) -> dict[str, Any]:
    """What core/survey_design.sql takes apart: the known keys, each of its kind, defaults filled in.

    Raises UnreadableError (sampling_does_not_fit) with what is of the wrong kind, else with every fault.
    """
    try:
        given = yaml.safe_load(content.decode("utf-8-sig"))
    except (ValueError, RecursionError, yaml.YAMLError) as error:  # a date that is none is a ValueError
        raise UnreadableError("sampling_does_not_fit", found=f"no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(given, dict):
        raise UnreadableError("sampling_does_not_fit", found="no YAML of keys and values")
    try:
        known = _known(given)
    except _KindError as error:
        raise UnreadableError("sampling_does_not_fit", found=str(error)) from error
    if faults := list(_faults(known, wave, cities)):
        raise UnreadableError("sampling_does_not_fit", found="; ".join(faults))
    return known


class _KindError(Exception):
    """A key is missing, or what it holds is of another kind."""


def _known(given: dict[Any, Any]) -> dict[str, Any]:
    return {
        "wave": _text(given, "wave"),
        "mode": _text(given, "mode"),
        "target_n": _whole(given, "target_n"),
        "pool_weight": _number(given.get("pool_weight", 1), "pool_weight"),
        "mapping": _text({"mapping": mappings.FORM} | given, "mapping"),
        "form_versions": _texts(given, "form_versions"),
        "simulated": _flag(given.get("simulated", False), "simulated"),
        "strata": [_stratum(each) for each in _parts(given, "strata")],
        "margins": [_margin(each) for each in _parts({"margins": []} | given, "margins")],
    }


def _stratum(given: dict[Any, Any]) -> dict[str, Any]:
    city, stratum = _text(given, "city"), _text(given, "stratum")
    where = f"stratum {stratum} of {city}: "
    if "population" not in given or "psu_count" not in given:
        raise _KindError(f"{where}it has no frame: population and psu_count")
    counts = {key: _whole(given, key, where) for key in ("psu_count", "population", "sampled_psu", "target_n")}
    return {"city": city, "stratum": stratum, **counts, "psus": _texts(given, "psus", where)}


def _margin(given: dict[Any, Any]) -> dict[str, Any]:
    city, margin = _text(given, "city"), _text(given, "margin")
    where = f"margin {margin} of {city}: "
    totals = given.get("totals")
    if not isinstance(totals, dict) or not totals:
        raise _KindError(f"{where}totals has a number of persons for each category")
    return {
        "city": city,
        "margin": margin,
        "source": _text(given, "source", where),
        "vintage": None if given.get("vintage", "") is None else _whole(given, "vintage", where),
        "totals": {_text({"category": name}, "category", where): _whole(totals, name, where) for name in totals},
    }


def _parts(given: dict[Any, Any], key: str) -> list[dict[Any, Any]]:
    parts = _value(given, key, "")
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise _KindError(f"{key} is a list, and each of its lines has keys and values")
    return parts


def _value(given: dict[Any, Any], key: Any, where: str) -> Any:
    if key not in given:
        raise _KindError(f"{where}the key {key} is missing")
    return given[key]


def _text(given: dict[Any, Any], key: Any, where: str = "") -> str:
    value = _value(given, key, where)
    text = str(value).strip() if isinstance(value, str | int | float | date) else ""
    if not text or not text.isprintable() or len(text) > LONGEST:
        raise _KindError(f"{where}{key} is {_shown(value)}; write a word")
    return text


def _texts(given: dict[Any, Any], key: str, where: str = "") -> list[str]:
    values = given.get(key) or []
    if not isinstance(values, list):
        raise _KindError(f"{where}{key} is a list of words, in square brackets")
    return [_text({key: value}, key, where) for value in values]


def _whole(given: dict[Any, Any], key: Any, where: str = "") -> int:
    value = _value(given, key, where)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise _KindError(f"{where}{key} is {_shown(value)}; write a whole number from 0 to {MOST:,}")
    return value


def _number(value: Any, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e9:
        raise _KindError(f"{key} is {_shown(value)}; write a number above 0")
    return float(value)


def _flag(value: Any, key: str) -> bool:
    if not isinstance(value, bool):
        raise _KindError(f"{key} is {_shown(value)}; write true or false")
    return value


def _shown(value: Any) -> str:
    """A value in words; never the parts of a list, which may be the same ones a million times over."""
    return type(value).__name__ if isinstance(value, list | dict | set) else repr(str(value)[:20])


def _faults(given: dict[str, Any], wave: str, cities: Collection[str]) -> Iterator[str]:
    if given["wave"] != wave:
        yield f"it is of wave {given['wave']!r} and lies in the folder {wave!r}"
    try:
        mappings.load(given["mapping"])
    except Refusal as refusal:
        yield refusal.message
    frame: dict[str, int] = defaultdict(int)
    seen = set()
    for stratum in given["strata"]:
        city, name, drawn = stratum["city"], stratum["stratum"], stratum["sampled_psu"]
        where = f"stratum {name} of {city}"
        if city not in cities:
            yield f"{city} is no BPS code of a city of this cycle (write it in quotes)"
        if (city, name) in seen:
            yield f"{where} is there twice"
        seen.add((city, name))
        frame[city] += stratum["population"]
        if not 0 < drawn <= stratum["psu_count"]:
            yield f"{where}: {drawn} units drawn of {stratum['psu_count']}"
        if not 0 < stratum["target_n"] <= stratum["population"]:
            yield f"{where}: target_n {stratum['target_n']} of a population of {stratum['population']}"
        if (psus := stratum["psus"]) and len(set(psus)) != drawn:
            yield f"{where}: {drawn} units drawn and {len(set(psus))} listed"
    known = set()
    for margin in given["margins"]:
        city, kind = margin["city"], margin["margin"]
        where = f"margin {kind} of {city}"
        if kind not in MARGINS:
            yield f"{where}: margins are {', '.join(MARGINS)}"
        if (city, kind) in known:
            yield f"{where} is there twice"
        known.add((city, kind))
        if margin["vintage"] is not None and margin["vintage"] < EARLIEST:
            yield f"{where}: the vintage is a year, or null for an undated source"
        total = sum(margin["totals"].values())
        if city not in frame:
            yield f"{where}: no stratum is of this city"
        elif abs(total - frame[city]) > TOLERANCE * frame[city]:
            yield f"{where} adds up to {total}, its strata to {frame[city]}"
