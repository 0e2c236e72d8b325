"""Cities that a file which could not be attributed may be from: proposed by likeness, confirmed by a person.

Nothing here attributes a file by itself: staging takes a city only from what is written or from a confirmation.
"""

from collections.abc import Sequence
from typing import Any

from psycopg2.extensions import connection as Connection
from rapidfuzz import fuzz, process

from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.refusal import Refusal

SCORER = fuzz.ratio
"""Likeness of two names without spaces, punctuation and the word Kota: 100 times the share of letters in common."""
CUTOFF = 75
"""The least likeness that is proposed; one wrong letter in a name of five has 80."""
AT_MOST = 3


def propose(connection: Connection, cycle_year: int) -> int:
    """Renew quality.city_proposal for the files of the cycle that staging attributed to none; returns the rows.

    Compares the written name with every known spelling of the cities of the cycle; a regency's name is nobody's. What
    a person decided stays; the code written is shown beside the name, and not looked at.
    """
    lock_cycle(connection, cycle_year)
    spellings: dict[str, list[str]] = {}
    for row in sql_files.query(connection, "read/submissions/city_spellings.sql", {"cycle": cycle_year}):
        spellings.setdefault(row["name_key"], []).append(row["city_code"])
    proposals = [
        (cycle_year, file["file_hash"], city_code, file["city_code_text"], file["city_name_text"], score)
        for file in sql_files.query(connection, "read/submissions/unattributed_files.sql", {"cycle": cycle_year})
        if file["city_reason"] not in ("regency", "confirmed")
        for city_code, score in _near(file["name_key"], spellings)
    ]
    with connection.cursor() as cursor:
        cursor.execute("delete from quality.city_proposal where cycle_year = %s and state = 'proposed'", (cycle_year,))
        cursor.executemany(
            "insert into quality.city_proposal"
            " (cycle_year, file_hash, city_code, city_code_text, city_name_text, score)"
            " values (%s, %s, %s, %s, %s, %s) on conflict do nothing",
            proposals,
        )
    return len(proposals)


def confirm(connection: Connection, cycle_year: int, file_hash: str, city_code: str, *, by: str, reason: str) -> str:
    """Record that a person knows which city the file is from; returns the file's name. The next run honours it.

    The other proposals of the file are declined, and the decision is kept in ops.decision. Raises Refusal where the
    file is attributed already, cannot be read or is not there, or the city takes no part in the cycle.
    """
    lock_cycle(connection, cycle_year)
    by, reason = said("--by", by), said("--reason", reason)
    file = _waiting(connection, cycle_year, file_hash)
    require_city(connection, cycle_year, city_code)
    decided = {"cycle": cycle_year, "file_hash": file_hash, "city": city_code, "by": by, "reason": reason} | {
        "code_text": file["city_code_text"],
        "name_text": file["city_name_text"],
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "update quality.city_proposal"
            " set state = 'declined', decided_by = %(by)s, reason = %(reason)s, decided_at = now()"
            " where cycle_year = %(cycle)s and file_hash = %(file_hash)s and city_code <> %(city)s"
            " and state <> 'declined'",
            decided,
        )
        cursor.execute(
            "insert into quality.city_proposal (cycle_year, file_hash, city_code, city_code_text, city_name_text,"
            " state, decided_by, reason, decided_at)"
            " values (%(cycle)s, %(file_hash)s, %(city)s, %(code_text)s, %(name_text)s, 'confirmed', %(by)s,"
            " %(reason)s, now())"
            " on conflict (cycle_year, file_hash, city_code) do update set (state, decided_by, reason, decided_at)"
            " = (excluded.state, excluded.decided_by, excluded.reason, excluded.decided_at)",
            decided,
        )
        cursor.execute(
            "insert into ops.decision (cycle_year, kind, subject, outcome, decided_by, reason)"
            " values (%(cycle)s, 'city_of_file', %(file_hash)s, %(city)s, %(by)s, %(reason)s)",
            decided,
        )
    return str(file["file_name"])


def said(option: str, words: str) -> str:
    """The words without the spaces around them. Raises Refusal where there are none."""
    if not words.strip():
        raise Refusal(f"{option} is empty; a decision is kept with who took it and why.")
    return words.strip()


def require_city(connection: Connection, cycle_year: int, city_code: str) -> None:
    """Raise Refusal unless the city takes part in the cycle."""
    with connection.cursor() as cursor:
        cursor.execute("select from core.cycle_city where (cycle_year, city_code) = (%s, %s)", (cycle_year, city_code))
        if cursor.rowcount == 0:
            raise Refusal(
                f"{city_code!r} is the BPS code of no city of cycle {cycle_year}; give its four digits, as 1276."
            )


def _near(name_key: str, spellings: dict[str, list[str]]) -> Sequence[tuple[str, float]]:
    """The cities whose nearest spelling is near enough, nearest first, by code where two are as near."""
    best: dict[str, float] = {}
    for key, score, _ in process.extract(name_key, list(spellings), scorer=SCORER, score_cutoff=CUTOFF, limit=None):
        for city_code in spellings[key]:
            best[city_code] = max(score, best.get(city_code, score))
    return sorted(best.items(), key=lambda one: (-one[1], one[0]))[:AT_MOST]


def _waiting(connection: Connection, cycle_year: int, file_hash: str) -> dict[str, Any]:
    """The file of the hash among those that wait for a person."""
    files = sql_files.query(connection, "read/submissions/unattributed_files.sql", {"cycle": cycle_year})
    for file in files:
        if file["file_hash"] == file_hash:
            return file
    waiting = "".join(
        f"\n- {file['file_hash']} {file['file_name']}: code {file['city_code_text'] or '-'}, "
        f"name {file['city_name_text'] or '-'}; proposed {file['proposed'] or 'none'}"
        for file in files
    )
    raise Refusal(
        f"No file of cycle {cycle_year} with the hash {file_hash!r} waits for its city. "
        + (
            f"Give the hash of one that does:{waiting}"
            if waiting
            else "None does: every file that can be read has one."
        )
    )
