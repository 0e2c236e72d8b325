"""Where things are. Everything is found from the project's root; two variables move what a run writes.

`RKCI_LOCAL` (default `<root>/.local`) holds the embedded PostgreSQL, Airflow's home, inbox, archive and
generated secrets; `RKCI_BUILD` (default `<root>/build`) holds what is rendered out.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "include"
SQL = INCLUDE / "sql"
FRAMEWORKS = INCLUDE / "frameworks"
REFERENCE = INCLUDE / "reference"
EXPECTATIONS = ROOT / "expectations"
DAGS = ROOT / "dags"
PLUGINS = ROOT / "plugins"


def local() -> Path:
    """Folder of everything that lives with one installation and is not rebuilt by `make clean`'s callers."""
    return Path(os.environ.get("RKCI_LOCAL", ROOT / ".local"))


def build() -> Path:
    """Folder of everything that is rendered out: releases, Data Docs, workbooks."""
    return Path(os.environ.get("RKCI_BUILD", ROOT / "build"))


def inbox() -> str:
    """Inbox as an ObjectStoragePath URL or a local folder; `RKCI_INBOX` overrides. Files of cycle 2017's
    submissions are in `<inbox>/2017/submissions/<city_code>/`."""
    return os.environ.get("RKCI_INBOX", str(local() / "inbox"))


def archive() -> str:
    """Archive as an ObjectStoragePath URL or a local folder; `RKCI_ARCHIVE` overrides. A file is there
    under `<first two digits of its SHA-256>/<SHA-256>`."""
    return os.environ.get("RKCI_ARCHIVE", str(local() / "archive"))
