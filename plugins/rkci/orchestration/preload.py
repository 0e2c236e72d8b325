"""Libraries that tasks use, imported once in the process that tasks are forked from.

On Linux Airflow forks every task: what the parent has imported, the task has. The parent is the scheduler where tasks
run in it (`PreloadedLocalExecutor`), and the worker with Celery (`rkci.orchestration.preloaded`). RKCI_PRELOAD=0
switches both off; tasks then import what they need themselves.

Only libraries: the package's own modules are read by each task as they are by then. Nothing is connected to or started.
"""

import importlib
import logging
import os
import sys

LIBRARIES = (
    "great_expectations",  # brings NumPy, pandas, pyarrow and SciPy
    "airflow.providers.postgres.hooks.postgres",
    "openpyxl",
    "pyxform",
    "sklearn.metrics",
)
"""What takes a tenth of a second or more: 4 s of processor time and 230 MB together, once instead of in every task."""


def preload() -> None:
    """Import the libraries, unless RKCI_PRELOAD is 0 or tasks are not forked."""
    if os.environ.get("RKCI_PRELOAD") == "0" or not sys.platform.startswith("linux"):
        return
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    logging.getLogger("great_expectations").setLevel(logging.WARNING)  # it reports hundreds of its own functions
    for library in LIBRARIES:
        importlib.import_module(library)
