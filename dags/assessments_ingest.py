"""Takes in what assessors give: new files of the inbox -> raw -> staging, checked, -> core, with ledger and agreement.

**What.** Every new file is archived by its hash, then read; Great Expectations decides what is refused, row by row,
with words (`quality.rejected_row`): unknown assessors, conflicts of interest, levels without the reason that they need,
what comes after the phase and within no extension (`rkci extend --assessor`).
Per assessor and question the newest level counts. Two readers who agree give the level that scores in place of the
claim, a third settles where they do not (`quality.assessment_state`); agreement is in `quality.assessor_agreement`.

**When.** Every 15 minutes while the phase `assessment` of the cycle's calendar is open; by hand with `cycle`. A run
with nothing new ends at once.

**Clear or re-run.** Safe at any time; with `reprocess` everything already received is judged again, as after an
assessor was registered (`rkci assessors`) or a city's claim came late.

**Before it.** `submissions_ingest`. **After it.** `scores_compute`, by the asset `core/assessment`.
"""

from typing import TYPE_CHECKING

from airflow.sdk import dag

from rkci.orchestration import context
from rkci.orchestration.lists import list_tasks
from rkci.orchestration.timetable import CyclePhaseTimetable

if TYPE_CHECKING:
    from rkci.intake.lists import ListIngest


@dag(schedule=CyclePhaseTimetable("assessment", every=context.EVERY), doc_md=__doc__, **context.INTAKE)
def assessments_ingest() -> None:
    def assessments() -> "ListIngest":
        from rkci.assessment.ingest import ASSESSMENTS

        return ASSESSMENTS

    list_tasks(
        assessments,
        "assessments",
        suites=["assessment_file", "assessment"],
        values="assessed levels, agreement",
        asset=context.CORE_ASSESSMENT,
    )


assessments_ingest()
