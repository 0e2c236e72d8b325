"""The shortlist: n cities per class from the first stage of the newest scores, proposed, approved by a person, kept.

A list that is approved is proposed again only if it differs. Cities are left out by decisions with a reason, and the
next moves up; who is excluded still stands in the proposal, with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import cycles, decision
from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.intake.proposals import require_city, said
from rkci.refusal import Refusal

HEADER = ("class", "place", "city", "name", "score", "ranks to expect", "probability of being in", "note")


@dataclass(frozen=True)
class Proposal:
    """A proposed list: the hash of what is decided on, whether that is approved already, and its rows under HEADER."""

    content_hash: str
    is_new: bool
    rows: list[tuple[str, ...]]

    @property
    def markdown(self) -> str:
        """The rows as a table of Markdown, for the person who is asked."""
        lines = [HEADER, ("---",) * len(HEADER), *self.rows]
        return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |" for line in lines)


def propose(connection: Connection, cycle_year: int) -> Proposal:
    """Rebuild the proposal of a cycle. Raises Refusal where nothing is scored yet.

    The same scores, decisions and settings give the same list, and ties at the cut line are broken by
    `shortlist.tie_break` of cycle.yaml. The probability of being in is that of a place in the class not after the last
    city in, over the draws of the uncertainty run.
    """
    cycle = cycles.of(connection, cycle_year)
    lock_cycle(connection, cycle_year)
    ranked = sql_files.run(
        connection,
        "staging/nominee.sql",
        {"cycle": cycle_year, "per_class": cycle.shortlist.per_class, "tie_break": list(cycle.shortlist.tie_break)},
    )
    hashes = _hashes(connection, cycle_year)
    if not ranked or hashes["proposed_hash"] is None:
        raise Refusal(
            f"Cycle {cycle_year} has no ranked city under {cycle.primary_framework} that is not excluded: "
            "run scores_compute first."
        )
    return Proposal(
        content_hash=hashes["proposed_hash"],
        is_new=hashes["proposed_hash"] != hashes["approved_hash"],
        rows=table(connection, cycle_year),
    )


def decide(
    connection: Connection,
    cycle_year: int,
    content_hash: str,
    *,
    outcome: str,
    decided_by: str,
    reason: str,
    triggered_by: str | None = None,
) -> bool:
    """Record who decided what on the proposed list, and do it, in the caller's transaction; returns if it is approved.

    `Approve` makes its cities the nominees, anything else drops the proposal and changes nothing. Deciding again on
    what was done changes nothing. Raises Refusal if the list is no longer the one that was decided on, or if who
    triggered the run approves it.
    """
    decision.require_another(decided_by, triggered_by, outcome=outcome)
    lock_cycle(connection, cycle_year)
    hashes = _hashes(connection, cycle_year)
    is_approved = outcome == "Approve"
    if is_approved and hashes["approved_hash"] == content_hash:
        return True
    is_held, is_proposed = (hashes[key] == content_hash for key in ("approved_hash", "proposed_hash"))
    if is_approved and not is_proposed:
        raise Refusal(
            f"The shortlist of {cycle_year} is no longer the one that was approved (content {content_hash[:12]}): "
            "run nominees_shortlist again."
        )
    answer = {"outcome": outcome, "decided_by": decided_by, "reason": reason}
    if is_held or not is_proposed:
        effect = "the list is approved already" if is_held else "the list is no longer proposed"
        decision.record_without_effect(connection, cycle_year, "shortlist", content_hash, **answer, effect=effect)
        return False
    decision_id = decision.record(connection, cycle_year, "shortlist", content_hash, **answer)
    if is_approved:
        sql_files.run(connection, "core/nominee.sql", {"cycle": cycle_year, "decision_id": decision_id})
    else:
        with connection.cursor() as cursor:
            cursor.execute("delete from staging.nominee where cycle_year = %s", (cycle_year,))
    return is_approved


def exclude(
    connection: Connection, cycle_year: int, city_code: str, *, reason: str, by: str, readmit: bool = False
) -> str:
    """Record that a city cannot be a nominee, or with `readmit` that it can again; returns it in words.

    Raises Refusal without a reason or a name, for a city that takes no part, and where it is so already.
    """
    lock_cycle(connection, cycle_year)
    by, reason = said("--by", by), said("--reason", reason)
    require_city(connection, cycle_year, city_code)
    outcome = "readmitted" if readmit else "excluded"
    with connection.cursor() as cursor:
        cursor.execute(
            "select outcome, decided_by, reason from ops.decision"
            " where (cycle_year, kind, subject) = (%s, 'shortlist_exclusion', %s) order by decision_id desc limit 1",
            (cycle_year, city_code),
        )
        held, held_by, held_reason = cursor.fetchone() or ("readmitted", None, None)
    if held == outcome:
        why = f" by {held_by}: {held_reason}" if held_by else ""
        raise Refusal(f"{city_code} is {'not excluded' if readmit else 'excluded already'}{why}.")
    decision.record(
        connection, cycle_year, "shortlist_exclusion", city_code, outcome=outcome, decided_by=by, reason=reason
    )
    return (
        f"{city_code} is {outcome} by {by}. Nominees stay as they were approved until nominees_shortlist is run for "
        f"{cycle_year} and its list is approved."
    )


def table(connection: Connection, cycle_year: int) -> list[tuple[str, ...]]:
    """The proposal under HEADER: who is in, who stands near the cut line, who is excluded; empty without one."""
    return [
        _words(row) for row in sql_files.query(connection, "read/visits/nominee_proposal.sql", {"cycle": cycle_year})
    ]


def nominees(connection: Connection, cycle_year: int) -> Sequence[tuple[str, str, int]]:
    """Code, class and place of the approved nominees, by class and place."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select city_code, class_code, place from core.nominee where cycle_year = %s order by class_code, place",
            (cycle_year,),
        )
        return cursor.fetchall()


def _words(row: dict[str, Any]) -> tuple[str, ...]:
    if row["excluded_because"] is not None:
        note = f"excluded by {row['excluded_by']}: {row['excluded_because']}"
    elif row["is_tied_at_cut"]:
        note = f"same score on both sides of the cut line: {'in' if row['is_in'] else 'out'} by shortlist.tie_break"
    elif row["is_close_to_cut"]:
        note = f"{'in' if row['is_in'] else 'out'}; not to be told apart from cities on the other side of the cut line"
    else:
        note = ""
    likely, low = row["probability_in"], row["rank_low"]
    return (
        row["class_code"],
        "-" if row["place"] is None else str(row["place"]),
        row["city_code"],
        row["city_name"],
        f"{row['score']:.2f}",
        "-" if low is None else f"{low} to {row['rank_high']}",
        "-" if likely is None else f"{100 * likely:.0f} %",
        note,
    )


def _hashes(connection: Connection, cycle_year: int) -> dict[str, Any]:
    (hashes,) = sql_files.query(connection, "read/visits/nominee_lists.sql", {"cycle": cycle_year})
    return hashes
