"""Programs that export a survey: which columns are their own, and what they mean by them.

Kobo: kpi and formpack. ODK Central: central-backend, `lib/data/briefcase.js`. SurveyCTO: its REST API. Briefcase and
Aggregate write Java's dates. A column that is a program's own is not a question.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

UTC = "UTC"
SEPARATORS = "/-.:"
"""Between groups and names: `/` by Kobo unless asked for another, `-` by Central and Briefcase, `:` by Aggregate."""

NOT_FILLED_IN = re.compile(r"no \w+ property in enketo|\w+ not (found|available)|.* not supported in enketo( yet)?")
"""What web forms write for the device, phone or user that a browser does not know (enketo-core, preload.js)."""


@dataclass(frozen=True)
class Producer:
    """`marks` are headings that only this program writes; `columns` are its own by field, the best first; `ignored` are
    its own that nothing is taken from; times without an offset in those of `utc` are in UTC, in others local."""

    name: str
    marks: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]
    ignored: frozenset[str] = frozenset()
    utc: frozenset[str] = field(default_factory=frozenset)


INSTANCE = ("meta/instanceID", "instanceID")
KOBO = Producer(
    "kobo",
    frozenset({"_submission_time", "_uuid", "_validation_status", "_xform_id_string", "formhub/uuid"}),
    {
        "response_id": ("_uuid", *INSTANCE),
        "root_id": ("meta/rootUuid", "rootUuid"),
        "record_id": ("_id",),
        "version": ("__version__", "_version_", "_version"),
        "submitted": ("_submission_time",),
        "review": ("_validation_status",),
    },
    ignored=frozenset({"_index", "_notes", "_tags", "_status", "_submitted_by"}),
    utc=frozenset({"_submission_time"}),
)
CENTRAL = Producer(
    "central",
    frozenset({"SubmitterID", "SubmitterName", "AttachmentsPresent", "ReviewState", "FormVersion"}),
    {
        "response_id": (*INSTANCE, "KEY"),
        "root_id": ("KEY",),
        "edits": ("Edits",),
        "version": ("FormVersion",),
        "submitted": ("SubmissionDate",),
        "review": ("ReviewState",),
        "device": ("DeviceID",),
    },
    ignored=frozenset({"SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status"}),
    utc=frozenset({"SubmissionDate"}),
)
SURVEYCTO = Producer(
    "surveycto",
    frozenset({"formdef_version", "CompletionDate", "review_quality", "devicephonenum", "subscriberid"}),
    {
        "response_id": (*INSTANCE, "KEY"),
        "root_id": ("KEY",),
        "version": ("formdef_version",),
        "submitted": ("SubmissionDate",),
        "started": ("starttime",),
        "ended": ("endtime",),
        "review": ("review_status",),
    },
    ignored=frozenset({
        "CompletionDate", "devicephonenum", "subscriberid", "simid", "username", "caseid", "duration", "review_quality",
        "review_comments", "review_corrections", "instanceName",
    }),
)  # fmt: skip
BRIEFCASE = Producer(
    "briefcase",
    frozenset({"SubmissionDate", "*meta-instance-id*", "*meta-submission-date*"}),
    {
        "response_id": (*INSTANCE, "*meta-instance-id*", "KEY"),
        "root_id": ("KEY", "*meta-instance-id*"),
        "version": ("*meta-model-version*",),
        "submitted": ("SubmissionDate", "*meta-submission-date*"),
    },
    ignored=frozenset({"*meta-ui-version*", "*meta-is-complete*", "*meta-date-marked-as-complete*"}),
)
TABLE = Producer(
    "table",
    frozenset(),
    {
        "response_id": ("response_id", "uuid", *INSTANCE, "KEY"),
        "submitted": ("submitted_at",),
        "version": ("version", "form_version"),
        "device": ("device",),
    },
)
"""Whatever else: a plain table with our names, or read by a mapping."""

PRODUCERS = (KOBO, CENTRAL, SURVEYCTO, BRIEFCASE)
REVIEWS = {
    "rejected": "rejected", "not approved": "rejected", "validation_status_not_approved": "rejected",
    "approved": "approved", "validation_status_approved": "approved",
    "on hold": "pending", "validation_status_on_hold": "pending", "pending": "pending", "none": "pending",
    "received": "pending", "hasissues": "pending", "has issues": "pending", "edited": "pending",
}  # fmt: skip
"""What a supervisor decided, by the word of each program: Kobo, Central, SurveyCTO."""


def recognise(header: Collection[str]) -> Producer:
    """The program that wrote these headings; `TABLE` where it is none of those that are known."""
    written = set(map(key_of, header))
    return next((each for each in PRODUCERS if not written.isdisjoint(map(key_of, each.marks))), TABLE)


def own_columns(producer: Producer, header: Sequence[str]) -> tuple[dict[str, list[int]], set[int]]:
    """Places (from 0) of the program's own columns by field, the best name's; and of all columns that are its own.

    A heading in other letters (`submissiondate`) is the program's own where none stands as it writes it; a question
    that differs from one in letters alone (`deviceid` beside Central's `DeviceID`) stays a question.
    """
    exact: dict[str, list[int]] = {}
    alike: dict[str, list[int]] = {}
    for place, name in enumerate(header):
        exact.setdefault(_separated(name.strip()), []).append(place)
        alike.setdefault(key_of(name), []).append(place)
    found: dict[str, list[int]] = {}
    own: set[int] = set()
    for key, names in producer.columns.items():
        # a device is also asked by forms: only what is written as the program writes it is its own
        lists = [exact.get(_separated(name)) or (key != "device" and alike.get(key_of(name))) or [] for name in names]
        if any(lists):
            found[key] = next(filter(None, lists))
        own.update(*lists)
    for name in producer.ignored:
        own.update(exact.get(_separated(name), ()))
    return found, own


def zone_of(producer: Producer, heading: str) -> str | None:
    """Zone of a time without an offset in this column: UTC, or None for the local one of the cycle."""
    return UTC if key_of(heading) in map(key_of, producer.utc) else None


def key_of(heading: str) -> str:
    """A heading without what exports write otherwise: letters' case, the separator of groups."""
    return _separated(" ".join(heading.split())).lower()


def _separated(heading: str) -> str:
    return re.sub(f"[{re.escape(SEPARATORS)}]", "/", heading)
