"""The packet's questions as an XLSForm, for ODK Collect or KoboCollect, in Indonesian and English, with photos."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from rkci.cycles import Cycle
from rkci.intake.layout import SIMULATED
from rkci.intake.workbook import CREATED
from rkci.refusal import Refusal
from rkci.visits.claims import REASONS, Claim
from rkci.visits.schedule import Visit

LANGUAGES = ("Bahasa Indonesia (id)", "English (en)")
SURVEY = (
    "type", "name", *(f"label::{language}" for language in LANGUAGES), "required", "relevant", "constraint",
    *(f"constraint_message::{language}" for language in LANGUAGES),
)  # fmt: skip
CHOICES = ("list_name", "name", *(f"label::{language}" for language in LANGUAGES))
Rows = list[dict[str, str]]


def write(path: Path, cycle: Cycle, visit: Visit, chosen: Sequence[tuple[Claim, str]]) -> None:
    """Write the form of one visit. Raises Refusal if pyxform, the reference reader of XLSForms, does not take it."""
    survey, choices = _survey(visit, chosen), _choices(visit, chosen)
    written = repr((survey, choices)).encode()
    settings = {
        "form_title": f"Kunjungan RKCI {cycle.cycle_year} {chosen[0][0].city_name}"
        + (f" - {SIMULATED}" if any(claim.is_simulated for claim, _ in chosen) else ""),
        "form_id": f"rkci_{cycle.cycle_year}_visit_{visit.city_code}",
        "version": str(int(hashlib.sha256(written).hexdigest()[:8], 16)),
        "default_language": LANGUAGES[0],
    }
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        book.set_properties({"title": settings["form_title"], "author": "RKCI", "created": CREATED})
        for name, headings, rows in (
            ("survey", SURVEY, survey),
            ("choices", CHOICES, choices),
            ("settings", tuple(settings), [settings]),
        ):
            sheet = book.add_worksheet(name)
            for number, line in enumerate([dict(zip(headings, headings, strict=True)), *rows]):
                for column, heading in enumerate(headings):
                    if line.get(heading):
                        sheet.write_string(number, column, line[heading])
    try:
        convert(str(path))
    except PyXFormError as error:
        raise Refusal(f"{path.name} is not an XLSForm: {error}") from error


def _survey(visit: Visit, chosen: Sequence[tuple[Claim, str]]) -> Rows:
    first, last = visit.days[0], visit.days[-1]
    within = f". >= date('{first}') and . <= date('{last}')"
    rows = [
        {"type": "start", "name": "start"},
        {"type": "end", "name": "end"},
        _row("select_one team", "assessor", "Asesor", "Assessor", required="yes"),
        _row("date", "visited_on", "Tanggal kunjungan", "Day of the visit", required="yes", constraint=within)
        | _told(f"Kunjungan {first} sampai {last}.", f"The visit is from {first} to {last}."),
        _row("geopoint", "place", "Lokasi", "Place"),
    ]
    for claim, reason in chosen:
        code, kind = claim.indicator_code, _type(claim)
        given = "-" if claim.claimed is None else f"{claim.claimed:g} {claim.unit}"
        why = REASONS[reason]
        limits = _limits(claim)
        adjusted = f"${{{code}_adjusted}} != ''"
        rows += [
            _row("begin_group", code, claim.name_id, claim.name_en),
            _row("note", f"{code}_claimed", f"Diakui: {given}. {why.indonesian}.", f"Claimed: {given}. {why.english}."),
            _row(kind, f"{code}_observed", "Diamati", "Observed") | limits,
            _row(kind, f"{code}_adjusted", "Disesuaikan", "Adjusted") | limits,
            _row("text", f"{code}_reason", "Alasan", "Reason", required="yes", relevant=adjusted),
            _row("text", f"{code}_evidence", "Bukti", "Evidence"),
            _row("image", f"{code}_photo", "Foto", "Photo"),
            {"type": "end_group"},
        ]
    return rows


def _choices(visit: Visit, chosen: Sequence[tuple[Claim, str]]) -> Rows:
    def offered(name: str, code: str, indonesian: str, english: str) -> dict[str, str]:
        return dict(zip(CHOICES, (name, code, indonesian, english), strict=True))

    kinds = {claim.value_kind for claim, _ in chosen}
    rows = [offered("team", assessor, assessor, assessor) for assessor in visit.team]
    if "boolean" in kinds:
        rows += [offered("yes_no", "1", "Ya", "Yes"), offered("yes_no", "0", "Tidak", "No")]
    if "maturity" in kinds:
        rows += [offered("level", str(level), f"Tingkat {level}", f"Level {level}") for level in range(1, 6)]
    return rows


def _type(claim: Claim) -> str:
    return {"boolean": "select_one yes_no", "maturity": "select_one level"}.get(claim.value_kind, "decimal")


def _limits(claim: Claim) -> dict[str, str]:
    low, high = claim.valid_min, claim.valid_max
    if _type(claim) != "decimal" or (low is None and high is None):
        return {}
    tests = [f". >= {low!r}" if low is not None else "", f". <= {high!r}" if high is not None else ""]
    span = f"{'' if low is None else f'{low:g}'}..{'' if high is None else f'{high:g}'} {claim.unit}"
    return {"constraint": " and ".join(filter(None, tests))} | _told(f"Batas: {span}.", f"Limits: {span}.")


def _row(kind: str, name: str, indonesian: str, english: str, **more: str) -> dict[str, str]:
    labels = zip((f"label::{language}" for language in LANGUAGES), (indonesian, english), strict=True)
    return {"type": kind, "name": name, **dict(labels), **more}


def _told(indonesian: str, english: str) -> dict[str, str]:
    messages = (f"constraint_message::{language}" for language in LANGUAGES)
    return dict(zip(messages, (indonesian, english), strict=True))
