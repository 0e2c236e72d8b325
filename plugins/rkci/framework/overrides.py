"""Overrides of framework.yaml: `normalisation.method=zscore`, as `--set` gives them."""

import copy
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from rkci.framework.keys import CHOICES
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
            words = f"{override!r} is no override; write KEY=VALUE, for example normalisation.method=zscore."
            faults.append(Fault(SOURCE, words))
            continue
        try:
            value = yaml.safe_load(text)
        except yaml.YAMLError as error:
            faults.append(Fault(SOURCE, f"the value of {override!r} is not YAML: {error}"))
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
    is_whole_choice = isinstance(value, dict) or (isinstance(value, str) and choice != "by_indicator")
    if head and (last in kinds or not is_whole_choice):
        return [block, choice, head, last]
    return [block, choice, code]


def _set(mapping: dict[str, Any], path: list[str], value: Any) -> None:
    *above, last = path
    for step in above:
        step = _key_in(mapping, step)
        below = mapping.get(step)
        if isinstance(below, str) and len(path) == 4:
            below = {"method": below}
        mapping[step] = below if isinstance(below, dict) else {}
        mapping = mapping[step]
    mapping[_key_in(mapping, last)] = value


def _key_in(mapping: Mapping[Any, Any], step: str) -> Any:
    """The key of the mapping that reads as `step`: YAML reads the level 2 as a number."""
    return next((key for key in mapping if str(key) == step), step)
