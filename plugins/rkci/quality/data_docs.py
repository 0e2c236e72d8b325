"""The Data Docs: a page per suite, a page per last result, and an index, all read without network and script.

Great Expectations renders what it found; the pages around that are the project's, in `include/data_docs`. Its own
load styles and scripts from public hosts, and a logo that counts who looks. Pages show what stood in workbooks of
strangers: it is escaped, and the pages' policy lets a browser load nothing.
"""

import fcntl
import html
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, FileSystemLoader, pass_context
from jinja2.runtime import Context

from rkci import paths
from rkci.database.connection import connect

if TYPE_CHECKING:
    from great_expectations.core import (
        ExpectationSuite,
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )
    from great_expectations.render import RenderedDocumentContent
    from great_expectations.render.view import DefaultJinjaPageView

ROWS = 10
"""Failing rows per rule that a page shows; all of them are in quality.failed_row."""


def folder() -> Path:
    """Folder of the site, entered by `index.html`."""
    return paths.build() / "data_docs"


def write_pages(suite: "ExpectationSuite", result: "ExpectationSuiteValidationResult", cycle_year: int | None) -> None:
    """Renew the page of a suite's rules and that of its last result in a cycle; None is for reference data."""
    from great_expectations.core.run_identifier import RunIdentifier
    from great_expectations.render.renderer import ExpectationSuitePageRenderer, ValidationResultsPageRenderer

    cycle, rules = _cycle(cycle_year), _rules_page(suite.name)
    result.meta["run_id"] = RunIdentifier(run_name=cycle, run_time=datetime.now(UTC))
    failures = [_failure(each) for each in result.results if not each.success]
    _write_page(rules, ExpectationSuitePageRenderer().render(suite), heading=f"Rules of {suite.name}")
    _write_page(
        _result_page(suite.name, cycle_year),
        ValidationResultsPageRenderer().render(result),
        heading=f"{suite.name}, {cycle}",
        rules=rules,
        failures=[failure for failure in failures if failure["rows"]],
    )


def write_index(url: str) -> None:
    """Renew the index: the newest run of every suite per cycle, of those at `url` that have a page."""
    with _lock():
        with connect(url) as connection, connection.cursor() as cursor:
            cursor.execute(
                "select distinct on (cycle_year, suite) cycle_year, suite, outcome, rules_evaluated, rules_failed,"
                " rules_crashed from quality.validation_run order by cycle_year desc nulls last, suite,"
                " validation_id desc"
            )
            found = cursor.fetchall()
        runs = [
            {
                "suite": suite,
                "cycle": _cycle(cycle_year),
                "outcome": outcome,
                "evaluated": evaluated,
                "failed": failed,
                "crashed": crashed,
                "result": _result_page(suite, cycle_year),
                "rules": _rules_page(suite),
            }
            for cycle_year, suite, outcome, evaluated, failed, crashed in found
            if (folder() / _result_page(suite, cycle_year)).exists()
        ]
        text = _view().env.get_template("index.html").render(runs=runs)
        (folder() / "index.html").write_text(text, encoding="utf-8")


def _failure(found: "ExpectationValidationResult") -> dict[str, Any]:
    """A failed rule's first rows, whole but for the columns that are empty in all of them.

    Great Expectations would show the rows of some rules only, as one row of lists; they are taken out of its result.
    """
    rows = found.result.pop("unexpected_index_list", None) or found.result.get("details", {}).get("unexpected_rows", [])
    shown = rows[:ROWS]
    return {
        "rule_id": found.expectation_config.meta["rule_id"],
        "count": found.result.get("unexpected_count") or found.result.get("observed_value"),
        "columns": [column for column in shown[0] if any(row[column] is not None for row in shown)] if shown else [],
        "rows": shown,
    }


def _cycle(cycle_year: int | None) -> str:
    return str(cycle_year or "reference")


def _rules_page(suite: str) -> str:
    return f"expectations/{suite}.html"


def _result_page(suite: str, cycle_year: int | None) -> str:
    return f"validations/{suite}/{_cycle(cycle_year)}.html"


def _write_page(page: str, document: "RenderedDocumentContent", **context: Any) -> None:
    # the first block is a heading of its own, with links to where its own site would have the suite
    document.sections[0].content_blocks.pop(0)
    text: str = _view().render(document, template="page.html", home="../" * page.count("/"), **context)
    target = folder() / page
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


@cache
def _view() -> "DefaultJinjaPageView":
    """Great Expectations' view with the project's templates before its own, and with bare text escaped.

    One per process: compiling its 30 templates takes longer than rendering a page.
    """
    from great_expectations.render.view import DefaultJinjaPageView

    view = DefaultJinjaPageView()
    view.env.loader = ChoiceLoader([FileSystemLoader(paths.INCLUDE / "data_docs"), view.env.loader])

    @pass_context
    def render_content_block(context: Context, block: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(block, str):
            return html.escape(block)
        return view.render_content_block(context, block, *args, **kwargs)

    view.env.filters["render_content_block"] = render_content_block
    return view


@contextmanager
def _lock() -> Iterator[None]:
    """One process at a time writes the index: tasks of several Dags share it."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
