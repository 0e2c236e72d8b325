"""Building releases in `mart`, deciding on them, and what is in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from psycopg2.extensions import connection as Connection

from rkci import cycles, decision, made_of
from rkci import framework as frameworks
from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.framework import Framework
from rkci.intake import inbox
from rkci.publish.content import content_hash
from rkci.quality.validated import expect_validated
from rkci.refusal import Refusal
from rkci.scoring import audit, bridge, cycle_runs, state
from rkci.scoring.run import frameworks_of

TABLES = (
    "ranking", "score", "indicator_value", "contribution", "rank_interval", "place_probability", "sensitivity",
    "method", "stage_change", "survey_estimate",
)  # fmt: skip
SUITES = (
    "release", "ranking", "rank_interval", "place_probability", "sensitivity", "indicator_value", "survey_estimate",
)  # fmt: skip
"""What a draft is validated by, beside the scores that it was built from."""
FEWEST_ANSWERS = 10
"""Cells of the survey with fewer never leave core, whatever a cycle declares, or where it declares nothing."""


class ReleaseError(Refusal):
    """A release cannot be built or switched; the message says what to do."""


@dataclass(frozen=True)
class Built:
    """What building a framework's release gave: a new draft, or the current release if nothing is new."""

    release_id: str
    framework_id: str
    is_new: bool
    content_hash: str


def build_all(connection: Connection, cycle_year: int) -> list[Built]:
    """Build a draft for every framework of the cycle whose content differs from what is current.

    All are built of finished runs of the data as they are now. Raises NotScored where one is not, and ReleaseError
    where core itself waits for something: both name it and say what to run.
    CycleError where a value is simulated and the cycle is not a demo.
    """
    lock_cycle(connection, cycle_year)
    framework_ids = frameworks_of(connection, cycle_year)
    _expect_settled(connection, cycle_year)
    state.expect_scored(connection, cycle_year)
    return [build(connection, cycle_year, framework_id) for framework_id in framework_ids]


def decide(
    connection: Connection,
    cycle_year: int,
    drafts: Mapping[str, str],
    *,
    outcome: str,
    decided_by: str,
    reason: str,
    triggered_by: str | None = None,
) -> str:
    """Record who decided what on drafts (release_id to content_hash), and do it in the caller's transaction.

    `Approve` makes them current, anything else drops them. Deciding again on what was done changes nothing; an answer
    that comes too late is recorded with why it changes nothing. Raises ReleaseError if the content is no longer the
    one that was decided on, or core waits for something by now, NotScored or NotValidated if what was built is not of
    the data as they are now, or was not validated as it is, CycleError if who decided on a real cycle is made up, and
    Refusal if who triggered the run approves.
    """
    decision.require_another(decided_by, triggered_by, outcome=outcome)
    lock_cycle(connection, cycle_year)
    cycles.require_people(connection, cycle_year, decided_by)
    found = _found(connection, drafts)
    waiting = [name for name, built_hash in drafts.items() if found.get(name) == (built_hash, "draft")]
    if outcome == "Approve":
        for release_id, content_hash in drafts.items():
            if found.get(release_id) not in ((content_hash, "draft"), (content_hash, "current")):
                raise ReleaseError(
                    f"{release_id} is no longer the draft that was approved (content {content_hash[:12]}): "
                    "run ratings_publish again."
                )
        if waiting:
            state.expect_scored(connection, cycle_year)
            _expect_settled(connection, cycle_year)
            _expect_of_newest_runs(connection, cycle_year, waiting)
            expect_validated(connection, cycle_year, SUITES)
    answer = {"outcome": outcome, "decided_by": decided_by, "reason": reason}
    for release_id, content_hash in drafts.items():
        if release_id in waiting:
            effect = "made current" if outcome == "Approve" else "the draft is dropped"
            decision.record(connection, cycle_year, "release", release_id, **answer, effect=effect)
            if outcome == "Approve":
                switch(connection, release_id, decided_by)
            else:
                _drop(connection, release_id)
        elif outcome != "Approve":
            effect = _why_nothing(found.get(release_id), content_hash)
            decision.record_without_effect(connection, cycle_year, "release", release_id, **answer, effect=effect)
    return outcome


def current_ids(connection: Connection, cycle_year: int) -> list[str]:
    """The releases in force of a cycle, the primary framework's first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select release_id from mart.release join ops.cycle_framework using (cycle_year, framework_id)"
            " where state = 'current' and cycle_year = %s order by not is_primary, framework_id",
            (cycle_year,),
        )
        return [release_id for (release_id,) in cursor.fetchall()]


def switch(connection: Connection, release_id: str, approved_by: str) -> None:
    """Make a draft current and what was current superseded. `decide` asks whether it may be."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update mart.release as old set state = 'superseded' from mart.release as new"
            " where new.release_id = %s and old.state = 'current'"
            " and old.cycle_year = new.cycle_year and old.framework_id = new.framework_id",
            (release_id,),
        )
        cursor.execute(
            "update mart.release set state = 'current', approved_by = %s, published_at = clock_timestamp()"
            " where release_id = %s",
            (approved_by, release_id),
        )


def build(connection: Connection, cycle_year: int, framework_id: str) -> Built:
    """Build the draft of one framework from its newest finished run. `build_all` asks whether it may be.

    Where the current release was made of just the same, it is that, and nothing is built.
    """
    sql_files.expect_unanalysed_rows(connection)
    run_id, framework_hash = _newest_run(connection, cycle_year, framework_id)
    framework = frameworks.load(framework_id)
    source = _source(connection, cycle_year, run_id, framework)
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from mart.release where cycle_year = %s and framework_id = %s and state = 'draft'",
            (cycle_year, framework_id),
        )
        cursor.execute(
            "select coalesce(max(revision), 0) + 1,"
            " max(release_id) filter (where state = 'current'), max(content_hash) filter (where state = 'current'),"
            " max(made_of) filter (where state = 'current')"
            " from mart.release left join ops.release_made_of using (release_id)"
            " where cycle_year = %s and framework_id = %s",
            (cycle_year, framework_id),
        )
        revision, current_id, current_hash, current_source = cursor.fetchone() or (1, None, None, None)
        if current_source == source:
            return Built(current_id, framework_id, is_new=False, content_hash=current_hash)
        release_id = f"{cycle_year}-{framework_id}-r{revision}"
        cursor.execute(
            "insert into mart.release (release_id, cycle_year, framework_id, revision, state, title_id, title_en,"
            " is_simulated, framework_hash, run_id)"
            " select %s, %s, %s, %s, 'draft', %s, %s, bool_or(is_simulated), %s, run_id"
            " from scoring.unit_value where run_id = %s group by run_id returning is_simulated",
            (release_id, cycle_year, framework_id, revision, framework.title_id, framework.title_en, framework_hash,
             run_id),
        )  # fmt: skip
        if cursor.fetchone() == (True,):
            cycles.require_demo(cycles.of(connection, cycle_year), "values")
        given = {"release_id": release_id, "run_id": run_id, "suppress_below": _suppress_below(connection, cycle_year)}
        for table in TABLES:
            sql_files.run(connection, f"mart/{table}.sql", given)
        _write_improvement(connection, cycle_year, release_id, run_id, framework)
        audit.write(connection, release_id, run_id)
        built_hash = content_hash(connection, release_id)
        if built_hash == current_hash:
            _drop(connection, release_id)
            built = Built(current_id, framework_id, is_new=False, content_hash=built_hash)
        else:
            cursor.execute("update mart.release set content_hash = %s where release_id = %s", (built_hash, release_id))
            built = Built(release_id, framework_id, is_new=True, content_hash=built_hash)
        cursor.execute(
            "insert into ops.release_made_of values (%s, %s)"
            " on conflict (release_id) do update set made_of = excluded.made_of",
            (built.release_id, source),
        )
    return built


def _source(connection: Connection, cycle_year: int, run_id: int, framework: Framework) -> str:
    """All that a release is built from, as one hash: equal hashes give equal content."""
    earlier = [row for row in cycle_runs.found(connection) if row["cycle_year"] < cycle_year]
    years = sorted({cycle_year, *(row["cycle_year"] for row in earlier)})
    with connection.cursor() as cursor:
        cursor.execute("select calendar_hash from ops.cycle where cycle_year = %s", (cycle_year,))
        calendar = cursor.fetchall()
    return made_of.hash_of(
        run_id,
        framework.content_hash,
        calendar,
        earlier,
        {year: state.data_version(connection, year) for year in years},
    )


def _suppress_below(connection: Connection, cycle_year: int) -> int:
    """Survey estimates of fewer answers are blank: what the cycle declares, and FEWEST_ANSWERS at least."""
    rule = cycles.of(connection, cycle_year).survey_estimates
    return max(FEWEST_ANSWERS, rule.suppress_below if rule else 0)


def _write_improvement(
    connection: Connection, cycle_year: int, release_id: str, run_id: int, framework: Framework
) -> None:
    bridges = bridge.against_earlier(connection, cycle_year, run_id, framework)
    if bridges is not None:
        earlier_run_id, common_run_id = bridges
        sql_files.run(
            connection,
            "mart/improvement.sql",
            {"release_id": release_id, "earlier_run_id": earlier_run_id, "common_run_id": common_run_id},
        )


def _newest_run(connection: Connection, cycle_year: int, framework_id: str) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select run.run_id, run.framework_hash from quality.checked_run(%s) as run"
            " join ops.cycle_framework as frozen using (cycle_year, framework_id, framework_hash)"
            " where framework_id = %s",
            (cycle_year, framework_id),
        )
        row = cursor.fetchone()
    if row is None:
        raise ReleaseError(
            f"Cycle {cycle_year} has no finished scores under the frozen {framework_id}: run scores_compute first."
        )
    return int(row[0]), str(row[1])


def _expect_settled(connection: Connection, cycle_year: int) -> None:
    """Raise ReleaseError where core waits for what was delivered, extended or decided on, or for estimates of the
    answers that it holds."""
    (decisions,) = sql_files.query(connection, "checks/decisions_are_honoured.sql", {"cycle": cycle_year})
    (survey,) = sql_files.query(connection, "checks/survey_is_estimated.sql", {"cycle": cycle_year})
    waiting = [
        f"something in the folder {folder} of the inbox was delivered, extended, confirmed or set aside and is not "
        f"judged yet: run {folder}_ingest."
        for folder in inbox.not_judged(connection, cycle_year)
    ]
    if not decisions["is_honoured"]:
        waiting.append("objections were decided on and are not taken in: run objections_ingest.")
    if not survey["is_estimated"]:
        waiting.append("the estimates of the survey are not those of the answers that are there: run survey_ingest.")
    if waiting:
        raise ReleaseError("\n- ".join([f"Cycle {cycle_year} cannot be released as it is now:", *waiting]))


def _expect_of_newest_runs(connection: Connection, cycle_year: int, release_ids: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select string_agg(release_id, ', ' order by release_id) from mart.release where release_id = any(%s)"
            " and run_id not in (select run_id from quality.checked_run(%s))",
            (release_ids, cycle_year),
        )
        ((older,),) = cursor.fetchall()
    if older:
        raise ReleaseError(f"{older}: the cycle was scored again since it was built. Run ratings_publish again.")


def _found(connection: Connection, release_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Content and state of those that are there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select release_id, content_hash, state from mart.release where release_id = any(%s)", (list(release_ids),)
        )
        return {release_id: (content_hash, is_in) for release_id, content_hash, is_in in cursor.fetchall()}


def _why_nothing(found: tuple[str, str] | None, content_hash: str) -> str:
    if found is None:
        return "there is no such draft any more"
    if found[0] != content_hash:
        return f"it holds other content by now ({found[0][:12]}, {found[1]})"
    return f"it is {found[1]} already"


def _drop(connection: Connection, release_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from mart.release where release_id = %s", (release_id,))
