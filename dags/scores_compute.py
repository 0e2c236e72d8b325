"""Scores a cycle: select, denominate, screen, impute, treat, normalise, weight, aggregate, rank, level, contribute.

**What.** One run of the SQL files under `include/sql/scoring` per frozen framework of the cycle, into the tables of
the schema `scoring`; then the uncertainty of its ranks is simulated from a seed, and Great Expectations checks every
score before anything may be published. Once there are nominees, two stages: a run without what only they have evidence
of, and the run that counts (docs/adr/0018-two-stages-in-one-run.md). At the end each city's provisional results are
written, and its answers with what an accepted objection changed.

**When.** Whenever `core/reference`, `core/submission`, `core/assessment`, `core/survey`, `core/visit`,
`core/objection` or `ops/nominee` of a cycle is new (who is a nominee is scored on what only they have evidence of), or
`scores_check` finds the scores behind; by hand with `cycle`. A run that finds the cycle scored as it is now ends at
once: of five events that come together, one run scores.

**Clear or re-run.** Safe at any time: a run replaces the earlier runs of its cycle that no release was built from;
with `reprocess` it scores although nothing is new, as after a statement of scoring changed.

**Before it.** `cycle_open`. **After it.** `ratings_publish`.
"""

from airflow.sdk import PartitionedAssetTimetable, dag, get_current_context, task

from rkci.orchestration import context
from rkci.orchestration.tags import Tag
from rkci.orchestration.validate_operator import ValidateOperator


@dag(
    schedule=PartitionedAssetTimetable(
        assets=context.CORE_REFERENCE
        | context.CORE_SUBMISSION
        | context.CORE_ASSESSMENT
        | context.CORE_SURVEY
        | context.CORE_VISIT
        | context.CORE_OBJECTION
        | context.OPS_NOMINEE
    ),
    params={"cycle": context.cycle_param(), "reprocess": context.reprocess_param()},
    default_args=context.DEFAULT_ARGS,
    doc_md=__doc__,
    tags=[Tag.SCORING],
    catchup=False,
    max_active_runs=1,
)
def scores_compute() -> None:
    @task.short_circuit(ignore_downstream_trigger_rules=False)
    def list_frameworks() -> list[str]:
        """The frameworks frozen for the cycle, the primary one first; none if all are scored as the data are now."""
        from rkci.scoring import run, state

        with context.warehouse() as connection:
            cycle_year = context.cycle_year()
            frameworks = run.frameworks_of(connection, cycle_year)
            words = state.missing(connection, cycle_year)
        print("\n".join(words) or "Scored as the data are now.")
        return frameworks if words or get_current_context()["params"]["reprocess"] else []

    @task(map_index_template="{{ task.op_kwargs['framework_id'] }}")
    def score_framework(framework_id: str) -> int:
        """All steps of the method for one framework, in one transaction; gives the run_id."""
        from rkci.scoring.run import score_cycle

        with context.warehouse() as connection:
            return score_cycle(connection, context.cycle_year(), framework_id)

    @task(map_index_template="{{ task.op_kwargs['framework_id'] }}")
    def simulate_uncertainty(framework_id: str) -> int:
        """Rank intervals, tie groups and sensitivity of the newest run, from a seed; gives the number of draws."""
        from rkci.scoring.uncertainty.simulate import simulate_newest

        with context.warehouse() as connection:
            return simulate_newest(connection, context.cycle_year(), framework_id)

    @task(trigger_rule="none_failed")
    def write_to_cities() -> dict[str, int]:
        """Provisional results of each city, for it alone; what each accepted objection changed, and the answers.

        Also where the cycle was scored already: an earlier run may have come no further than the scores.
        """
        from rkci.objections.telling import tell_cities

        with context.warehouse() as connection:
            return tell_cities(connection, context.cycle_year())

    frameworks = list_frameworks()
    validate = ValidateOperator(task_id="validate_scores", suites=["scoring_run", "score", "rank", "contribution"])
    scored = score_framework.expand(framework_id=frameworks)
    scored >> simulate_uncertainty.expand(framework_id=frameworks) >> validate >> write_to_cities()


scores_compute()
