"""YAML as people write it: mappings, lists, and every scalar as the text that was written.

YAML guesses: to it 02015 is 1037, `no` is false, 12:30:00 is 45000 and the code 11.10 is 11.1. Here nothing is guessed.
Whoever asks for a number, a truth or nothing takes it from the text by `number`, `whole`, `truth` or `is_nothing`;
where a code or a word stands the text itself is the value. A file of a stranger costs no more than its bytes: nesting
is bounded, and so is what aliases and merges (`<<`) make of it, before it is made.
"""

import math
import re
import reprlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

MAX_DEPTH = 32
MAX_VALUES = 500_000
"""Scalars, lists and mappings of one document, aliases and merges written out, and each 100 characters of a text."""
NOTHING = ("", "~", "null", "Null", "NULL")
TRUTHS = {"true": True, "false": False}
DIGITS = r"(0|[1-9]\d{0,17}|[1-9]\d{0,2}(_\d{3}){1,5})"
WHOLE = re.compile(rf"[+-]?{DIGITS}", re.ASCII)
NUMBER = re.compile(rf"[+-]?({DIGITS}(\.\d{{0,40}})?|\.\d{{1,40}})([eE][+-]?\d{{1,3}})?", re.ASCII)


class InvalidYamlError(ValueError):
    """What was written is not YAML, or of a kind that is not read: the file, the line where it is known, and why."""

    def __init__(self, name: str, line: int | None, problem: str) -> None:
        super().__init__(f"{name}{'' if line is None else f', line {line}'}: {problem}.")
        self.line = line
        self.problem = problem


@dataclass(frozen=True)
class Document:
    """A YAML document: `content` is made of dict, list and str, with every scalar as written."""

    name: str
    content: Any
    root: "_Node"

    def line(self, path: Iterable[str | int] = ()) -> int:
        """The line, from 1, of the value at a path of keys and of places in lists (from 0), or of the last of the path
        that is there."""
        node = self.root
        for step in path:
            below = node.parts.get(str(step))
            if below is None:
                break
            node = below
        return node.line


def load(content: bytes | str, name: str) -> Document:
    """The one document in a YAML file. `name` is what messages call the file.

    Raises InvalidYamlError, also for a key that is stated twice, a tag, or a document that is too deep or too big.
    """
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidYamlError(name, None, f"it is not in UTF-8 (byte {error.start + 1}); save it as UTF-8") from error
    try:
        root = _Reader(name).read(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InvalidYamlError(name, line, f"it is not YAML: {error.problem}") from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise InvalidYamlError(name, None, f"it is not YAML: {' '.join(str(error).split())}") from error
    return Document(name, root.value(), root)


def is_nothing(value: Any) -> bool:
    """True for null, ~ and nothing at all, where a key may be left empty."""
    return value is None or (isinstance(value, str) and value in NOTHING)


def truth(value: Any) -> bool | None:
    """True or false by these words; None for anything else, such as yes, on and 1."""
    if isinstance(value, bool):
        return value
    return TRUTHS.get(value.lower()) if isinstance(value, str) else None


def whole(value: Any) -> int | None:
    """A whole number in decimal digits, 1000 or 1_000; None for anything else, such as 010, 0x1F, 1e3 and 1.000."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and WHOLE.fullmatch(value) else None


def number(value: Any) -> float | None:
    """A finite number written in decimal digits, with a point or an exponent or without; None for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if math.isfinite(value) else None
    found = float(value) if isinstance(value, str) and NUMBER.fullmatch(value) else math.inf
    return found if math.isfinite(found) else None


def short(value: Any) -> str:
    """A value for a message, cut short: what is wrong with it may be that it has a million parts."""
    return _SHORT.repr(value)


_SHORT = reprlib.Repr()
_SHORT.maxstring = 60


class _Node:
    """A value and its line; `size` and `depth` count what aliases stand for, and a long text as several values."""

    def __init__(self, line: int, text: str | None = None) -> None:
        self.line = line
        self.text = text
        self.parts: dict[str, _Node] = {}
        self.is_list = False
        self.size = 1 + len(text or "") // 100
        self.depth = 1

    def value(self) -> Any:
        if self.text is not None:
            return self.text
        parts = {key: part.value() for key, part in self.parts.items()}
        return list(parts.values()) if self.is_list else parts


class _Reader:
    """The events of libyaml made into nodes, one after the other: no event costs more than its own bytes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.anchors: dict[str, _Node | None] = {}
        self.depth = 0
        self.merged = 0

    def read(self, text: str) -> _Node:
        root: _Node | None = None
        events = yaml.parse(text, Loader=yaml.CBaseLoader)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._fault(event, "a second document begins; write one per file")
                root = self._node(next(events), events)
        return root if root is not None else _Node(1, "")

    def _node(self, event: Any, events: Iterator[Any]) -> _Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
            raise self._fault(event, f"the tag {event.tag[:60]!r}; write the value without it")
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        is_text = isinstance(event, yaml.ScalarEvent)
        node = _Node(event.start_mark.line + 1, event.value if is_text else None)
        if not is_text:
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise self._fault(event, f"more than {MAX_DEPTH} levels within each other")
            if isinstance(event, yaml.SequenceStartEvent):
                self._fill_list(node, event, events)
            else:
                self._fill_mapping(node, event, events)
            self.depth -= 1
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _alias(self, event: Any) -> _Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            inside = event.anchor in self.anchors
            raise self._fault(
                event, f"*{event.anchor} {'contains itself' if inside else 'stands for nothing above it'}"
            )
        return node

    def _fill_list(self, node: _Node, start: Any, events: Iterator[Any]) -> None:
        node.is_list = True
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            self._add(node, str(len(node.parts)), self._node(event, events), start)

    def _fill_mapping(self, node: _Node, start: Any, events: Iterator[Any]) -> None:
        merged: list[_Node] = []
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, events)
            if key.text is None:
                raise self._fault(event, "a key that is a list or a mapping; a key is a word")
            value = self._node(next(events), events)
            if key.text == "<<" and isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
                merged += self._to_merge(value, event)
            elif key.text in node.parts:
                raise self._fault(event, f"`{key.text[:60]}` is stated twice")
            else:
                self._add(node, key.text, value, start)
        for other in merged:
            self.merged += len(other.parts)
            if self.merged > MAX_VALUES:
                raise self._fault(start, f"more than {MAX_VALUES:,} merged values")
            for name, value in other.parts.items():
                if name not in node.parts:
                    self._add(node, name, value, start)

    def _to_merge(self, value: _Node, event: Any) -> list[_Node]:
        others = list(value.parts.values()) if value.is_list else [value]
        if any(other.text is not None or other.is_list for other in others):
            raise self._fault(event, "`<<` merges mappings, and what stands after it is none")
        return others

    def _add(self, node: _Node, name: str, value: _Node, event: Any) -> None:
        node.parts[name] = value
        node.size += value.size
        node.depth = max(node.depth, value.depth + 1)
        if node.size > MAX_VALUES:
            raise self._fault(event, f"more than {MAX_VALUES:,} values, with what aliases (*) repeat")
        if node.depth > MAX_DEPTH:
            raise self._fault(event, f"more than {MAX_DEPTH} levels within each other, with what aliases (*) repeat")

    def _fault(self, event: Any, words: str) -> InvalidYamlError:
        return InvalidYamlError(self.name, event.start_mark.line + 1, words)
