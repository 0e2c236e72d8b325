"""What differs between two frameworks: choices, nodes, indicators, and the weight of each in the index."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

from rkci.framework.model import Framework, Indicator, Node
from rkci.tables import write_rows

Item = Node | Indicator
TITLE = ("title_id", "title_en", "edition", "status")
SAME = 1e-12
"""Effective weights that are nearer are the same."""


class Difference(NamedTuple):
    """One thing that differs. `subject` is framework, setting, node or indicator; None is what is not there.

    `what` is `added`, `removed`, `effective_weight` (the share in the index, 0 to 1), or the field that differs; for a
    setting `code` is its dotted key and `what` is `value`.
    """

    subject: str
    code: str
    what: str
    before: str | None
    after: str | None


def between(before: Framework, after: Framework) -> list[Difference]:
    """Every difference: of the framework itself, of settings by key, of nodes and indicators in their order."""
    return [
        *_titles(before, after),
        *_settings(before.settings, after.settings),
        *_items(before, after),
    ]


def effective_weights(framework: Framework) -> dict[str, float]:
    """Code of every node and indicator to its share in the index, 0 to 1, nothing missing."""
    items: tuple[Item, ...] = (*framework.nodes, *framework.indicators)
    is_equal = framework.settings["weights"]["method"] == "equal"
    weight = {item.code: 1.0 if is_equal else item.weight for item in items}
    below: dict[str | None, list[str]] = defaultdict(list)
    for item in items:
        below[item.parent].append(item.code)
    shares = dict.fromkeys(below[None], 1.0)
    waiting = list(below[None])
    while waiting:
        parent = waiting.pop()
        total = sum(weight[child] for child in below[parent])
        for child in below[parent]:
            shares[child] = shares[parent] * weight[child] / total
            waiting.append(child)
    return shares


def words(differences: Iterable[Difference], before: Framework, after: Framework) -> Iterator[str]:
    """The differences as lines to read, a line per setting, node and indicator; or that there is none."""
    names = {item.code: item.name_en for item in (*_all(before), *_all(after))}
    grouped: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for difference in differences:
        grouped[difference.subject, difference.code].append(difference)
    if not grouped:
        same = (
            "the same bytes" if before.content_hash == after.content_hash else "only words that no score reads differ"
        )
        yield f"{before.framework_id} and {after.framework_id} are equal in every choice, node and indicator ({same})."
        return
    kinds = Counter(subject for subject, _ in grouped)
    counts = [
        f"{kinds[kind]} {kind}{'s' if kinds[kind] > 1 else ''}"
        for kind in ("setting", "node", "indicator")
        if kinds[kind]
    ]
    yield f"From {before.framework_id} to {after.framework_id}: {', '.join(counts) or 'only its title'} changed."
    for (subject, code), found in grouped.items():
        name = f" ({names[code]})" if code in names else ""
        yield f"{subject} {code}{name}: {'; '.join(_phrase(each) for each in found)}"


def write(differences: Iterable[Difference], file: Path) -> None:
    """Write a CSV with a row per difference: `subject,code,what,before,after`."""
    with file.open("w", newline="", encoding="utf-8") as lines:
        write_rows(lines, [Difference._fields, *differences])


def _titles(before: Framework, after: Framework) -> Iterator[Difference]:
    for field in TITLE:
        was, becomes = getattr(before, field), getattr(after, field)
        if was != becomes:
            yield Difference("framework", after.framework_id, field, was, becomes)


def _settings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    was, becomes = dict(_flat("", before)), dict(_flat("", after))
    for key in [*becomes, *(key for key in was if key not in becomes)]:
        if was.get(key) != becomes.get(key):
            yield Difference("setting", key, "value", was.get(key), becomes.get(key))


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _flat(f"{path}.{key}" if path else str(key), below)
    else:
        yield path, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool) or value is None or isinstance(value, list):
        return json.dumps(value)
    return f"{value:.10g}" if isinstance(value, int | float) else str(value)


def _all(framework: Framework) -> tuple[Item, ...]:
    return (*framework.nodes, *framework.indicators)


def _items(before: Framework, after: Framework) -> Iterator[Difference]:
    was, becomes = {item.code: item for item in _all(before)}, {item.code: item for item in _all(after)}
    shares = effective_weights(before), effective_weights(after)
    for code in [*becomes, *(code for code in was if code not in becomes)]:
        old, new = was.get(code), becomes.get(code)
        subject = "node" if isinstance(new or old, Node) else "indicator"
        if old is None or new is None or type(old) is not type(new):
            yield from _presence(subject, code, old, new)
        else:
            yield from _fields(subject, code, old, new)
        share = shares[0].get(code), shares[1].get(code)
        if share[0] is None or share[1] is None or abs(share[0] - share[1]) > SAME:
            yield Difference(subject, code, "effective_weight", *_texts(*share))


def _presence(subject: str, code: str, old: Item | None, new: Item | None) -> Iterator[Difference]:
    if old is not None:
        yield Difference(subject, code, "removed", old.parent, None)
    if new is not None:
        yield Difference(subject, code, "added", None, new.parent)


def _fields(subject: str, code: str, old: Item, new: Item) -> Iterator[Difference]:
    for field in fields(old):
        was, becomes = getattr(old, field.name), getattr(new, field.name)
        if was != becomes:
            yield Difference(subject, code, field.name, *_texts(was, becomes))


def _texts(was: Any, becomes: Any) -> tuple[str | None, str | None]:
    """Both in words, with more digits where ten do not tell them apart."""
    before, after = (None if value in (None, "") else _text(value) for value in (was, becomes))
    return (before, after) if before != after else (repr(was), repr(becomes))


def _phrase(difference: Difference) -> str:
    before, after = difference.before, difference.after
    if difference.what == "added":
        return f"new, below {after}"
    if difference.what == "removed":
        return f"gone from below {before}"
    if difference.what == "parent":
        return f"moved from below {before} to below {after}"
    if difference.what == "effective_weight":
        return f"{_percent(before)} of the index before, {_percent(after)} after"
    if difference.what == "value":
        return f"{_stated(before)} before, {_stated(after)} after"
    return f"{difference.what} {_stated(before)} before, {_stated(after)} after"


def _stated(text: str | None) -> str:
    return "nothing" if text is None else text


def _percent(share: str | None) -> str:
    return "nothing" if share is None else f"{100 * float(share):.4g} %"
