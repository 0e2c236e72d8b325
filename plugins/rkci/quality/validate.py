"""One run of a suite: evaluated by Great Expectations, recorded in `quality` with every failing row."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci.database.connection import connect
from rkci.quality import data_docs, suites
from rkci.quality.evaluate import Finding, evaluate, own_query
from rkci.quality.suites import Suite
from rkci.quality.validated import subject

EXAMPLES = 3
"""Failing rows per rule that an error shows; all of them are in quality.failed_row."""


class ValidationStopped(RuntimeError):
    """Critical rules failed, or rules could not be evaluated; the message names them, their words and first rows."""


class ValidationDisturbed(RuntimeError):
    """What is validated changed before what failed was recorded; nothing was recorded."""


@dataclass(frozen=True)
class Failure:
    """A rule that failed or crashed; `rows` are the first failing rows."""

    finding: Finding
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class ValidationOutcome:
    """What one run of a suite came to; `outcome` is that of quality.validation_run."""

    validation_id: int
    suite: str
    cycle_year: int | None
    outcome: str
    rules_evaluated: int
    rules_failed: int
    rules_crashed: int
    rows_failed: int
    failures: tuple[Failure, ...]

    @property
    def is_stop(self) -> bool:
        """True where the data must not go on."""
        return self.outcome in ("stopped", "crashed")

    def raise_if_stopped(self) -> None:
        """Raise ValidationStopped with the failed rules where the data must not go on."""
        if self.is_stop:
            raise ValidationStopped(str(self))

    def __str__(self) -> str:
        of_cycle = f" of cycle {self.cycle_year}" if self.cycle_year else ""
        lines = [
            f"Suite {self.suite}{of_cycle} {self.outcome} (validation {self.validation_id}): "
            f"{self.rules_evaluated} rules, {self.rules_failed} failed with {self.rows_failed} rows, "
            f"{self.rules_crashed} could not be evaluated."
        ]
        for failure in self.failures:
            rule, finding = failure.finding.rule, failure.finding
            lines.append(f"- {rule.rule_id} ({rule.severity}, {finding.outcome}, {finding.rows_failed} rows)")
            lines.extend([f"    {rule.message_id}", f"    {rule.message_en}"])
            if finding.detail:
                lines.append(f"    {finding.detail}")
            lines.extend(f"    row: {_words(row)}" for row in failure.rows)
        return "\n".join(lines)


def validate(url: str, suite: str, cycle_year: int | None) -> ValidationOutcome:
    """Run a suite on the warehouse at `url` (libpq, over TCP) and record it in one transaction.

    The suite's view is restricted to `cycle_year` by the session setting `rkci.cycle` (None is for reference data), and
    where several suites share it to the suite's dataset by `rkci.dataset`. What was validated is recorded with it
    (`quality.subject`), which is what `rkci.quality.validated` asks for. Raises SuiteError for a suite that is not
    valid, ValidationDisturbed if the rows changed meanwhile. Failed rules are returned, not raised: see
    `ValidationOutcome.raise_if_stopped`.
    """
    rules = suites.load(suite)
    # rows that were just written have no statistics yet: see sql_files.expect_unanalysed_rows
    session_url = _with_setting(_with_setting(url, "enable_nestloop=off"), f"rkci.dataset={rules.dataset}")
    if cycle_year is not None:
        session_url = _with_setting(session_url, f"rkci.cycle={cycle_year}")
    started_at = datetime.now(UTC)
    with connect(session_url) as connection:
        columns = _columns(connection, rules)
        validated = subject(connection, rules.dataset, cycle_year)
    findings = evaluate(session_url, rules, columns, cycle_year)
    with connect(session_url) as connection:
        if subject(connection, rules.dataset, cycle_year) != validated:
            raise ValidationDisturbed(
                f"Suite {suite} validated {validated}, and a moment later there was "
                f"{subject(connection, rules.dataset, cycle_year)}. Run it again."
            )
        outcome = _record(connection, rules, findings, cycle_year, validated, started_at)
    data_docs.write_index(url)
    return outcome


def judge(connection: Connection, suite: str, cycle_year: int) -> ValidationOutcome:
    """Run a suite whose rules are all custom SQL in the caller's transaction, on rows that nobody else sees yet.

    For what can be judged only in the midst of a step: answers are to tickets that the same run may have opened or
    extended. Recorded as any other run; without pages, since Great Expectations has no part in it.
    """
    rules, started_at = suites.load(suite), datetime.now(UTC)
    findings = []
    with connection.cursor() as cursor:
        cursor.execute("select set_config('rkci.cycle', %s, true)", (str(cycle_year),))
        _columns(connection, rules)
        for rule in rules.rules:
            query = own_query(rule, rules)
            cursor.execute(sql.SQL("select count(*) from ({}) as failing").format(sql.SQL(query)))
            ((failed,),) = cursor.fetchall()
            findings.append(Finding(rule, "failed" if failed else "passed", failed, query, None))
    return _record(connection, rules, findings, cycle_year, subject(connection, rules.dataset, cycle_year), started_at)


def _record(
    connection: Connection,
    suite: Suite,
    findings: list[Finding],
    cycle_year: int | None,
    validated: str,
    started_at: datetime,
) -> ValidationOutcome:
    failed = [finding for finding in findings if finding.outcome == "failed"]
    crashed = [finding for finding in findings if finding.outcome == "crashed"]
    outcome = _outcome(suite, failed, crashed)
    suites.write_rules(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into quality.validation_run (cycle_year, suite, subject, outcome, rules_evaluated, rules_failed,"
            " rules_crashed, started_at, finished_at) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " returning validation_id",
            (
                cycle_year, suite.name, validated, outcome, len(findings), len(failed), len(crashed), started_at,
                datetime.now(UTC),
            ),
        )  # fmt: skip
        ((validation_id,),) = cursor.fetchall()
        execute_values(
            cursor,
            "insert into quality.validation_result (validation_id, rule_id, severity, outcome, rows_failed, detail)"
            " values %s",
            [
                (validation_id, each.rule.rule_id, each.rule.severity, each.outcome, each.rows_failed, each.detail)
                for each in findings
            ],
        )
    failures = [Failure(each, _keep_rows(connection, validation_id, each, cycle_year)) for each in failed]
    return ValidationOutcome(
        validation_id=validation_id,
        suite=suite.name,
        cycle_year=cycle_year,
        outcome=outcome,
        rules_evaluated=len(findings),
        rules_failed=len(failed),
        rules_crashed=len(crashed),
        rows_failed=sum(each.rows_failed for each in failed),
        failures=(*failures, *(Failure(each, ()) for each in crashed)),
    )


def _outcome(suite: Suite, failed: list[Finding], crashed: list[Finding]) -> str:
    severities = {finding.rule.severity for finding in failed}
    if crashed:
        return "crashed"
    if "critical" in severities:
        return {"stop": "stopped", "reject": "rejected"}[suite.on_critical]
    return "flagged" if "warning" in severities else "passed"


def _keep_rows(
    connection: Connection, validation_id: int, finding: Finding, cycle_year: int | None
) -> tuple[dict[str, Any], ...]:
    """Write all failing rows of a rule to quality.failed_row; returns the first ones."""
    if finding.query is None:
        return ()
    # Composed, not bound: the query is the rule's own and may hold per cent signs.
    statement = sql.SQL(
        "insert into quality.failed_row (validation_id, rule_id, severity, cycle_year, row)"
        " select {}, {}, {}, {}, to_jsonb(failing) from ({}) as failing"
    ).format(
        *map(sql.Literal, (validation_id, finding.rule.rule_id, finding.rule.severity, cycle_year)),
        sql.SQL(finding.query),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        if cursor.rowcount != finding.rows_failed:
            raise ValidationDisturbed(
                f"{finding.rule.rule_id}: Great Expectations counted {finding.rows_failed} failing rows, "
                f"a moment later there were {cursor.rowcount}. Something else wrote to the same rows; run it again."
            )
        cursor.execute(
            "select row from quality.failed_row where validation_id = %s and rule_id = %s"
            " order by failed_row_id limit %s",
            (validation_id, finding.rule.rule_id, EXAMPLES),
        )
        return tuple(row for (row,) in cursor.fetchall())


def _columns(connection: Connection, suite: Suite) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns where table_schema = %s and table_name = %s"
            " order by ordinal_position",
            (suite.schema, suite.table),
        )
        columns = [name for (name,) in cursor.fetchall()]
    if not columns:
        raise suites.SuiteError(
            f"expectations/{suite.name}.json runs on {suite.schema}.{suite.table}, which is not there: "
            f"add include/sql/views/quality/{suite.table}.sql and migrate."
        )
    for rule in suite.rules:
        if missing := {*rule.found, *rule.where.values()} - set(columns):
            raise suites.SuiteError(
                f"expectations/{suite.name}.json: {rule.rule_id} tells of {', '.join(sorted(missing))}, which "
                f"{suite.schema}.{suite.table} does not have: name a column of the view, or add it there and migrate."
            )
    return columns


def _with_setting(url: str, setting: str) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    query["options"] = f"{query.get('options', '')} -c {setting}".strip()
    return urlunsplit(parts._replace(query=urlencode(query, quote_via=quote)))


def _words(row: dict[str, Any]) -> str:
    return ", ".join(f"{column} {value}" for column, value in row.items() if value is not None)
