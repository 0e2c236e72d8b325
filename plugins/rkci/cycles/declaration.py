"""Reading a cycle.yaml: its document as it is written, and the cycle that it declares, or every fault at once.

A scalar is the text that stands there (rkci.plain_yaml) until the model (rkci.cycles.model) says what kind it is.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from rkci import plain_yaml
from rkci.cycles.model import TIMEZONE, Cycle
from rkci.refusal import Fault, Refusal

FILE = "cycle.yaml"
SHOWN = 60
"""Characters of a wrong value that a fault shows."""
WORDS = {
    "missing": "it is missing; see another cycle's file",
    "unexpected_keyword_argument": "there is no such key here; correct its name or leave it out",
    "dataclass_type": "it must be a mapping of keys to values",
    "dict_type": "it must be a mapping of keys to values",
    "tuple_type": "it must be a list",
    "string_type": "it must be a text",
}
"""Kinds of faults of pydantic in words; what is not here has its own."""


class CycleError(Refusal):
    """There is no such cycle, or its cycle.yaml is not valid; the message says what to do.

    `cycle_year` is the year that a file was meant for, None where it cannot be told.
    """

    def __init__(self, message: str, faults: Sequence[Fault] = (), *, cycle_year: int | None = None) -> None:
        super().__init__(message, faults)
        self.cycle_year = cycle_year


@dataclass(frozen=True)
class Declaration:
    """What a cycle.yaml declares: `document` is all of it, every scalar as text, and `cycle` what it means.

    `file_hash` is the SHA-256 of the file's bytes, blank for what was read from the warehouse.
    """

    document: Mapping[str, Any]
    cycle: Cycle
    file_hash: str = ""

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the document in JSON, keys sorted: comments and layout do not count."""
        return hashlib.sha256(json.dumps(self.document, sort_keys=True).encode()).hexdigest()


def read(file: Path) -> Declaration:
    """The declaration of a file, read again when it changed. Raises CycleError with every fault and its key."""
    try:
        return _read(file, file.stat().st_mtime_ns)
    except OSError as error:
        name = _name(file)
        raise CycleError(f"{name} is not valid:", [Fault(name, f"it cannot be read: {error.strerror}.")]) from error


def parse(document: Any, name: str, first_framework: str | None = None) -> Declaration:
    """The declaration that a document makes.

    Raises CycleError with every fault, the path of its key, and `name`; one is that the first of its frameworks is not
    `first_framework`.
    """
    if not isinstance(document, dict):
        raise CycleError(f"{name} is not valid:", [Fault(name, "it must be a mapping of keys to values.")])
    faults, cycle = [], None
    try:
        cycle = TypeAdapter(Cycle).validate_python(_stated(document), context={"timezone": _zone(document)})
    except ValidationError as error:
        faults = [Fault(name, _words(each)) for each in error.errors()]
    given = document.get("frameworks")
    if first_framework is not None and isinstance(given, list) and given[:1] != [first_framework]:
        faults.append(Fault(name, f"frameworks: the first is {first_framework}, in whose folder the file is."))
    if cycle is None or faults:
        raise CycleError(f"{name} is not valid:", faults, cycle_year=_year(document))
    return Declaration(document, cycle)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Paths of the keys in which two documents differ, as `phases.survey.closes`, sorted."""
    was, becomes = dict(_flat("", before)), dict(_flat("", after))
    return sorted(key for key in was.keys() | becomes.keys() if was.get(key) != becomes.get(key))


@cache
def _read(file: Path, changed_at: int) -> Declaration:
    content, name = file.read_bytes(), _name(file)
    try:
        written = plain_yaml.load(content, name)
    except plain_yaml.InvalidYamlError as error:
        raise CycleError(str(error)) from error
    declared = parse(written.content, name, file.parent.name)
    return replace(declared, file_hash=hashlib.sha256(content).hexdigest())


def _name(file: Path) -> str:
    return f"{file.parent.name}/{FILE}"


def _stated(value: Any) -> Any:
    """A document without the keys that are left empty."""
    if isinstance(value, dict):
        return {key: _stated(below) for key, below in value.items() if not plain_yaml.is_nothing(below)}
    return [_stated(below) for below in value] if isinstance(value, list) else value


def _year(document: Mapping[str, Any]) -> int | None:
    return plain_yaml.whole(document.get("cycle_year"))


def _zone(document: Mapping[str, Any]) -> ZoneInfo:
    """The time zone that a document names, or the default where it names none that exists."""
    try:
        return ZoneInfo(document.get("timezone") or TIMEZONE)
    except (ValueError, OSError, KeyError, TypeError, AttributeError):
        return ZoneInfo(TIMEZONE)


def _words(error: ErrorDetails) -> str:
    given = error["input"]
    found = "" if isinstance(given, dict | list | tuple) or error["type"] == "missing" else f" ({str(given)[:SHOWN]!r})"
    words = WORDS.get(error["type"]) or error["msg"].removeprefix("Value error, ").replace("Input should", "it should")
    return f"{_path(error['loc'])}{found}: {words}."


def _path(place: tuple[int | str, ...]) -> str:
    path = ""
    for part in place:
        if part != "[key]":
            path += f"[{part}]" if isinstance(part, int) else f".{part}"
    return path.removeprefix(".")


def _flat(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping) and value:
        for key, below in value.items():
            yield from _flat(f"{path}.{key}" if path else str(key), below)
    elif isinstance(value, list) and value:
        for number, below in enumerate(value):
            yield from _flat(f"{path}[{number}]", below)
    else:
        yield path, value
