"""Which column of an export is which field or item, and what its values mean.

Exports of our own form are understood as they come: ODK and Kobo, groups before the name (`grp/jobs_1`, `grp-jobs_1`),
headings and values as codes or as words. A foreign survey needs nothing but a YAML file in include/forms/mappings.
"""

import re
from collections import Counter
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rkci import paths, plain_yaml
from rkci.framework.model import SurveyItem
from rkci.intake.errors import UnreadableError
from rkci.refusal import Fault, Refusal
from rkci.survey.choices import AGREEMENT, CHOICES, MISSING, codes_by_words

FORM = "form"
FOLDER = paths.INCLUDE / "forms" / "mappings"

ALIASES: dict[str, tuple[str, ...]] = {
    "response_id": ("_uuid", "instanceid", "response_id", "uuid", "key"),
    "consent": ("consent",),
    "city": ("city", "city_code"),
    "wave": ("wave",),
    "stratum": ("stratum",),
    "psu": ("psu",),
    "mode": ("mode",),
    "age_group": ("age_group",),
    "sex": ("sex",),
    "district": ("district",),
    "weight": ("weight",),
    "version": ("__version__", "version", "form_version", "formversion"),
    "enumerator": ("enumerator",),
    "device": ("deviceid", "device_id", "device"),
    "phone": ("phone", "phonenumber"),
    "started": ("start", "starttime"),
    "ended": ("end", "endtime"),
    "submitted": ("_submission_time", "submissiondate", "submitted_at", "today"),
    "origin": ("origin",),
}
"""Names by field, the best first; only what stands here, and the items, is ever taken from an export."""

HASHED = ("response_id", "enumerator", "device", "phone")
"""Fields of which a keyed hash is stored and nothing else."""


@dataclass(frozen=True)
class Mapping:
    """How a survey is read: `columns` by field or item, `constants` by field, `values` (code by word, small letters)
    by field, `missing` codes of items. Empty `columns` stand for those of our own form."""

    name: str = FORM
    columns: MappingOf[str, str] = field(default_factory=dict)
    constants: MappingOf[str, str] = field(default_factory=dict)
    values: MappingOf[str, MappingOf[str, str]] = field(default_factory=dict)
    missing: tuple[int, ...] = MISSING


def load(name: str) -> Mapping:
    """The mapping of a name: that of our form, or `include/forms/mappings/<name>.yaml`. Raises Refusal."""
    if name == FORM:
        return Mapping()
    file = FOLDER / f"{name}.yaml"
    if not re.fullmatch(r"\w+", name) or not file.exists():
        known = ", ".join(sorted(found.stem for found in FOLDER.glob("*.yaml")))
        raise Refusal(f"There is no mapping {name!r} in include/forms/mappings; there are {known}.")
    try:
        given: dict[str, Any] = plain_yaml.load(file.read_bytes(), file.name).content
    except plain_yaml.InvalidYamlError as error:
        raise Refusal(f"Mapping {name} does not hold:", [Fault(file.name, f"{error.problem}.", error.line)]) from error
    unknown = sorted({*given.get("columns", {}), *given.get("constants", {})} - {*ALIASES, "items"})
    if unknown:
        raise Refusal(f"Mapping {name} does not hold:", [Fault(file.name, f"{key} is no field.") for key in unknown])
    return Mapping(
        name=name,
        columns={**given.get("columns", {}), **given.get("items", {})},
        constants={key: str(value) for key, value in given.get("constants", {}).items()},
        values={
            key: {str(word).lower(): str(code) for word, code in pairs.items()}
            for key, pairs in given.get("values", {}).items()
        },
        missing=tuple(map(int, given.get("missing", MISSING))),
    )


def find(mapping: Mapping, header: Sequence[str], items: Sequence[SurveyItem]) -> dict[str, int]:
    """Column (from 0) of every field and item that the heading has.

    Raises UnreadableError: no_header where it has nothing that is known, doubled_column, no_items, no_city.
    """
    found = _mapped(mapping, header) if mapping.columns else _of_form(header, items)
    expected = [item.item for item in items if not mapping.columns or item.item in mapping.columns]
    absent = [item for item in expected if item not in found]
    if absent == expected and "city" not in found:
        raise UnreadableError("no_header", found=" | ".join(header))
    if absent or not expected:
        raise UnreadableError("no_items", found=", ".join(absent) or "no item of the framework")
    if "city" not in found and "city" not in mapping.constants:
        raise UnreadableError("no_city", found=" | ".join(header))
    return found


def values_of(mapping: Mapping, name: str) -> dict[str, str] | None:
    """Code by word of a field, or None where every value stands as it is written."""
    known = codes_by_words(CHOICES[name]) if name in CHOICES else None
    given = mapping.values.get(name)
    return {**(known or {}), **given} if given else known


def answers_of(mapping: Mapping, item: SurveyItem) -> dict[str, str | None]:
    """Answer by whatever may stand for it, None for a code that is no value; what is not in it is out of scale."""
    answers: dict[str, str | None] = {}
    for word, code in {**codes_by_words(AGREEMENT), **mapping.values.get("items", {})}.items():
        if item.scale_min <= int(code) <= item.scale_max:
            answers[word] = code
    for value in range(item.scale_min, item.scale_max + 1):
        answers |= {str(value): str(value), f"{value}.0": str(value)}
    words = {choice.code: choice for choice in AGREEMENT}
    for code in map(str, mapping.missing):
        named = codes_by_words((words[code],)) if code in words else {}
        answers |= dict.fromkeys([code, f"{code}.0", *named])
    return answers


def _mapped(mapping: Mapping, header: Sequence[str]) -> dict[str, int]:
    places = {name.strip(): place for place, name in enumerate(header)}
    return {key: places[name] for key, name in mapping.columns.items() if name in places}


def _of_form(header: Sequence[str], items: Sequence[SurveyItem]) -> dict[str, int]:
    written = [" ".join(name.split()).lower() for name in header]
    words = {
        text.lower(): item.item
        for item in items
        for text in (item.item, item.text_id, item.text_en, f"{item.text_id} / {item.text_en}")
    }
    # a choice of several: its own column, and one more per choice, `channels/tv`
    parts = {place for place, name in enumerate(written) for other in written if name.startswith(f"{other}/")}
    names = [words.get(name, re.split(r"[/-]", name)[-1]) for name in written]
    count = Counter(name for place, name in enumerate(names) if place not in parts)
    found: dict[str, int] = {}
    wanted = {**ALIASES, **{item.item: (item.item,) for item in items}}
    for key, aliases in wanted.items():
        for alias in aliases:
            if count[alias] > 1:
                raise UnreadableError("doubled_column", found=alias)
            if count[alias]:
                found[key] = next(place for place, name in enumerate(names) if name == alias and place not in parts)
                break
    return found
