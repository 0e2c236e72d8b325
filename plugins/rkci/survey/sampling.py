"""The sampling file of a wave: strata, units drawn, frame sizes, known margins; refused in words where it does not fit.

`<inbox>/<cycle>/survey/<wave>/sampling.yaml`; docs/survey.md has an example.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import yaml

from rkci.intake.errors import UnreadableError
from rkci.refusal import Fault, Refusal
from rkci.survey import mapping as mappings

FILE = "sampling.yaml"
MAX_BYTES = 8 * 1024 * 1024
MARGINS = ("age_sex", "age", "sex")
TOLERANCE = 0.01
"""Share by which a margin may differ from the frame: tables of two sources never agree to the last person."""

DEFAULTS = {"pool_weight": 1.0, "mapping": mappings.FORM, "form_versions": [], "simulated": False, "margins": []}


def read(content: bytes, wave: str, cities: Collection[str]) -> dict[str, Any]:
    """The file with defaults filled in. Raises UnreadableError (sampling_does_not_fit) with every fault."""
    try:
        given = yaml.safe_load(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise UnreadableError("sampling_does_not_fit", found=f"no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(given, Mapping):
        raise UnreadableError("sampling_does_not_fit", found="no YAML of keys and values")
    try:
        faults = list(_faults(given, wave, cities))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        faults = [Fault(FILE, f"a key is missing or is no number or text where one belongs: {error!r}")]
    if faults:
        raise UnreadableError("sampling_does_not_fit", found="; ".join(fault.message for fault in faults))
    return DEFAULTS | dict(given)


def _faults(given: Mapping[str, Any], wave: str, cities: Collection[str]) -> Iterator[Fault]:
    for key in ("wave", "mode", "target_n", "strata"):
        if key not in given:
            yield Fault(FILE, f"the key {key} is missing")
            return
    if str(given["wave"]) != wave:
        yield Fault(FILE, f"it is of wave {given['wave']!r} and lies in the folder {wave!r}")
    if not 0 < float(given.get("pool_weight", 1)) < float("inf"):
        yield Fault(FILE, "pool_weight must be above 0")
    try:
        mappings.load(str(given.get("mapping", mappings.FORM)))
    except Refusal as refusal:
        yield Fault(FILE, refusal.message)
    frame: dict[str, int] = defaultdict(int)
    seen = set()
    for stratum in given["strata"]:
        city, name = str(stratum["city"]), str(stratum["stratum"])
        where = f"stratum {name} of {city}"
        if city not in cities:
            yield Fault(FILE, f"{city} is no BPS code of a city of this cycle (write it in quotes)")
        if (city, name) in seen:
            yield Fault(FILE, f"{where} is there twice")
        seen.add((city, name))
        if "population" not in stratum or "psu_count" not in stratum:
            yield Fault(FILE, f"{where} has no frame: population and psu_count")
            continue
        frame[city] += int(stratum["population"])
        drawn = int(stratum["sampled_psu"])
        if not 0 < drawn <= int(stratum["psu_count"]):
            yield Fault(FILE, f"{where}: {drawn} units drawn of {stratum['psu_count']}")
        if not 0 < int(stratum["target_n"]) <= int(stratum["population"]):
            yield Fault(FILE, f"{where}: target_n {stratum['target_n']} of a population of {stratum['population']}")
        if (psus := stratum.get("psus")) and len(set(map(str, psus))) != drawn:
            yield Fault(FILE, f"{where}: {drawn} units drawn and {len(set(map(str, psus)))} listed")
    for margin in given.get("margins", ()):
        city, kind = str(margin["city"]), margin["margin"]
        where = f"margin {kind} of {city}"
        if kind not in MARGINS:
            yield Fault(FILE, f"{where}: margins are {', '.join(MARGINS)}")
        vintage = margin["vintage"]
        if not str(margin["source"]).strip() or not (vintage is None or int(vintage) > 1900):
            yield Fault(FILE, f"{where} has no source, or no vintage: a year, or null for an undated source")
        total = sum(int(persons) for persons in margin["totals"].values())
        if city not in frame:
            yield Fault(FILE, f"{where}: no stratum is of this city")
        elif abs(total - frame[city]) > TOLERANCE * frame[city]:
            yield Fault(FILE, f"{where} adds up to {total}, its strata to {frame[city]}")
