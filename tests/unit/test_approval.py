"""Two people publish: who triggers a run does not approve what it asks."""

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.providers.standard.operators.hitl import HITLOperator

from rkci import decision, paths
from rkci.orchestration import context
from rkci.refusal import Refusal


@pytest.mark.parametrize("answerer", ["admin", "Admin", " admin "])
def test_who_triggered_a_run_does_not_approve_it(answerer: str) -> None:
    with pytest.raises(Refusal, match="triggered this run and cannot approve"):
        decision.require_another(answerer, "admin", outcome="Approve")


@pytest.mark.parametrize(
    ("answerer", "triggered_by", "outcome"),
    [("approver", "admin", "Approve"), ("admin", "admin", "Reject"), ("admin", None, "Approve")],
    ids=["another person", "a rejection", "started by the calendar"],
)
def test_another_person_approves_and_anybody_rejects(answerer: str, triggered_by: str | None, outcome: str) -> None:
    decision.require_another(answerer, triggered_by, outcome=outcome)


def test_approvers_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RKCI_APPROVERS", "2:approver, ani")
    assert context.approvers() == [{"id": "2", "name": "approver"}, {"id": "ani", "name": "ani"}]
    monkeypatch.delenv("RKCI_APPROVERS")
    assert context.approvers() is None


def test_every_question_of_a_dag_is_for_those_who_may_approve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RKCI_APPROVERS", "2:approver")
    asked = 0
    for dag in DagBag(dag_folder=str(paths.DAGS)).dags.values():
        for task in dag.tasks:
            if isinstance(task, HITLOperator):
                asked += 1
                assert task.assigned_users == [{"id": "2", "name": "approver"}], task.task_id
    assert asked >= 2
