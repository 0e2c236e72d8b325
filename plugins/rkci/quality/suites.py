"""The rules: suites of Great Expectations, kept by hand in `expectations/<suite>.json`.

A file is native Great Expectations JSON. Beyond it, the suite's `meta` names the view that it runs on (`table`), what
that shows (`dataset`: a staged one, `scores` or `releases`) and what a critical failure does (`on_critical`: `stop` the
run, or `reject` the rows and go on); each expectation's `meta` has the `rule_id` (`<suite>.<what>`), the `reason` for
the rule, and what to tell people and what they can do about it, as `message_id` (Indonesian) and `message_en`.
"""

import json
from dataclasses import dataclass
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import paths

SEVERITIES = ("critical", "warning", "info")
ON_CRITICAL = ("stop", "reject")


class SuiteError(ValueError):
    """A suite file does not hold; the message names the file and the rule, and says what to do."""


@dataclass(frozen=True)
class Rule:
    """One expectation: its words, and `type` and `kwargs` as Great Expectations has them."""

    rule_id: str
    severity: str
    reason: str
    message_id: str
    message_en: str
    type: str
    kwargs: dict[str, Any]


@dataclass(frozen=True)
class Suite:
    """The rules of one view `<schema>.<table>`, in the order of the file."""

    name: str
    schema: str
    table: str
    dataset: str
    on_critical: str
    rules: tuple[Rule, ...]


def names() -> tuple[str, ...]:
    """Every suite there is, by name."""
    return tuple(sorted(file.stem for file in paths.EXPECTATIONS.glob("*.json")))


def load(name: str) -> Suite:
    """The suite in `expectations/<name>.json`. Raises SuiteError if it is absent or not complete."""
    file = paths.EXPECTATIONS / f"{name}.json"
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        schema, table = content["meta"]["table"].split(".")
        suite = Suite(
            name=content["name"],
            schema=schema,
            table=table,
            dataset=content["meta"]["dataset"],
            on_critical=content["meta"]["on_critical"],
            rules=tuple(_rule(given) for given in content["expectations"]),
        )
    except FileNotFoundError as error:
        raise SuiteError(f"There is no expectations/{name}.json; the suites are {', '.join(names())}.") from error
    except json.JSONDecodeError as error:
        raise SuiteError(f"expectations/{name}.json is not JSON: {error}.") from error
    except KeyError as error:
        raise SuiteError(f"expectations/{name}.json: {error} is missing; see docs/validation.md.") from error
    faults = _faults(name, suite)
    if faults:
        raise SuiteError(f"expectations/{name}.json: " + " ".join(faults))
    return suite


def write_rules(connection: Connection) -> int:
    """Make quality.rule hold the rules of all suites and no others; returns their number."""
    rules = [(suite.name, rule) for suite in map(load, names()) for rule in suite.rules]
    with connection.cursor() as cursor:
        cursor.execute("delete from quality.rule where rule_id <> all (%s)", ([rule.rule_id for _, rule in rules],))
        cursor.executemany(
            """
            insert into quality.rule (rule_id, suite, severity, reason, message_id, message_en)
            values (%s, %s, %s, %s, %s, %s)
            on conflict (rule_id) do update
            set (suite, severity, reason, message_id, message_en)
                = (excluded.suite, excluded.severity, excluded.reason, excluded.message_id, excluded.message_en)
            """,
            [
                (rule.rule_id, name, rule.severity, rule.reason, rule.message_id, rule.message_en)
                for name, rule in rules
            ],
        )
    return len(rules)


def _rule(given: dict[str, Any]) -> Rule:
    meta = given["meta"]
    return Rule(
        rule_id=meta["rule_id"],
        severity=given["severity"],
        reason=meta["reason"],
        message_id=meta["message_id"],
        message_en=meta["message_en"],
        type=given["type"],
        kwargs=given["kwargs"],
    )


def _faults(name: str, suite: Suite) -> list[str]:
    faults = []
    if suite.name != name:
        faults.append(f"Its name is {suite.name!r}; it must be that of the file.")
    if suite.on_critical not in ON_CRITICAL:
        faults.append(f"on_critical is {suite.on_critical!r}; valid are {', '.join(ON_CRITICAL)}.")
    seen: set[str] = set()
    for rule in suite.rules:
        if not rule.rule_id.startswith(f"{name}."):
            faults.append(f"The rule {rule.rule_id!r} must be called {name}.<what>.")
        if rule.rule_id in seen:
            faults.append(f"The rule {rule.rule_id} is there twice; ids are unique.")
        if rule.severity not in SEVERITIES:
            faults.append(f"{rule.rule_id}: severity is {rule.severity!r}; valid are {', '.join(SEVERITIES)}.")
        if not all((rule.reason, rule.message_id, rule.message_en)):
            faults.append(f"{rule.rule_id}: reason, message_id and message_en must all say something.")
        seen.add(rule.rule_id)
    return faults
