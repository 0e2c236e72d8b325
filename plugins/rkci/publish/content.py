"""What a release says, as text: the same bytes for the same content, wherever and however often it is made."""

import hashlib
from collections.abc import Collection
from typing import Any

import pandas
from psycopg2.extensions import connection as Connection

from rkci.database import frames

SIGNIFICANT_DIGITS = 10

KEYS = {
    "release": ("framework_id",),
    "ranking": ("city_code",),
    "stage_change": ("city_code",),
    "score": ("city_code", "node_code", "side"),
    "indicator_value": ("city_code", "indicator_code"),
    "survey_estimate": ("city_code", "indicator_code", "item", "domain", "level", "statistic"),
    "contribution": ("city_code", "indicator_code"),
    "rank_interval": ("city_code",),
    "place_probability": ("city_code", "place"),
    "sensitivity": ("factor",),
    "method": ("code",),
    "improvement": ("city_code",),
    "strength": ("city_code", "kind", "place"),
    "audit_threshold": ("threshold_code",),
    "audit_indicator": ("indicator_code",),
    "audit_correlation": ("code_a", "code_b"),
    "audit_denominator": ("indicator_code", "denominator_code"),
    "audit_reliability": ("node_code",),
    "audit_component": ("node_code", "component"),
    "audit_loading": ("node_code", "component", "code"),
    "audit_weight": ("code",),
    "audit_removal": ("removed_code", "group_column", "group_code"),
}
"""The tables of a release and the columns that order their rows."""

NOT_CONTENT = frozenset({"release_id", "revision", "run_id", "state", "content_hash", "file_hash",
                         "built_at", "approved_by", "published_at"})  # fmt: skip
"""Ids, times and who approved: no part of what a release says."""


def content_hash(connection: Connection, release_id: str) -> str:
    """SHA-256 over every value of the release's rows at 10 significant digits, without ids and times."""
    digest = hashlib.sha256()
    for table in KEYS:
        content = read(connection, table, release_id, NOT_CONTENT)
        digest.update("\t".join([table, *content.columns]).encode() + b"\n")
        for row in frames.records(content):
            digest.update("\t".join(map(text, row.values())).encode() + b"\n")
    return digest.hexdigest()


def read(connection: Connection, table: str, release_id: str, without: Collection[str]) -> pandas.DataFrame:
    """One table of a release, without some columns: rows in the order of the table's key, numbers at 10 significant
    digits."""
    statement = f"select * from mart.{table} where release_id = %(release_id)s"  # noqa: S608 -- one of KEYS
    rows = frames.query(connection, statement, {"release_id": release_id}).sort_values(list(KEYS[table]))
    content = rows[[column for column in rows if column not in without]]
    return content.assign(**{str(column): _rounded(content[column]) for column in content.select_dtypes("float")})


def _rounded(numbers: "pandas.Series[float]") -> "pandas.Series[float]":
    return pandas.Series(list(map(rounded, numbers)), numbers.index, numbers.dtype)


def rounded(value: Any) -> Any:
    """A float at 10 significant digits; anything else as it is."""
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}") + 0.0 if isinstance(value, float) else value


def text(value: Any) -> str:
    """One value as text; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.{SIGNIFICANT_DIGITS}g}"
    return str(value)
