"""Takes in what assessors find when they visit nominees: inbox -> raw -> staging, checked, -> core, with ledger.

**What.** Every new file of a nominee's folder (`visits/<city_code>/`) is archived by its hash, then read; Great
Expectations decides what is refused, row by row, with words (`quality.rejected_row`): a city that is not a nominee,
people who are not registered or have a conflict of interest, a reviewer who is the assessor, an adjustment without a
reason, a day outside the visits. A finding that a second person confirmed sets the value that scores before the claim
(`core.indicator_value`, origin `visit`); the claim stays visible beside it (`core.visit_claim`). Photos and minutes lie
in `visit_evidence/<city_code>/`: each is accepted, flagged or refused by its EXIF, with words (`core.visit_evidence`).

**When.** Every 15 minutes while the phase `visits` of the cycle's calendar is open; by hand with `cycle`. A run with
no new findings looks at the evidence only.

**Clear or re-run.** Safe at any time; with `reprocess` everything already received is judged again, as after an
assessor was registered (`rkci assessors`) or other nominees were approved.

**Before it.** `nominees_shortlist`. **After it.** `scores_compute`, by the asset `core/visit`.
"""

from typing import TYPE_CHECKING

from airflow.sdk import dag, task

from rkci.orchestration import context
from rkci.orchestration.lists import list_tasks
from rkci.orchestration.timetable import CyclePhaseTimetable

if TYPE_CHECKING:
    from rkci.intake.lists import ListIngest


@dag(schedule=CyclePhaseTimetable("visits", every=context.EVERY), doc_md=__doc__, **context.INTAKE)
def visits_ingest() -> None:
    def findings() -> "ListIngest":
        from rkci.visits.ingest import FINDINGS

        return FINDINGS

    @task(trigger_rule="none_failed")
    def take_in_evidence() -> dict[str, int]:
        """Photos and minutes: archived, and judged by the days of the findings; also where no finding is new."""
        from rkci.visits import evidence

        with context.warehouse() as connection:
            return evidence.take_in(connection, context.cycle_year())

    accepted = list_tasks(
        findings,
        "findings",
        suites=["visit_file", "visit_finding"],
        values="confirmed values",
        asset=context.CORE_VISIT,
    )
    accepted >> take_in_evidence()


visits_ingest()
