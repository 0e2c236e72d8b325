"""The Data Docs: a page per suite, a page per last result, and an index, readable without network and script.

Great Expectations renders what it found. The page around it is the project's own, in `include/data_docs`, as the
pages of Great Expectations load styles, scripts and a counted logo from public hosts. What the project's pages
hold comes from workbooks of strangers too, so it is escaped, and a policy in the page forbids to load anything.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import escape

from rkci import paths
from rkci.database.connection import connect

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuite, ExpectationSuiteValidationResult
    from great_expectations.render.view import DefaultJinjaPageView

TEMPLATES = paths.INCLUDE / "data_docs"


def folder() -> Path:
    """Folder of the site, entered by `index.html`."""
    return paths.build() / "data_docs"


def write_pages(
    suite: "ExpectationSuite", result: "ExpectationSuiteValidationResult", cycle_year: int | None
) -> None:
    """Renew the page of a suite's rules and the page of its last result in a cycle (None: reference data)."""
    from great_expectations.core.run_identifier import RunIdentifier
    from great_expectations.render.renderer import ExpectationSuitePageRenderer, ValidationResultsPageRenderer

    run_name = str(cycle_year or "reference")
    result.meta["run_id"] = RunIdentifier(run_name=run_name, run_time=datetime.now(UTC))
    ...
