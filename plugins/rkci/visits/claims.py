"""Which claims a team verifies: what only a visit gives, the heaviest, those that validation flagged, some by seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from psycopg2.extensions import connection as Connection

from rkci.cycles import VisitRule
from rkci.database import sql_files
from rkci.intake.layout import Label
from rkci.streams import stream

REASONS = {
    "visit": Label("Hanya dari kunjungan", "Only a visit gives it"),
    "flagged": Label("Ditandai pemeriksaan", "Flagged by validation"),
    "heaviest": Label("Paling berpengaruh pada skor", "Gives most points"),
    "random": Label("Terpilih acak", "Random choice"),
}
"""Why an indicator is verified, by code."""


@dataclass(frozen=True)
class Claim:
    """An indicator of a nominee that may be verified.

    `claimed` is in `unit`, None where only a visit gives the value; `contribution` is in points of the first stage
    (or of its transform, scoring.contribution), None where the claim does not score.
    """

    city_code: str
    city_name: str
    class_code: str
    place: int
    indicator_code: str
    name_id: str
    name_en: str
    unit: str
    value_kind: str
    valid_min: float | None
    valid_max: float | None
    claimed: float | None
    is_simulated: bool
    contribution: float | None
    is_flagged: bool


def candidates(connection: Connection, cycle_year: int) -> Iterator[list[Claim]]:
    """What may be verified of each nominee of a cycle, by class and place, in the order of the indicators' codes."""
    rows = sql_files.query(connection, "read/visits/packet_claim.sql", {"cycle": cycle_year})
    for _, claims in groupby((Claim(**row) for row in rows), key=lambda claim: claim.city_code):
        yield list(claims)


def choose(claims: Sequence[Claim], rule: VisitRule) -> list[tuple[Claim, str]]:
    """Those of one city to verify, each with the first of REASONS that it has, in the order of `claims`.

    The random ones are drawn from what is left, by seed and city, so that everybody can draw them again.
    """
    reasons: dict[str, str] = {}
    scoring = [claim for claim in claims if claim.claimed is not None and claim.contribution is not None]
    for claim in claims:
        if claim.claimed is None:
            reasons[claim.indicator_code] = "visit"
        elif claim.is_flagged:
            reasons[claim.indicator_code] = "flagged"
    scoring.sort(key=lambda claim: (-(claim.contribution or 0), claim.indicator_code))
    for claim in scoring[: rule.packet.heaviest]:
        reasons.setdefault(claim.indicator_code, "heaviest")
    left = sorted(claim.indicator_code for claim in claims if claim.indicator_code not in reasons)
    if left:
        draw = stream(rule.packet.seed, claims[0].city_code, "visit packet")
        reasons |= dict.fromkeys(draw.sample(left, min(rule.packet.random, len(left))), "random")
    return [(claim, reasons[claim.indicator_code]) for claim in claims if claim.indicator_code in reasons]
