"""Publishes a cycle: builds a release beside the current one, checks it, asks a human, switches, writes the files.

**What.** A draft in `mart` per framework whose content differs from what is current; Great Expectations on the
drafts; a human's answer; the switch of all of them in one transaction; CSV and Parquet under `build/release`.
Publishing what is already current makes no new revision and asks nobody. Scores that are not whole, or older than any
datum of the cycle, are refused by name (`rkci.scoring.state`).

**When.** When the phase `release` of the cycle's calendar opens; by hand with `cycle`.

**Clear or re-run.** Safe at any time: a draft is rebuilt, a finished switch finds nothing to do.

**Before it.** `scores_compute`.
"""

from datetime import timedelta

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param, TriggerRule, dag, get_current_context, task

from rkci.orchestration import context
from rkci.orchestration.tags import Tag
from rkci.orchestration.timetable import CyclePhaseTimetable
from rkci.orchestration.validate_operator import ValidateOperator


@dag(
    schedule=CyclePhaseTimetable("release"),
    params={"cycle": context.cycle_param()},
    default_args=context.DEFAULT_ARGS,
    doc_md=__doc__,
    tags=[Tag.RELEASE],
    catchup=False,
    max_active_runs=1,
)
def ratings_publish() -> None:
    @task.short_circuit(ignore_downstream_trigger_rules=False)
    def build_releases() -> list[dict[str, str]]:
        """Drafts (id and content) that differ from what is current; none ends the asking, not the writing of files."""
        from rkci.publish.release import build_all

        with context.warehouse() as connection:
            built = build_all(connection, context.cycle_year())
        for release in built:
            news = "is new" if release.is_new else "is already current: no new revision"
            print(f"{release.release_id} {news} (content_hash {release.content_hash})")
        return [
            {"release_id": release.release_id, "content_hash": release.content_hash}
            for release in built
            if release.is_new
        ]

    validate = ValidateOperator(
        task_id="validate_releases",
        suites=[
            "scoring_run", "score", "rank", "contribution", "release", "ranking", "rank_interval", "place_probability",
            "sensitivity", "indicator_value", "survey_estimate",
        ],
    )  # fmt: skip

    approve = HITLOperator(
        task_id="approve_releases",
        subject="Publish {{ ti.xcom_pull(task_ids='build_releases') | map(attribute='release_id') | join(', ') }}?",
        body="The drafts are built and checked. Approving makes them current at once; rejecting drops them.\n\n"
        "{% for draft in ti.xcom_pull(task_ids='build_releases') %}"
        "- {{ draft.release_id }}: content {{ draft.content_hash }}\n{% endfor %}",
        options=["Approve", "Reject"],
        assigned_users=context.approvers(),
        params={"reason": Param("", type="string", description="Why; kept in ops.decision.")},
        response_timeout=timedelta(days=30),
    )

    @task
    def decide_releases(drafts: list[dict[str, str]], answer: dict) -> str:
        """Record the answer and do as it says, in one transaction, on the very content that was asked about."""
        from rkci.publish.release import decide

        with context.warehouse() as connection:
            return decide(
                connection,
                context.cycle_year(),
                {draft["release_id"]: draft["content_hash"] for draft in drafts},
                outcome=answer["chosen_options"][0],
                decided_by=(answer.get("responded_by_user") or {}).get("name", "unknown"),
                reason=(answer.get("params_input") or {}).get("reason", ""),
                triggered_by=context.triggered_by(get_current_context()),
            )

    @task(trigger_rule=TriggerRule.NONE_FAILED, outlets=[context.MART_RELEASE])
    def write_packages() -> list[str]:
        """CSV, Parquet and checksums of every release in force."""
        from rkci.publish import package, release

        with context.warehouse() as connection:
            current = release.current_ids(connection, context.cycle_year())
            written = [package.write(connection, release_id).name for release_id in current]
        context.announce(get_current_context(), context.MART_RELEASE, context.cycle_year())
        return written

    built = build_releases()
    built >> validate >> approve
    decide_releases(built, approve.output) >> write_packages()


ratings_publish()
