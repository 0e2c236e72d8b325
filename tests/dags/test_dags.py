"""Dag integrity: what the scheduler and a reader of the UI rely on, seen as Airflow sees it.

Airflow is imported once, then each file is read in a process forked from there: what it imports is its own.
"""

import ast
import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rkci import paths
from rkci.orchestration.tags import Tag

FILES = sorted(paths.DAGS.glob("*.py"))
LIGHT = {"airflow", "packaging", "psycopg2", "rkci"}
"""All that reading a Dag file may import, beside the standard library and what Airflow has imported already."""

WRITERS = {"write", "write_workbooks", "tell_cities"}
"""Functions that write files which are handed out."""

READ = """
import json, os, sys
from pathlib import Path
from airflow.dag_processing.dagbag import DagBag
import airflow.providers.standard.operators.hitl, airflow.sdk

def read(file):
    before = set(sys.modules)
    bag = DagBag(dag_folder=file)
    imported = {name.split(".")[0] for name in set(sys.modules) - before} - sys.stdlib_module_names
    dag = next(iter(bag.dags.values()), None)
    return {
        "errors": bag.import_errors,
        "imported": sorted(name for name in imported if not name.startswith("unusual_prefix_")),
        "dag_id": dag and dag.dag_id,
        "doc": dag and dag.doc_md,
        "tags": dag and sorted(dag.tags),
        "params": dag and {name: [param.schema.get("type"), param.description] for name, param in dag.params.items()},
        "catchup": dag and dag.catchup,
        "waits_for": dag and [asset.name for asset in getattr(dag.timetable.asset_condition, "objects", ())],
        "announces": dag and [asset.name for task in dag.tasks for asset in task.outlets],
        "tasks": dag and {
            task.task_id: {
                "before": sorted(task.upstream_task_ids),
                "rule": str(getattr(task.trigger_rule, "value", task.trigger_rule)),
                "ends_all": getattr(task, "ignore_downstream_trigger_rules", None),
            }
            for task in dag.topological_sort()
        },
    }

out = Path(sys.argv[1])
for file in sys.argv[2:]:
    child = os.fork()
    if not child:
        (out / Path(file).stem).write_text(json.dumps(read(file)))
        os._exit(0)
    os.waitpid(child, 0)
"""


@pytest.fixture(scope="session")
def airflow_environment() -> dict[str, str]:
    return os.environ | {
        "AIRFLOW__CORE__DAGS_FOLDER": str(paths.DAGS),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(paths.PLUGINS),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    }


@pytest.fixture(scope="session")
def parsed(airflow_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    out = tmp_path_factory.mktemp("parsed")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READ, str(out), *map(str, FILES)],
        env=airflow_environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert sorted(file.name for file in out.iterdir()) == [file.stem for file in FILES], done.stderr[-3000:]
    return {file.name: json.loads(file.read_text()) for file in out.iterdir()}


@pytest.mark.parametrize("name", [file.stem for file in FILES])
class TestEveryDag:
    def test_is_read_without_an_error_and_bears_the_name_of_its_file(
        self, parsed: dict[str, dict[str, Any]], name: str
    ) -> None:
        assert parsed[name]["errors"] == {}
        assert parsed[name]["dag_id"] == name

    def test_imports_nothing_heavy_when_it_is_read(self, parsed: dict[str, dict[str, Any]], name: str) -> None:
        assert set(parsed[name]["imported"]) <= LIGHT

    def test_says_what_when_and_what_is_safe(self, parsed: dict[str, dict[str, Any]], name: str) -> None:
        for word in ("**What.**", "**When.**", "**Clear or re-run.**"):
            assert word in parsed[name]["doc"]

    def test_has_tags_of_the_enum(self, parsed: dict[str, dict[str, Any]], name: str) -> None:
        assert parsed[name]["tags"]
        assert set(parsed[name]["tags"]) <= set(Tag)

    def test_has_typed_and_described_params_and_may_be_run_by_hand_for_a_cycle(
        self, parsed: dict[str, dict[str, Any]], name: str
    ) -> None:
        assert "cycle" in parsed[name]["params"]
        for kind, description in parsed[name]["params"].values():
            assert kind
            assert description

    def test_does_not_catch_up(self, parsed: dict[str, dict[str, Any]], name: str) -> None:
        assert parsed[name]["catchup"] is False

    def test_is_listed_in_the_docs(self, parsed: dict[str, dict[str, Any]], name: str) -> None:
        assert f"## {name}" in (paths.ROOT / "docs" / "DAGS.md").read_text()

    def test_is_wiring_of_at_most_120_lines(self, parsed: dict[str, dict[str, Any]], name: str) -> None:
        assert len((paths.DAGS / f"{name}.py").read_text().splitlines()) <= 120


def test_whatever_is_announced_but_a_release_is_scored(parsed: dict[str, dict[str, Any]]) -> None:
    announced = {asset for dag in parsed.values() for asset in dag["announces"]} - {"mart/release"}
    assert {"ops/nominee", "core/objection"} < announced
    assert set(parsed["scores_compute"]["waits_for"]) == announced


def still_run(tasks: dict[str, dict[str, Any]], guard: str) -> set[str]:
    """What runs after a short circuit that ends a run, by the rules of Airflow: it skips the tasks right behind it, and
    all others behind it, too, unless it leaves those to their trigger rules."""
    behind, skipped = {guard}, set[str]()
    for name, task in tasks.items():  # in topological order
        before = set(task["before"])
        if before & behind:
            behind.add(name)
            is_ended = guard in before or tasks[guard]["ends_all"]
            if is_ended or (task["rule"] == "all_success" and before & skipped):
                skipped.add(name)
            else:
                assert task["rule"] in ("all_success", "none_failed"), f"{name}: a rule that this does not know"
    return behind - skipped - {guard}


def test_where_nothing_is_new_files_are_still_written_and_nothing_else_is_done(
    parsed: dict[str, dict[str, Any]],
) -> None:
    """What an earlier run committed and came no further than is handed out by the next."""
    runs = {
        f"{dag_id}.{guard}": still_run(dag["tasks"], guard)
        for dag_id, dag in parsed.items()
        for guard, task in dag["tasks"].items()
        if task["ends_all"] is not None
    }
    assert runs == {
        "assessments_ingest.receive_files": set(),
        "nominees_shortlist.propose_shortlist": {"write_packets"},
        "nominees_shortlist.decide_shortlist": {"write_packets"},
        "objections_ingest.receive_files": {"write_answers"},
        "objections_ingest.compare_with_scores": set(),
        "ratings_publish.build_releases": {"write_packages"},
        "reference_load.load_files": set(),
        "scores_compute.list_frameworks": {"write_to_cities"},
        "submissions_ingest.receive_files": {"write_feedback"},
        "survey_ingest.receive_exports": set(),
        "visits_ingest.receive_files": {"take_in_evidence"},
    }


def test_files_are_handed_out_by_tasks_of_their_own_that_are_called_so() -> None:
    for file in FILES:
        for each in ast.walk(ast.parse(file.read_text())):
            if isinstance(each, ast.FunctionDef) and any("task" in ast.unparse(one) for one in each.decorator_list):
                calls = {ast.unparse(one.func) for one in ast.walk(each) if isinstance(one, ast.Call)}
                is_writer = not WRITERS.isdisjoint(call.split(".")[-1] for call in calls)
                assert is_writer == each.name.startswith("write_"), f"{file.name}: {each.name}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_task_imports_when_it_runs_is_there(file: Path) -> None:
    imports = [
        node
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "rkci"
    ]
    assert imports
    for node in imports:
        module = importlib.import_module(str(node.module))
        for alias in node.names:
            if not hasattr(module, alias.name):
                importlib.import_module(f"{node.module}.{alias.name}")


def test_pure_modules_import_no_airflow() -> None:
    allowed = {"orchestration", "operator.py", "docs.py"}
    for file in (paths.PLUGINS / "rkci").rglob("*.py"):
        if allowed & set(file.parts):
            continue
        tree = ast.parse(file.read_text())
        for statement in tree.body:
            names = [alias.name for alias in statement.names] if isinstance(statement, ast.Import) else []
            names += [statement.module or ""] if isinstance(statement, ast.ImportFrom) else []
            assert not any(name == "airflow" or name.startswith("airflow.") for name in names), file


def test_no_module_under_plugins_is_run_by_the_loader_but_the_plugin(airflow_environment: dict[str, str]) -> None:
    code = (
        "from airflow import plugins_manager as m; import json\n"
        "plugins, errors = m._get_plugins()\n"
        "print(json.dumps([[p.name for p in plugins], errors]))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env=airflow_environment,
        capture_output=True,
        text=True,
        check=True,
    )
    names, errors = json.loads(done.stdout.splitlines()[-1])
    assert "rkci" in names
    assert errors == {}


def test_every_sql_file_that_python_names_exists_and_every_one_is_named() -> None:
    code = "".join(
        file.read_text()
        for folder in (paths.PLUGINS, paths.DAGS, paths.ROOT / "tests")
        for file in folder.rglob("*.py")
    )
    for folder in ("staging", "core", "scoring", "mart", "quality", "survey", "checks", "read"):
        for file in (paths.SQL / folder).rglob("*.sql"):
            name = file.relative_to(paths.SQL).as_posix()
            assert f'"{name}"' in code or f'"{file.stem}"' in code, f"nothing runs {name}"


@pytest.mark.parametrize("folder", ["staging", "core", "scoring", "mart", "quality", "survey", "checks", "read"])
def test_what_only_reads_stands_apart_from_what_builds_a_table(folder: str) -> None:
    writes = re.compile(r"^(insert into|update|delete from|create temp(orary)? table)\b", re.MULTILINE)
    for file in (paths.SQL / folder).rglob("*.sql"):
        assert bool(writes.search(file.read_text())) == (folder not in ("checks", "read")), file


@pytest.mark.parametrize("folder", ["staging", "core", "scoring", "mart", "quality"])
def test_a_file_is_named_after_a_table_that_it_builds(folder: str) -> None:
    """`core/indicator_value.sql` builds `core.indicator_value`, and `core/indicator_value_visit.sql` a part of it."""
    target = re.compile(rf"^(?:insert into|update|delete from) {folder}\.(\w+)", re.MULTILINE)
    for file in (paths.SQL / folder).glob("*.sql"):
        built = set(target.findall(file.read_text()))
        assert any(file.stem == table or file.stem.startswith(f"{table}_") for table in built), (file, built)


def test_a_timetable_is_registered_under_the_path_by_which_dags_import_it() -> None:
    from rkci.orchestration.timetable import CyclePhaseTimetable

    assert CyclePhaseTimetable(Path("x").name).type_name == "rkci.orchestration.timetable.CyclePhaseTimetable"
