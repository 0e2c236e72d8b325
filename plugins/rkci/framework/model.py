"""What a framework is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rkci.framework.units import value_kind


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
        return value_kind(self.unit)


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


@dataclass(frozen=True)
class SurveyItem:
    """A question of the citizen survey on a scale, and the survey indicator that it measures; `direction` is 1 where
    more is better, -1 where less is."""

    item: str
    indicator: str
    text_id: str
    text_en: str
    scale_min: int
    scale_max: int
    direction: int
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
class Limits:
    """How far an answer may be from others before it is asked about; None where nothing is compared."""

    min_peers: float | None = None
    outlier_deviations: float | None = None
    middle_deviations: float | None = None
    jump_points: float | None = None
    jump_factor: float | None = None
    official_code: str | None = None
    official_tolerance_pct: float | None = None
    copied_characters: float | None = None


@dataclass(frozen=True)
class Relation:
    """Answers that belong together: `kind` is part (sum of parts <= whole), sum (equal) or requires (part > 0
    needs whole > 0); `tolerance` is in the unit of the whole."""

    code: str
    kind: str
    whole_code: str
    part_codes: tuple[str, ...]
    tolerance: float


@dataclass(frozen=True)
class UnitWord:
    """A word behind a number: the value in `unit` is the number times `factor`."""

    unit: str
    written: str
    factor: float


@dataclass(frozen=True)
class Comparisons:
    """All that intake compares answers with; `limits` by indicator code."""

    limits: Mapping[str, Limits] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    units: tuple[UnitWord, ...] = ()


@dataclass(frozen=True)
class Framework:
    """A framework as read.

    `settings` is framework.yaml with overrides and defaults, `content_hash` the folder's SHA-256, and `notices` says
    in a sentence each what was stated and is ignored. `consistency` is that of the panel where weights are by AHP,
    `comparisons` what intake compares answers with, `maturity`
    the levels of the maturity indicators and `survey` the questions to citizens where the folder states them.
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
    comparisons: Comparisons = field(default_factory=Comparisons)
    maturity: tuple[MaturityLevel, ...] = ()
    survey: tuple[SurveyItem, ...] = ()

    def dimension_of(self, indicator: Indicator) -> Node:
        """The node above an indicator's parent, or the parent itself where that is the index."""
        nodes = {node.code: node for node in self.nodes}
        parent = nodes[indicator.parent]
        above = nodes[parent.parent] if parent.parent else parent
        return parent if above.parent is None else above

    @property
    def dimensions(self) -> list[Node]:
        """Every dimension that holds an indicator, in the framework's order."""
        return list(dict.fromkeys(map(self.dimension_of, self.indicators)))
