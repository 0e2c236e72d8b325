"""The tags that a Dag may carry."""

from enum import StrEnum


class Tag(StrEnum):
    """One per stretch of the line; tests/dags requires at least one on every Dag and no others."""

    REFERENCE = "reference"
    INTAKE = "intake"
    SCORING = "scoring"
    RELEASE = "release"
    CYCLE = "cycle"
