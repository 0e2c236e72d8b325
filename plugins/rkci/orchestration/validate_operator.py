"""The task that validates a layer. Parsing a Dag that uses it imports neither Great Expectations nor pandas."""

from collections.abc import Sequence
from typing import Any

from airflow.sdk import BaseOperator, Context
from airflow.sdk.exceptions import AirflowFailException

from rkci.orchestration.context import cycle_of, warehouse_url


class ValidateOperator(BaseOperator):
    """Run suites one after the other on the warehouse, and fail where data must not go on.

    One task per layer: importing Great Expectations takes longer than running the suites. All suites are run before
    the task fails, so that everything wrong is named at once. No retry helps against a rule that failed.

    :param suites: names of suites in `expectations/`, in the order in which they run.
    :param uses_cycle: False for reference data, which belong to no cycle.
    :returns: for each suite its validation_id, outcome and counts.
    """

    template_fields: Sequence[str] = ()
    ui_color = "#f3e5c3"

    def __init__(self, *, suites: Sequence[str], uses_cycle: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.suites = tuple(suites)
        self.uses_cycle = uses_cycle

    def execute(self, context: Context) -> list[dict[str, Any]]:
        """Validate; raises AirflowFailException with the failed rules where a suite stopped or crashed."""
        from rkci.quality.validate import validate

        cycle_year = cycle_of(context) if self.uses_cycle else None
        outcomes = [validate(warehouse_url(), suite, cycle_year) for suite in self.suites]
        for outcome in outcomes:
            self.log.info("%s", outcome)
        if stopped := [outcome for outcome in outcomes if outcome.is_stop]:
            raise AirflowFailException("\n".join(map(str, stopped)))
        return [
            {
                "suite": outcome.suite,
                "validation_id": outcome.validation_id,
                "outcome": outcome.outcome,
                "rules_failed": outcome.rules_failed,
                "rows_failed": outcome.rows_failed,
            }
            for outcome in outcomes
        ]
