"""What a framework is made of."""

from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Node:
    """A node above the indicators. `level` counts from 1 (indicators) upwards; the index has no parent."""

    code: str
    parent: str | None
    level: int
    name_id: str
    name_en: str
    weight: float
    aggregation: str | None


@dataclass(frozen=True)
class Indicator:
    """An indicator: what it measures, which way is better, and the frozen goalposts that scale it."""

    code: str
    parent: str
    name_id: str
    name_en: str
    definition_id: str
    definition_en: str
    direction: int
    weight: float
    unit: str
    side: str
    source: str
    denominator: str | None
    transform: str | None
    goalpost_low: float | None
    goalpost_high: float | None
    target: float | None
    valid_min: float | None
    valid_max: float | None
    required: bool
    evidence: str | None
    provenance: str

    @property
    def value_kind(self) -> str:
        """What an answer looks like: boolean (0/1), maturity (1-5), percent or number."""
        return {"boolean": "boolean", "level": "maturity", "%": "percent"}.get(self.unit, "number")


@dataclass(frozen=True)
class MaturityLevel:
    """A level (1 to 5) of a maturity indicator: what is true of a city there, and the evidence that it must show."""

    indicator_code: str
    level: int
    statement_id: str
    statement_en: str
    evidence_id: str
    evidence_en: str
    provenance: str


class Consistency(NamedTuple):
    """How consistent an expert (or, without a code, the whole panel) judged the children of a parent."""

    parent_code: str
    expert_code: str | None
    lambda_max: float
    consistency_index: float
    consistency_ratio: float
    is_excluded: bool


@dataclass(frozen=True)
class Framework:
    """A framework as read.

    `settings` is framework.yaml with overrides and defaults, `content_hash` the folder's SHA-256, and `notices` says
    in a sentence each what was stated and is passed over. `consistency` is that of the panel where weights are by AHP.
    `maturity` has the levels of the maturity indicators where the folder states them.
    """

    framework_id: str
    title_id: str
    title_en: str
    edition: str
    status: str
    settings: dict[str, Any]
    nodes: tuple[Node, ...]
    indicators: tuple[Indicator, ...]
    content_hash: str
    notices: tuple[str, ...] = ()
    consistency: tuple[Consistency, ...] = ()
    maturity: tuple[MaturityLevel, ...] = ()
