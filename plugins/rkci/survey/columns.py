"""Which column of an export holds which field or item.

A program's own columns are known by their whole heading, questions by their whole path: our groups and names (or their
words, in either language). In groups of other names a question is recognised only where no other column has its path,
and where it does not hold the zeros and ones of a choice of several.
"""

from collections import defaultdict
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence

from rkci.framework.model import SurveyItem
from rkci.intake import missing
from rkci.intake.errors import UnreadableError
from rkci.survey import producers
from rkci.survey.choices import CHOICES, YES_OR_NO, codes_by_words
from rkci.survey.producers import SEPARATORS
from rkci.survey.questionnaire import groups

ALIASES: dict[str, tuple[str, ...]] = {
    "response_id": (),
    "root_id": (),
    "record_id": (),
    "edits": (),
    "review": (),
    "submitted": (),
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
    "version": (),
    "enumerator": ("enumerator",),
    "device": ("deviceid", "device_id"),
    "phone": ("phone",),
    "started": ("start", "starttime"),
    "ended": ("end", "endtime"),
    "origin": ("origin",),
}
"""Names of questions by field, the best first; fields without one are in the exporting programs' own columns alone.
Only what stands here, and the items, is ever taken from an export. The metadata `phonenumber` is not a question: it is
the number of the interviewer's device."""

IN_ANY_GROUP = (
    "consent", "city", "city_code", "wave", "stratum", "psu", "mode", "age_group", "sex", "district", "enumerator",
    "phone",
)  # fmt: skip
"""What a form asks; in groups of other names `start` and `weight` are somebody else's questions."""

FLAGS = {"0", "1", "0.0", "1.0", "true", "false"}


def of_form(header: Sequence[str], items: Sequence[SurveyItem], sample: Sequence[Sequence[str]] = ()) -> dict[str, int]:
    """Column (from 0) of every field and item of our own form that the heading has, whichever program exported it.

    `sample` has cells of the first records. Raises UnreadableError: no_header where nothing is known, doubled_column,
    no_items, no_city, no_consent.
    """
    own, taken = producers.own_columns(producers.recognise(header), header)
    asked = _asked(header, items, taken)
    found: dict[str, int] = {}
    for key, names in {**ALIASES, **{item.item: (item.item,) for item in items}}.items():
        lists = [_best(key, asked[name], sample) for name in names]
        places = next(filter(None, (*lists, own.get(key))), [])
        if len(places) > 1:
            raise UnreadableError("doubled_column", found=" | ".join(header[place] for place in places))
        if places:
            found[key] = places[0]
    absent = [item.item for item in items if item.item not in found]
    if len(absent) == len(items) and "city" not in found:
        raise UnreadableError("no_header", found=_shown(header))
    if absent or not items:
        raise UnreadableError("no_items", found=", ".join(absent) or "no item of the framework")
    for key in ("city", "consent"):
        if key not in found:
            raise UnreadableError(f"no_{key}", found=_shown(header))
    return found


def of_mapping(
    columns: MappingOf[str, str], constants: MappingOf[str, str], header: Sequence[str], items: Sequence[SurveyItem]
) -> dict[str, int]:
    """Column (from 0) of every field and item that a mapping names by its whole heading.

    Raises UnreadableError as `of_form` does, and no_column where a heading of the mapping is not there.
    """
    places = defaultdict(list)
    for place, name in enumerate(header):
        places[name.strip()].append(place)
    named = {item.item for item in items} & columns.keys()
    absent = [columns[key] for key in columns if not places[columns[key]]]
    if len(absent) == len(columns):
        raise UnreadableError("no_header", found=_shown(header))
    if not named or named <= {key for key in columns if columns[key] in absent}:
        raise UnreadableError("no_items", found=", ".join(absent) or "no item of the framework")
    if absent:
        raise UnreadableError("no_column", found=", ".join(absent))
    if doubled := [name for name in columns.values() if len(places[name]) > 1]:
        raise UnreadableError("doubled_column", found=", ".join(doubled))
    for key in ("city", "consent"):
        if key not in columns and key not in constants:
            raise UnreadableError(f"no_{key}", found=_shown(header))
    return {key: places[name][0] for key, name in columns.items()}


Candidates = dict[str, tuple[list[int], list[int]]]
"""Columns by name of a question: those of its own path, and those in groups of other names."""


def _asked(header: Sequence[str], items: Sequence[SurveyItem], taken: set[int]) -> Candidates:
    written = [missing.plain(name) for name in header]
    headings = set(written)
    names, paths = _known(items)
    found: Candidates = defaultdict(lambda: ([], []))
    for place, heading in enumerate(written):
        if place in taken:
            continue
        if heading in paths:
            found[paths[heading]][0].append(place)
            continue
        cuts = [cut for cut, letter in enumerate(heading) if letter in SEPARATORS]
        # a choice of several has a column of its own, and one more per choice: `channels`, `channels/tv`
        if any(heading[:cut] in headings for cut in cuts):
            continue
        last = next((heading[cut + 1 :] for cut in cuts if heading[cut + 1 :] in names), None)
        if last is not None:
            found[names[last]][1].append(place)
    return found


def _known(items: Sequence[SurveyItem]) -> tuple[dict[str, str], dict[str, str]]:
    """Question by its name or words, and by its whole path: alone, or after its group."""
    asked = [item.item for item in items]
    every = [name for aliases in ALIASES.values() for name in aliases] + asked
    names = {name.lower(): name for name in (*IN_ANY_GROUP, *asked)}
    paths = {name.lower(): name for name in every}
    for group in groups(items):
        paths |= {f"{group.name}{mark}{name.lower()}": name for mark in SEPARATORS for name in every}
        for question in group.questions:
            for text in _texts(question.text_id, question.text_en):
                names.setdefault(text, question.name)
                paths.setdefault(text, question.name)
                for heading in _texts(group.text_id, group.text_en):
                    paths |= {f"{heading}{mark}{text}": question.name for mark in SEPARATORS}
    return names, paths


def _texts(text_id: str, text_en: str) -> list[str]:
    return [missing.plain(text) for text in (text_id, text_en, f"{text_id} / {text_en}")]


def _best(key: str, candidates: tuple[list[int], list[int]], sample: Sequence[Sequence[str]]) -> list[int]:
    own, others = candidates
    return own or [place for place in others if _may_be(key, place, sample)]


def _may_be(key: str, place: int, sample: Sequence[Sequence[str]]) -> bool:
    """False for a column of another kind than the question has: zeros and ones say whether somebody chose this (one
    is an answer to an item, nought is not), and a choice of one has at least one of the words that it offers."""
    cells = {missing.plain(row[place]) for row in sample if place < len(row)} - missing.WORDS
    if not cells:
        return True
    if key in CHOICES:
        others = YES_OR_NO.keys() - FLAGS if key == "consent" else ()
        return not cells.isdisjoint({*codes_by_words(CHOICES[key]), *others})
    return not cells <= FLAGS or (key not in ALIASES and cells <= {"1", "1.0"})


def _shown(header: Sequence[str]) -> str:
    return " | ".join(" ".join(name.split())[:60] for name in header[:40])
