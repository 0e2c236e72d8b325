"""Units of measurement that mean a kind of value; any other word is the unit of a number."""

VALUE_KINDS = ("boolean", "maturity", "percent", "number")

KIND_OF_UNIT = {"boolean": "boolean", "level": "maturity", "%": "percent"}
"""The unit in indicators.csv to the kind: yes or no (0/1), a maturity level (1 to 5), a percentage."""

MISTAKEN = {
    "bool": "boolean", "yes/no": "boolean", "ya/tidak": "boolean",
    "maturity": "level", "tingkat": "level",
    "percent": "%", "pct": "%", "per cent": "%", "persen": "%", "percentage": "%",
}  # fmt: skip
"""What a person may write for one of them, which would otherwise be taken for the unit of a number."""


def value_kind(unit: str) -> str:
    """What an answer in this unit looks like: one of VALUE_KINDS."""
    return KIND_OF_UNIT.get(unit, "number")
