"""How an export is read: which column is which field or item, what its values mean, in which order its dates stand.

Exports of our own form are understood as they come. A foreign survey, or exports of ours that another program wrote
again, need nothing but a YAML file in include/forms/mappings.
"""

import hashlib
import json
import re
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rkci import paths, plain_yaml
from rkci.framework.model import SurveyItem
from rkci.intake import missing
from rkci.refusal import Fault, Refusal
from rkci.survey import columns as found_columns
from rkci.survey.choices import AGREEMENT, CHOICES, MISSING, YES_OR_NO, codes_by_words
from rkci.survey.columns import ALIASES
from rkci.survey.producers import REVIEWS

FORM = "form"
FOLDER = paths.INCLUDE / "forms" / "mappings"
HASHED = ("response_id", "root_id", "record_id", "enumerator", "device", "phone")
"""Fields of which a keyed hash is stored and nothing else."""

TIMES = ("started", "ended", "submitted")
DAY_ORDERS = ("day_first", "month_first")
KEYS = ("columns", "items", "constants", "values", "missing", "day_order", "utc")


@dataclass(frozen=True)
class Mapping:
    """How a survey is read: `columns` by field or item, `constants` by field, `values` (code by word, small letters)
    by field, `missing` answers (codes or words, beside the default list of rkci.intake.missing; None: those of our
    form), `day_order` of dates such as 05/07/2017 (day_first or month_first; None: asked back), `utc` the times that
    are in UTC where they have no offset. Empty `columns` stand for those of our own form."""

    name: str = FORM
    columns: MappingOf[str, str] = field(default_factory=dict)
    constants: MappingOf[str, str] = field(default_factory=dict)
    values: MappingOf[str, MappingOf[str, str]] = field(default_factory=dict)
    missing: tuple[str, ...] | None = None
    day_order: str | None = None
    utc: tuple[str, ...] = ()


def load(name: str) -> Mapping:
    """The mapping of a name: that of our form, or `include/forms/mappings/<name>.yaml`. Raises Refusal."""
    if name == FORM:
        return Mapping()
    file = FOLDER / f"{name}.yaml"
    if not re.fullmatch(r"\w+", name) or not file.exists():
        known = ", ".join(sorted(found.stem for found in FOLDER.glob("*.yaml")))
        raise Refusal(f"There is no mapping {name!r} in include/forms/mappings; there are {known}.")
    try:
        given = plain_yaml.load(file.read_bytes(), file.name).content
    except plain_yaml.InvalidYamlError as error:
        raise Refusal(f"Mapping {name} is not valid:", [Fault(file.name, f"{error.problem}.", error.line)]) from error
    if faults := list(_faults(given)):
        raise Refusal(f"Mapping {name} is not valid:", [Fault(file.name, words) for words in faults])
    columns = {**given.get("columns", {}), **given.get("items", {})}
    return Mapping(
        name=name,
        columns=columns,
        constants=given.get("constants", {}),
        values={
            key: {missing.plain(word): code for word, code in pairs.items()}
            for key, pairs in given.get("values", {}).items()
        },
        # in another form 9 may well be an answer
        missing=tuple(given.get("missing", ())) if columns or "missing" in given else None,
        day_order=given.get("day_order"),
        utc=tuple(given.get("utc", ())),
    )


def fingerprint(mapping: Mapping) -> str:
    """SHA-256 of what a reading depends on. The order of days and the times in UTC are not of it: times are stored as
    written, and understood when they are staged."""
    used = [dict(mapping.columns), dict(mapping.constants), mapping.missing]
    values = {name: dict(codes) for name, codes in mapping.values.items()}
    return hashlib.sha256(json.dumps([*used, values], sort_keys=True).encode()).hexdigest()


def fingerprint_of_all() -> str:
    """SHA-256 of every mapping that a sampling file may name."""
    digest = hashlib.sha256()
    for file in sorted(FOLDER.glob("*.yaml")):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _faults(given: Any) -> list[str]:
    if not isinstance(given, dict):
        return ["it has no keys"]
    faults = [f"{key} is not a key; there are {', '.join(KEYS)}." for key in given.keys() - set(KEYS)]
    for key in ("columns", "items", "constants", "values"):
        if not isinstance(given.get(key, {}), dict):
            faults.append(f"{key} has keys and values.")
        elif key != "items":
            faults += [f"{name} is not a field." for name in given.get(key, {}).keys() - {*ALIASES, "items"}]
    if given.get("day_order", DAY_ORDERS[0]) not in DAY_ORDERS:
        faults.append(f"day_order is {' or '.join(DAY_ORDERS)}.")
    faults += [f"{key} is a list." for key in ("missing", "utc") if not isinstance(given.get(key, []), list)]
    return sorted(faults)


def find(
    mapping: Mapping, header: Sequence[str], items: Sequence[SurveyItem], sample: Sequence[Sequence[str]] = ()
) -> dict[str, int]:
    """Column (from 0) of every field and item that the heading has; `sample` has cells of the first records.

    Raises UnreadableError as rkci.survey.columns does.
    """
    if mapping.columns:
        return found_columns.of_mapping(mapping.columns, mapping.constants, header, items)
    return found_columns.of_form(header, items, sample)


def values_of(mapping: Mapping, name: str) -> dict[str, str] | None:
    """Code by word of a field, or None where every value stands as it is written."""
    known = REVIEWS if name == "review" else codes_by_words(CHOICES[name]) if name in CHOICES else None
    given = mapping.values.get(name)
    if name == "consent" and not given:
        return {**YES_OR_NO, **(known or {})}
    return {**(known or {}), **given} if given else known


def answers_of(mapping: Mapping, item: SurveyItem) -> dict[str, str | None]:
    """Answer by whatever may stand for it, as rkci.intake.missing.plain has it; None for what is missing, and what is
    not in it is out of scale. A code that is on the scale is an answer, unless a mapping declares it missing."""
    answers: dict[str, str | None] = dict.fromkeys(missing.WORDS)
    for word, code in {**codes_by_words(AGREEMENT), **mapping.values.get("items", {})}.items():
        if code.isdecimal() and item.scale_min <= int(code) <= item.scale_max:
            answers[word] = code
    for value in range(item.scale_min, item.scale_max + 1):
        answers |= {str(value): str(value), f"{value}.0": str(value)}
    words = {choice.code: choice for choice in AGREEMENT}
    ours = [code for code in MISSING if not item.scale_min <= int(code) <= item.scale_max]
    for code in ours if mapping.missing is None else mapping.missing:
        named = codes_by_words((words[code],)) if code in words else {}
        answers |= dict.fromkeys([missing.plain(code), f"{code}.0", *named])
    return answers


def missing_words(mapping: Mapping) -> frozenset[str]:
    """What a mapping adds to the words that mean missing in every field; its codes are those of items."""
    words = frozenset(map(missing.plain, mapping.missing or ()))
    return frozenset(word for word in words if not any(map(str.isdigit, word)))
