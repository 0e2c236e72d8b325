"""What tasks find imported: in the workers that are forked, never while a Dag is read."""

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
import yaml

from rkci import paths
from rkci.ops import stack

FORK = """
import json, os, sys, threading
from pathlib import Path
from rkci.orchestration.preload import LIBRARIES, preload
from rkci.quality.validate import validate

def held():
    links = [path.readlink() for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
    return sorted(str(link) for link in links if not str(link).startswith("/proc"))

before = held()
preload()
told = {"held": held() == before, "threads": threading.active_count()}
told["missing"] = sorted(set(LIBRARIES) - set(sys.modules))
read, write = os.pipe()
if not os.fork():
    had = set(sys.modules)
    told["of_child"] = len(os.listdir("/proc/self/task"))
    told["outcome"] = validate(sys.argv[1], "submission", 2017).outcome
    told["imported"] = sorted(name for name in set(sys.modules) - had if name in ("pandas", "great_expectations"))
    os.write(write, json.dumps(told).encode())
    os._exit(0)
os.wait()
print(os.read(read, 65536).decode())
"""
WORKER = """
import json, psutil
from airflow.executors.executor_loader import ExecutorLoader

executor, _ = ExecutorLoader.import_default_executor_cls()
started = executor(parallelism=1)
started.start()
(pid,) = started.workers
told = [executor.is_local, any("/pandas/" in part.path for part in psutil.Process(pid).memory_maps())]
started.end()
print(json.dumps(told))
"""
CELERY = """
import json, sys
from airflow.providers.celery.executors.celery_executor import app

before = "great_expectations" in sys.modules
app.loader.import_default_modules()
print(json.dumps([before, "great_expectations" in sys.modules]))
"""


def run(code: str, *arguments: str, **variables: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *arguments],
        env=os.environ | variables, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_a_forked_task_validates_with_what_was_preloaded_and_inherits_no_thread_or_connection(writer_url: str) -> None:
    told = run(FORK, writer_url)
    assert told == {"held": True, "threads": 1, "missing": [], "of_child": 1, "outcome": "passed", "imported": []}


@pytest.mark.parametrize(("switch", "has"), [("1", True), ("0", False)])
def test_a_worker_of_the_scheduler_has_the_libraries_unless_it_is_switched_off(switch: str, *, has: bool) -> None:
    executor = stack.environment(8080)["AIRFLOW__CORE__EXECUTOR"]
    assert run(WORKER, AIRFLOW__CORE__EXECUTOR=executor, RKCI_PRELOAD=switch) == [True, has]


@pytest.mark.parametrize(("switch", "has"), [("1", True), ("0", False)])
def test_a_celery_worker_has_them_before_it_forks_unless_it_is_switched_off(switch: str, *, has: bool) -> None:
    environment = yaml.safe_load((paths.ROOT / "docker-compose.yaml").read_text())["x-airflow"]["environment"]
    variable = "AIRFLOW__CELERY__EXTRA_CELERY_CONFIG"
    assert run(CELERY, RKCI_PRELOAD=switch, **{variable: environment[variable]}) == [False, has]


def test_in_compose_the_scheduler_runs_tasks_by_the_same_executor() -> None:
    environment = yaml.safe_load((paths.ROOT / "docker-compose.yaml").read_text())["x-airflow"]["environment"]
    default = re.fullmatch(r"\$\{\w+:-(.+)\}", environment["AIRFLOW__CORE__EXECUTOR"])
    assert default
    assert default[1] == stack.environment(8080)["AIRFLOW__CORE__EXECUTOR"]
