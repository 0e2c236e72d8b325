"""Great Expectations on PostgreSQL: evaluates the rules of a suite and renews its pages in the Data Docs.

Importing Great Expectations takes 5-12 s, so it is imported when a suite is evaluated and never before.
"""

import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rkci.quality import data_docs
from rkci.quality.suites import Rule, Suite

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.data_context import EphemeralDataContext

CUSTOM_SQL = "unexpected_rows_expectation"


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
    """Evaluate every rule of a suite, in the order of its file, and renew its pages in the Data Docs.

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
                "description": f"{rule.rule_id} ({rule.severity}): {rule.reason} {rule.message_en}",
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
    data_docs.write_pages(expectations, result, cycle_year)
    found = {each.expectation_config.meta["rule_id"]: each for each in result.results}
    return [_finding(rule, found[rule.rule_id], suite) for rule in suite.rules]


def own_query(rule: Rule, suite: Suite) -> str:
    """The statement of a rule that is custom SQL: it selects the failing rows of the suite's view, whole."""
    return str(rule.kwargs["unexpected_rows_query"].format(batch=f"{suite.schema}.{suite.table}"))


def _finding(rule: Rule, found: "ExpectationValidationResult", suite: Suite) -> Finding:
    exceptions = found.exception_info
    each = [exceptions] if "raised_exception" in exceptions else exceptions.values()
    messages = [one["exception_message"] for one in each if one["raised_exception"]]
    if messages:
        return Finding(rule, "crashed", 0, None, "; ".join(messages))
    observed: dict[str, Any] = found.result
    outcome = "passed" if found.success else "failed"
    if rule.type == CUSTOM_SQL:
        return Finding(rule, outcome, int(observed["observed_value"]), own_query(rule, suite), None)
    if "unexpected_count" in observed:
        query = observed["unexpected_index_query"] and observed["unexpected_index_query"].rstrip(";")
        # over no rows at all the count is null, a sum of nothing
        return Finding(rule, outcome, int(observed["unexpected_count"] or 0), query, None)
    return Finding(rule, outcome, 0, None, f"observed {observed['observed_value']}")


def _context() -> "EphemeralDataContext":
    import great_expectations
    from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults

    context: EphemeralDataContext = great_expectations.get_context(
        project_config=DataContextConfig(
            analytics_enabled=False,
            progress_bars={"globally": False},
            store_backend_defaults=InMemoryStoreBackendDefaults(),
        )
    )
    return context
