"""What a release says, as text: the same bytes for the same content, wherever and however often it is made."""

import hashlib
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

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
        columns, rows = read(connection, table, release_id)
        kept = [place for place, column in enumerate(columns) if column not in NOT_CONTENT]
        digest.update("\t".join([table, *(column for column in columns if column not in NOT_CONTENT)]).encode() + b"\n")
        for row in rows:
            digest.update("\t".join(text(row[place]) for place in kept).encode() + b"\n")
    return digest.hexdigest()


KINDS = {16: "bool", 20: "int64", 23: "int64", 701: "double"}
"""PostgreSQL type oid to Arrow type; everything else is a string."""


def read(connection: Connection, table: str, release_id: str) -> tuple[dict[str, str], Iterator[tuple[Any, ...]]]:
    """Columns (name to Arrow type) and rows of one table of a release.

    Rows come in the order of the table's key, numbers at 10 significant digits.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("select * from {} where release_id = %s").format(sql.Identifier("mart", table)), (release_id,)
        )
        columns = {column.name: KINDS.get(column.type_code, "string") for column in cursor.description or ()}
        key = itemgetter(*map(list(columns).index, KEYS[table]))
        rows = sorted(cursor.fetchall(), key=key)
    return columns, (tuple(map(rounded, row)) for row in rows)


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
