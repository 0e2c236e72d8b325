"""What was stated and is ignored, because the chosen method does not use it."""

from collections.abc import Iterator, Mapping
from typing import Any

from rkci.framework.keys import USED_BY
from rkci.framework.model import Indicator, Node
from rkci.framework.settings import FILE, for_indicator, for_parent


def notices_of(
    header: Mapping[str, Any], settings: Mapping[str, Any], nodes: tuple[Node, ...], indicators: tuple[Indicator, ...]
) -> Iterator[str]:
    """One sentence per key that framework.yaml or an override states and that nothing uses."""
    for block, keys in USED_BY.items():
        given = header.get(block, {})
        own = given.get("by_indicator", {})
        methods = {settings[block]["method"]}
        methods |= {for_indicator(settings, block, str(code))["method"] for code in own}
        yield from _unused(block, given, keys, methods)
        for code, choice in own.items():
            method = for_indicator(settings, block, str(code))["method"]
            yield from _unused(f"{block}.by_indicator.{code}", choice, keys, {method})
    yield from _pool_notices(header, settings)
    yield from _power_notices(header, settings, nodes)
    for indicator in indicators:
        method = for_indicator(settings, "normalisation", indicator.code)["method"]
        if indicator.transform == "ln" and method in ("rank", "percentile_rank", "borda"):
            yield f"indicators.csv: the logarithm of {indicator.code} changes nothing: {method} keeps the order alone."
        if indicator.direction < 0 and method == "fraction_of_max":
            words = "fraction_of_max gives its worst unit the largest value, as COINr does; choose another for it."
            yield f"indicators.csv: less is better for {indicator.code}, and {words}"


def _unused(
    path: str, given: Mapping[str, Any], keys: Mapping[str, tuple[str, ...]], methods: set[str]
) -> Iterator[str]:
    for key, users in keys.items():
        if key in given and not methods & set(users):
            yield f"{FILE}: `{path}.{key}` is ignored: {', '.join(sorted(methods))} does not use it."


def _pool_notices(header: Mapping[str, Any], settings: Mapping[str, Any]) -> Iterator[str]:
    block = settings["normalisation"]
    pools = {block["pool"], *(choice.get("pool") for choice in block["by_indicator"].values())}
    if "group" in header.get("normalisation", {}) and "group" not in pools:
        yield f"{FILE}: `normalisation.group` is ignored: the pool is {block['pool']}."


def _power_notices(header: Mapping[str, Any], settings: Mapping[str, Any], nodes: tuple[Node, ...]) -> Iterator[str]:
    if "power" not in header.get("aggregation", {}):
        return
    methods = {for_parent(settings, node)["method"] for node in nodes}
    if "generalised" not in methods:
        yield f"{FILE}: `aggregation.power` is ignored: {', '.join(sorted(methods))} does not use it."
