"""Simulated answers as survey programs export them: Kobo (codes or words), ODK Central, SurveyCTO, ODK Briefcase.

Each writes groups, times, identities, reviews and edits in a way of its own; what stands here follows their source and
their printed exports, so that the intake meets what it will meet.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Literal

from rkci import city_register
from rkci.framework import Framework
from rkci.streams import stream
from rkci.survey.choices import AGREEMENT, CHOICES
from rkci.survey.questionnaire import Group, Question, groups

Record = Mapping[str, object]
"""An answered form by the names of its questions, with `uuid` (of the first version), `edits` (how often it was changed
since), `start`, `end`, `submitted` (instants), `review` (rejected, approved or pending), `version`, `name`, `phone`,
`origin`."""

Row = dict[str, object]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def kobo(records: Iterable[Record], framework: Framework) -> bytes:
    """XML values and headers: codes, groups before a slash, a column per choice of several, times of submission in UTC
    without saying so; semicolons, every cell in quotes."""
    rows = []
    for number, record in enumerate(records, start=1):
        answers: Row = {f"{group.name}/{name}": value for group, name, value in _answers(record, framework)}
        media: Row = {"responden/media": "tv radio", "responden/media/tv": 1, "responden/media/radio": 1}
        rows.append(_kobo_row(record, number, {**answers, **media}))
    return _csv(rows, delimiter=";", quoting=csv.QUOTE_ALL, mark="\ufeff")


def kobo_words(records: Iterable[Record], framework: Framework) -> bytes:
    """Labels, the default of Kobo: the words of questions and choices, the words of groups before a slash."""
    texts = {(group.name, each.name): (group.text_id, each.text_id) for group, each in _questions(framework)}
    words = {key: {choice.code: choice.text_id for choice in choices} for key, choices in CHOICES.items()}
    words["city"] = {city.city_code: city.city_name for city in city_register.cities()}
    agreement = {choice.code: choice.text_id for choice in AGREEMENT}
    items = {item.item for item in framework.survey}
    rows = []
    for number, record in enumerate(records, start=1):
        answers: Row = {}
        for group, name, value in _answers(record, framework):
            heading = "/".join(texts.get((group.name, name), (group.text_id, name)))
            answers[heading] = (agreement if name in items else words.get(name, {})).get(str(value), value)
        rows.append(_kobo_row(record, number, answers))
    return _csv(rows, delimiter=";", quoting=csv.QUOTE_ALL, mark="\ufeff")


def central(records: Iterable[Record], framework: Framework) -> bytes:
    """Codes, groups before a hyphen, the server's own device beside ours, KEY that stays when a record is edited."""
    rows = []
    for record in records:
        answers = {f"{group.name}-{name}": value for group, name, value in _answers(record, framework)}
        rows.append(
            {
                "SubmissionDate": _iso(record["submitted"], UTC).replace("+00:00", "Z"),
                **_device(record), **answers, "origin": record["origin"],
                "meta-instanceID": _uuid(_version(record)), "KEY": _uuid(str(record["uuid"])), "SubmitterID": 7,
                "SubmitterName": "App User", "AttachmentsPresent": 0, "AttachmentsExpected": 0, "Status": "",
                "ReviewState": {"rejected": "rejected", "approved": "approved"}.get(str(record["review"]), ""),
                "DeviceID": f"collect:{record['deviceid']}", "Edits": record["edits"], "FormVersion": record["version"],
            }
        )  # fmt: skip
    return _csv(rows)


def surveycto(records: Iterable[Record], framework: Framework) -> bytes:
    """Codes, no groups, a column per choice of several that holds its code, Java's dates in the zone of the export."""
    rows = []
    for record in records:
        rows.append(
            {
                "SubmissionDate": _java(record["submitted"]), "starttime": _java(record["start"]),
                "endtime": _java(record["end"]), "deviceid": record["deviceid"], "subscriberid": "", "simid": "",
                "devicephonenum": "", "username": "tablet", "duration": 900, "caseid": "",
                **{name: value for _, name, value in _answers(record, framework)},
                "media": "tv radio", "media_tv": 1, "media_radio": 1, "origin": record["origin"],
                "instanceID": _uuid(_version(record)), "formdef_version": record["version"], "review_quality": "",
                "review_status": str(record["review"] or "none").upper(), "KEY": _uuid(str(record["uuid"])),
            }
        )  # fmt: skip
    return _csv(rows)


def briefcase(records: Iterable[Record], framework: Framework) -> bytes:
    """Codes, groups before a hyphen, Java's dates; neither reviews nor edits nor the version of the form."""
    rows = []
    for record in records:
        rows.append(
            {
                "SubmissionDate": _java(record["submitted"]), "start": _java(record["start"]),
                "end": _java(record["end"]), "deviceid": record["deviceid"],
                **{f"{group.name}-{name}": value for group, name, value in _answers(record, framework)},
                "origin": record["origin"], "meta-instanceID": _uuid(_version(record)),
                "KEY": _uuid(str(record["uuid"])),
            }
        )  # fmt: skip
    return _csv(rows)


EXPORTS: dict[str, Callable[[Iterable[Record], Framework], bytes]] = {
    "kobo": kobo, "kobo_words": kobo_words, "central": central, "surveycto": surveycto, "briefcase": briefcase,
}  # fmt: skip


def _kobo_row(record: Record, number: int, answers: Row) -> Row:
    # the number on the server stays when a record is edited, and goes by the first version here
    identity = str(record["uuid"])
    reviews = {"rejected": "Not Approved", "approved": "Approved", "pending": "On Hold"}
    return {
        **_device(record), **answers, "origin": record["origin"], "__version__": record["version"],
        "_id": int(identity[:12], 16) if identity else "", "_uuid": _version(record),
        "_submission_time": _iso(record["submitted"], UTC).removesuffix(".000+00:00"),
        "_validation_status": reviews.get(str(record["review"]), ""), "_notes": "", "_status": "submitted_via_web",
        "_submitted_by": "", "_tags": "", "meta/rootUuid": _uuid(identity), "_index": number,
    }  # fmt: skip


def _questions(framework: Framework) -> list[tuple[Group, Question]]:
    return [(group, each) for group in groups(framework.survey) for each in group.questions]


def _answers(record: Record, framework: Framework) -> list[tuple[Group, str, object]]:
    """The questions that are answered, in their groups, with a name and a telephone, which our form does not ask."""
    consent, respondent, *_ = groups(framework.survey)
    extra = {"name": consent, "phone": respondent}
    asked = [(group, question.name) for group, question in _questions(framework)]
    asked += [(group, name) for name, group in extra.items() if name in record]
    return [(group, name, record[name]) for group, name in asked if name in record]


def _device(record: Record) -> Row:
    return {"start": _iso(record["start"]), "end": _iso(record["end"]), "deviceid": record["deviceid"]}


def _version(record: Record) -> str:
    """The uuid of this version: another with each edit."""
    first, edits = str(record["uuid"]), record["edits"]
    return f"{stream(first, str(edits)).getrandbits(128):032x}" if edits and first else first


def _uuid(identity: str) -> str:
    return f"uuid:{identity}" if identity else ""


def _iso(at: object, zone: tzinfo | None = None) -> str:
    """ISO 8601 with its offset; what is not an instant as it is."""
    if not isinstance(at, datetime):
        return str(at)
    return (at.astimezone(zone) if zone else at).replace(microsecond=0).isoformat(timespec="milliseconds")


def _java(at: object) -> str:
    """The medium format of Java in English, local: Jul 10, 2017 9:16:00 AM."""
    if not isinstance(at, datetime):
        return str(at)
    return (
        f"{MONTHS[at.month - 1]} {at.day}, {at.year} {at.hour % 12 or 12}:{at:%M:%S} {'AM' if at.hour < 12 else 'PM'}"
    )


def _csv(
    rows: Sequence[Row], delimiter: str = ",", quoting: Literal[0, 1] = csv.QUOTE_MINIMAL, mark: str = ""
) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows(row.values() for row in rows)
    return f"{mark}{text.getvalue()}".encode()
