"""The sampling file of a wave: strata, units drawn, frame sizes, known margins; refused in words where it does not fit.

`<inbox>/<cycle>/survey/<wave>/sampling.yaml`; docs/survey.md has an example.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from rkci import plain_yaml
from rkci.intake.errors import UnreadableError
from rkci.plain_yaml import Document, is_nothing, number, short, truth, whole
from rkci.refusal import Refusal
from rkci.survey import mapping as mappings

FILE = "sampling.yaml"
MAX_BYTES = 8 * 1024 * 1024
EARLIEST = 1900
MARGINS = ("age_sex", "age", "sex")
TOLERANCE = 0.01
"""Share by which a margin may differ from the frame: tables of two sources never agree to the last person."""

KEYS = ("wave", "mode", "target_n", "pool_weight", "mapping", "form_versions", "simulated", "strata", "margins")
PART_KEYS = {
    "strata": ("city", "stratum", "population", "psu_count", "sampled_psu", "target_n", "psus"),
    "margins": ("city", "margin", "source", "vintage", "totals"),
}

MOST = 2**31 - 1
"""No population, target or year is more."""
LONGEST = 200
SHOWN = 5


def read(content: bytes, wave: str, cities: Collection[str]) -> dict[str, Any]:
    """What core/survey_wave.sql takes apart: the known keys, each of its kind, codes as written, defaults filled in.

    Raises UnreadableError (sampling_does_not_fit) with what is of the wrong kind, else with every fault.
    """
    unknown: list[str] = []
    try:
        document = plain_yaml.load(content, FILE)
        unknown.extend(_unknown_keys(document))
        known = _known(document)
    except (plain_yaml.InvalidYamlError, _KindError) as error:
        raise UnreadableError("sampling_does_not_fit", found="; ".join([str(error), *unknown])) from error
    if faults := [*unknown, *_faults(known, wave, cities)]:
        raise UnreadableError("sampling_does_not_fit", found="; ".join(faults))
    return known


class _KindError(Exception):
    """A key is missing, or what it holds is of another kind."""


def _known(document: Document) -> dict[str, Any]:
    given = document.content
    if not isinstance(given, dict):
        raise _KindError("no YAML of keys and values")
    return {
        "wave": _text(given, "wave"),
        "mode": _text(given, "mode"),
        "target_n": _whole(given, "target_n"),
        "pool_weight": _weight({"pool_weight": "1"} | given, "pool_weight"),
        "mapping": _text({"mapping": mappings.FORM} | given, "mapping"),
        "form_versions": _texts(given, "form_versions"),
        "simulated": _flag({"simulated": "false"} | given, "simulated"),
        "strata": [_stratum(each, where) for each, where in _parts(document, "strata")],
        "margins": [_margin(each, where) for each, where in _parts(document, "margins", [])],
    }


def _stratum(given: dict[str, Any], where: str) -> dict[str, Any]:
    city, stratum = _text(given, "city", where), _text(given, "stratum", where)
    where = f"{where}stratum {stratum} of {city}: "
    if "population" not in given or "psu_count" not in given:
        raise _KindError(f"{where}it has no frame: population and psu_count")
    counts = {key: _whole(given, key, where) for key in ("psu_count", "population", "sampled_psu", "target_n")}
    return {"city": city, "stratum": stratum, **counts, "psus": _texts(given, "psus", where)}


def _margin(given: dict[str, Any], where: str) -> dict[str, Any]:
    city, margin = _text(given, "city", where), _text(given, "margin", where)
    where = f"{where}margin {margin} of {city}: "
    totals = given.get("totals")
    if not isinstance(totals, dict) or not totals:
        raise _KindError(f"{where}totals has a number of persons for each category")
    return {
        "city": city,
        "margin": margin,
        "source": _text(given, "source", where),
        "vintage": None if is_nothing(given.get("vintage", 0)) else _whole(given, "vintage", where),
        "totals": {_text({"category": name}, "category", where): _whole(totals, name, where) for name in totals},
    }


def _parts(document: Document, key: str, default: list[Any] | None = None) -> Iterator[tuple[dict[str, Any], str]]:
    """Each part of a list, and the line where it begins, as messages say it."""
    parts = document.content.get(key, default)
    if parts is None:
        raise _KindError(f"the key {key} is missing")
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise _KindError(f"line {document.line([key])}: {key} is a list, and each of its lines has keys and values")
    for place, part in enumerate(parts):
        yield part, f"line {document.line([key, place])}: "


def _unknown_keys(document: Document) -> Iterator[str]:
    """Every part with keys that do not exist: a misspelt one is never ignored."""
    given = document.content if isinstance(document.content, dict) else {}
    parts: list[tuple[list[str | int], Any, tuple[str, ...]]] = [([], given, KEYS)]
    for key, keys in PART_KEYS.items():
        listed = given.get(key)
        parts += [([key, place], part, keys) for place, part in enumerate(listed if isinstance(listed, list) else [])]
    for path, part, keys in parts:
        if isinstance(part, dict) and (unknown := [key for key in part if key not in keys]):
            line, words = document.line([*path, unknown[0]]), ", ".join(map(short, unknown[:SHOWN]))
            yield f"line {line}: unknown key {words}; valid are {', '.join(keys)}"


def _value(given: dict[str, Any], key: str, where: str) -> Any:
    if key not in given:
        raise _KindError(f"{where}the key {key} is missing")
    return given[key]


def _text(given: dict[str, Any], key: str, where: str = "") -> str:
    value = _value(given, key, where)
    text = value.strip() if isinstance(value, str) else ""
    if not text or not text.isprintable() or len(text) > LONGEST:
        raise _KindError(f"{where}{key} is {short(value)}; write a word of at most {LONGEST} characters")
    return text


def _texts(given: dict[str, Any], key: str, where: str = "") -> list[str]:
    values = given.get(key, "")
    if is_nothing(values):
        return []
    if not isinstance(values, list):
        raise _KindError(f"{where}{key} is a list of words, in square brackets")
    return [_text({key: value}, key, where) for value in values]


def _whole(given: dict[str, Any], key: str, where: str = "") -> int:
    value = _value(given, key, where)
    found = whole(value)
    if found is None or not 0 <= found <= MOST:
        raise _KindError(f"{where}{key} is {short(value)}; write a whole number from 0 to {MOST:,}, in plain digits")
    return found


def _weight(given: dict[str, Any], key: str) -> float:
    found = number(given[key])
    if found is None or not 0 < found < 1e9:
        raise _KindError(f"{key} is {short(given[key])}; write a number above 0")
    return found


def _flag(given: dict[str, Any], key: str) -> bool:
    found = truth(given[key])
    if found is None:
        raise _KindError(f"{key} is {short(given[key])}; write true or false")
    return found


def _faults(given: dict[str, Any], wave: str, cities: Collection[str]) -> Iterator[str]:
    if given["wave"] != wave:
        yield f"it is of wave {given['wave']!r} and is in the folder {wave!r}"
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
            yield f"{city} is not a BPS code of a city of this cycle"
        if (city, name) in seen:
            yield f"{where} appears twice"
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
            yield f"{where} appears twice"
        known.add((city, kind))
        if margin["vintage"] is not None and margin["vintage"] < EARLIEST:
            yield f"{where}: the vintage is a year, or null for an undated source"
        total = sum(margin["totals"].values())
        if city not in frame:
            yield f"{where}: no stratum is of this city"
        elif abs(total - frame[city]) > TOLERANCE * frame[city]:
            yield f"{where} adds up to {total}, its strata to {frame[city]}"
