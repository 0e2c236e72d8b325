"""Proposes the nominees of a cycle from its newest scores, asks a human, and keeps the list that was approved.

**What.** `shortlist.per_class` cities of each class by their place in the first stage under the primary framework, less
those that were excluded with a reason (`rkci exclude-city`). Who stands near the cut line is shown with the probability
of being in; equal scores there are told apart by `shortlist.tie_break` of cycle.yaml. Who approved, when and why stands
in `ops.decision`; the list in `core.nominee`. A rejection is kept, too, and changes nothing else. After an approval the
packets of the visits are written: claims to verify, workbook, form, schedule and teams.

**When.** When the phase `shortlist` of the cycle's calendar opens; by hand with `cycle`. A list that is approved
already is not asked about again; only the packets that are missing are written.

**Clear or re-run.** Safe at any time: the same scores and decisions propose the same list. Scores that are not whole,
or older than a datum of the cycle, are refused by name.

**Before it.** `scores_compute`; the register of assessors (`rkci assessors`). **After it.** `scores_compute`, by the
asset `ops/nominee`: nominees are scored in a second stage; the survey and the visits of the nominees.
"""

from datetime import timedelta

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param, dag, get_current_context, task

from rkci.orchestration import context
from rkci.orchestration.tags import Tag
from rkci.orchestration.timetable import CyclePhaseTimetable


@dag(
    schedule=CyclePhaseTimetable("shortlist"),
    params={"cycle": context.cycle_param()},
    default_args=context.DEFAULT_ARGS,
    doc_md=__doc__,
    tags=[Tag.SCORING],
    catchup=False,
    max_active_runs=1,
)
def nominees_shortlist() -> None:
    @task.short_circuit(ignore_downstream_trigger_rules=False)
    def propose_shortlist() -> dict[str, str]:
        """The proposed list, for the person who is asked; nothing, so that nobody is asked, if it is approved."""
        from rkci.scoring import state
        from rkci.visits import shortlist

        with context.warehouse() as connection:
            state.expect_scored(connection, context.cycle_year())
            proposal = shortlist.propose(connection, context.cycle_year())
        print(proposal.markdown)
        if not proposal.is_new:
            print("This list is approved already: nobody is asked.")
            return {}
        return {"cycle": str(context.cycle_year()), "content_hash": proposal.content_hash, "table": proposal.markdown}

    approve = HITLOperator(
        task_id="approve_shortlist",
        subject="Approve the nominees of {{ ti.xcom_pull(task_ids='propose_shortlist')['cycle'] }}?",
        body="Approving makes the cities with a place the nominees; rejecting changes nothing. To leave a city out, "
        "reject, give `rkci exclude-city` its reason, and run this again.\n\n"
        "{{ ti.xcom_pull(task_ids='propose_shortlist')['table'] }}",
        options=["Approve", "Reject"],
        assigned_users=context.approvers(),
        params={"reason": Param("", type="string", description="Why; kept in ops.decision.")},
        response_timeout=timedelta(days=30),
    )

    @task.short_circuit(ignore_downstream_trigger_rules=False)
    def decide_shortlist(proposal: dict[str, str], answer: dict) -> bool:
        """Record the answer and do as it says, in one transaction, on the very list that was asked about."""
        from rkci.visits import shortlist

        with context.warehouse() as connection:
            return shortlist.decide(
                connection,
                context.cycle_year(),
                proposal["content_hash"],
                outcome=answer["chosen_options"][0],
                decided_by=(answer.get("responded_by_user") or {}).get("name", "unknown"),
                reason=(answer.get("params_input") or {}).get("reason", ""),
                triggered_by=context.triggered_by(get_current_context()),
            )

    @task(outlets=[context.OPS_NOMINEE])
    def announce_nominees() -> int:
        """Tell who waits for nominees that they are named; gives their number."""
        from rkci.visits import shortlist

        with context.warehouse() as connection:
            count = len(shortlist.nominees(connection, context.cycle_year()))
        context.announce(get_current_context(), context.OPS_NOMINEE, context.cycle_year())
        return count

    @task(trigger_rule="none_failed")
    def write_packets() -> int:
        """What each team takes along, to build/visits/<cycle>/; gives the number of visits.

        Also where the list was approved before: an earlier run may have come no further. None without nominees.
        """
        from rkci.visits import packet, shortlist

        with context.warehouse() as connection:
            if not shortlist.nominees(connection, context.cycle_year()):
                return 0
            return len(packet.write(connection, context.cycle_year()))

    proposed = propose_shortlist()
    proposed >> approve
    decide_shortlist(proposed, approve.output) >> announce_nominees() >> write_packets()


nominees_shortlist()
