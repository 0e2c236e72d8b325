"""Overrides of framework.yaml: `normalisation.method=zscore`, as `--set` gives them."""

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from rkci import plain_yaml
from rkci.framework.keys import CHOICES
from rkci.plain_yaml import short
from rkci.refusal import Fault

SOURCE = "--set"


def applied(header: Mapping[str, Any], overrides: Iterable[str], faults: list[Fault]) -> dict[str, Any]:
    """`header` with each "KEY=VALUE" set, in order; VALUE is YAML, KEY dotted (`treatment.by_indicator.x.winmax`).

    Whether a key is known and a value fits is judged afterwards, as if framework.yaml said so.
    """
    changed = copy.deepcopy(dict(header))
    for override in overrides:
        key, equals, text = override.partition("=")
        if not equals or not all(key.strip().split(".")):
            words = f"{short(override)} is not an override; write KEY=VALUE, for example normalisation.method=zscore."
            faults.append(Fault(SOURCE, words))
            continue
        try:
            value = plain_yaml.load(text, SOURCE).content
        except plain_yaml.InvalidYamlError as error:
            faults.append(Fault(SOURCE, f"the value of {short(override)}: {error.problem}."))
            continue
        _set(changed, _path(key.strip(), value), value)
    return changed


def _path(key: str, value: Any) -> list[str]:
    """The steps down to a key; the code of an indicator, level or parent is one step, with dots or without."""
    block, _, rest = key.partition(".")
    choice, _, code = rest.partition(".")
    kinds = CHOICES.get(block, {}).get(choice)
    if kinds is None or not code:
        return key.split(".")
    head, _, last = code.rpartition(".")
    is_word = isinstance(value, str) and plain_yaml.number(value) is None
    is_whole_choice = isinstance(value, dict) or (is_word and choice != "by_indicator")
    if head and (last in kinds or not is_whole_choice):
        return [block, choice, head, last]
    return [block, choice, code]


def _set(mapping: dict[str, Any], path: list[str], value: Any) -> None:
    *above, last = path
    for step in above:
        below = mapping.get(step)
        if isinstance(below, str) and len(path) == 4:
            below = {"method": below}
        mapping[step] = below if isinstance(below, dict) else {}
        mapping = mapping[step]
    mapping[last] = value
