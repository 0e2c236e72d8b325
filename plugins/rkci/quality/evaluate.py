"""Great Expectations on PostgreSQL: evaluates the rules of a suite and keeps its Data Docs.

Importing Great Expectations takes 5-12 s, so it is imported when a suite is evaluated and never before.
"""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rkci import paths
from rkci.quality.suites import Rule, Suite

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
    from great_expectations.data_context import EphemeralDataContext

CUSTOM_SQL = "unexpected_rows_expectation"
SITE = "rkci"


@dataclass(frozen=True)
class Finding:
    """What Great Expectations found by one rule.

    `rows_failed` is its own count; `query` selects exactly those rows, whole, and is None where a rule is about
    the table and not its rows. `detail` is the observed value, or the exception of a crash.
    """

    rule: Rule
    outcome: str
    rows_failed: int
    query: str | None
    detail: str | None


def evaluate(url: str, suite: Suite, columns: list[str], cycle_year: int | None) -> list[Finding]:
    """Evaluate every rule of a suite, in the order of its file, and renew its page in the Data Docs.

    `url` is a libpq URL over TCP that carries the session settings; `columns` are all columns of the suite's view.
    A rule that cannot be evaluated is `crashed`, which is neither passed nor failed.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    from great_expectations.core import ExpectationSuite

    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    context = _context()
    expectations = ExpectationSuite(
        name=suite.name,
        expectations=[
            {
                "type": rule.type,
                "kwargs": rule.kwargs,
                "severity": rule.severity,
                "description": f"{rule.rule_id}: {rule.reason} {rule.message_en}",
                "meta": {"rule_id": rule.rule_id},
            }
            for rule in suite.rules
        ],
    )
    # `$` would start one of Great Expectations' own substitutions
    dsn = "postgresql+psycopg2://" + url.partition("://")[2].replace("$", "%24")
    source = context.data_sources.add_postgres("warehouse", connection_string=dsn)
    try:
        asset = source.add_table_asset(suite.name, table_name=suite.table, schema_name=suite.schema)
        result = (
            asset.add_batch_definition_whole_table("whole")
            .get_batch()
            .validate(
                expectations,
                result_format={
                    "result_format": "COMPLETE",
                    "unexpected_index_column_names": columns,
                    "return_unexpected_index_query": True,
                },
            )
        )
    finally:
        source.get_execution_engine().close()
        source.get_engine().dispose()
    _renew_data_docs(context, expectations, result, cycle_year)
    found = {each.expectation_config.meta["rule_id"]: each for each in result.results}
    return [_finding(rule, found[rule.rule_id], suite) for rule in suite.rules]


def data_docs() -> Path:
    """Folder of the Data Docs site: the last result of every suite per cycle, entered by `index.html`."""
    return paths.build() / "data_docs"


def _finding(rule: Rule, found: "ExpectationValidationResult", suite: Suite) -> Finding:
    exceptions = found.exception_info
    each = [exceptions] if "raised_exception" in exceptions else exceptions.values()
    messages = [one["exception_message"] for one in each if one["raised_exception"]]
    if messages:
        return Finding(rule, "crashed", 0, None, "; ".join(messages))
    observed: dict[str, Any] = found.result
    outcome = "passed" if found.success else "failed"
    if rule.type == CUSTOM_SQL:
        query = rule.kwargs["unexpected_rows_query"].format(batch=f"{suite.schema}.{suite.table}")
        return Finding(rule, outcome, int(observed["observed_value"]), query, None)
    if "unexpected_count" in observed:
        query = observed["unexpected_index_query"] and observed["unexpected_index_query"].rstrip(";")
        # over no rows at all the count is null, a sum of nothing
        return Finding(rule, outcome, int(observed["unexpected_count"] or 0), query, None)
    return Finding(rule, outcome, 0, None, f"observed {observed['observed_value']}")


def _context() -> "EphemeralDataContext":
    import great_expectations
    from great_expectations.data_context.types.base import DataContextConfig

    def folder(path: Path, **options: str) -> dict[str, str]:
        return {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(path), **options}

    memory = {"class_name": "InMemoryStoreBackend"}
    results = data_docs() / ".results"
    context: EphemeralDataContext = great_expectations.get_context(
        project_config=DataContextConfig(
            config_version=4.0,
            analytics_enabled=False,
            progress_bars={"globally": False},
            stores={
                "expectations_store": {
                    "class_name": "ExpectationsStore",
                    "store_backend": folder(results / "suites", filepath_suffix=".json"),
                },
                "validation_results_store": {
                    "class_name": "ValidationResultsStore",
                    "store_backend": folder(results / "validations", filepath_suffix=".json"),
                },
                "checkpoint_store": {"class_name": "CheckpointStore", "store_backend": memory},
                "validation_definition_store": {"class_name": "ValidationDefinitionStore", "store_backend": memory},
            },
            expectations_store_name="expectations_store",
            validation_results_store_name="validation_results_store",
            checkpoint_store_name="checkpoint_store",
            data_docs_sites={
                SITE: {
                    "class_name": "SiteBuilder",
                    "show_how_to_buttons": False,
                    "store_backend": folder(data_docs()),
                    "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
                }
            },
        )
    )
    return context


def _renew_data_docs(
    context: "EphemeralDataContext",
    suite: Any,
    result: "ExpectationSuiteValidationResult",
    cycle_year: int | None,
) -> None:
    from great_expectations.core.run_identifier import RunIdentifier
    from great_expectations.data_context.types.resource_identifiers import (
        ExpectationSuiteIdentifier,
        ValidationResultIdentifier,
    )

    name = ExpectationSuiteIdentifier(suite.name)
    run_name = str(cycle_year or "reference")
    # the page's address holds the year and no clock, so that the newest result takes the place of the last one
    address = RunIdentifier(run_name=run_name, run_time=datetime(cycle_year or 1970, 1, 1, tzinfo=UTC))
    page = ValidationResultIdentifier(name, address, suite.name)
    result.meta["run_id"] = RunIdentifier(run_name=run_name, run_time=datetime.now(UTC))
    with _lock():
        context.suites.add_or_update(suite)
        context.validation_results_store.set(page, result)
        context.build_data_docs(site_names=[SITE], resource_identifiers=[name, page])


@contextmanager
def _lock() -> Iterator[None]:
    """One process at a time writes the site: tasks of several Dags share it."""
    data_docs().mkdir(parents=True, exist_ok=True)
    with (data_docs() / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
