"""The rules as data: `cases/<suite>.yaml` breaks every rule once and comes near to breaking it once.

A file has `key` (the column by which a row of the suite's view is known), `as` (how the n-th key is written),
`setup` (SQL that makes one good row per key, from the array `%(keys)s`), `then` (files of include/sql that are run
over the cases), `table` and, per rule, `fails` and `passes`: a
SET clause on the row of that key in `table`, a whole statement (`%(key)s` is the key), or a list of these. Where the
table holds arrays over the units, the clause sets the element of `unit.place`.
All cases of a suite are in one database and are validated in one run.
"""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import yaml

from rkci.database import sql_files
from rkci.quality.validate import ValidationOutcome, validate

CASES = Path(__file__).parent / "cases"
CYCLE = 2017
VECTORS = ("scoring.score", "scoring.rank")


@dataclass(frozen=True)
class Checked:
    """A suite run over all its cases: the keys that each rule found at fault, and those that it must and must not."""

    outcome: ValidationOutcome
    found: dict[str, set[str]]
    must: dict[str, str]
    must_not: dict[str, str]


def suites_with_cases() -> list[str]:
    return sorted(file.stem for file in CASES.glob("*.yaml"))


def check(owner_url: str, writer_url: str, suite: str) -> Checked:
    """Load the cases of a suite, validate them in one run, and sort what was found by rule."""
    cases = yaml.safe_load((CASES / f"{suite}.yaml").read_text(encoding="utf-8"))
    keys = [str(cases["as"]).format(number) for number in range(1, 2 * len(cases["rules"]) + 1)]
    must = {f"{suite}.{what}": key for what, key in zip(cases["rules"], keys[::2], strict=True)}
    must_not = {f"{suite}.{what}": key for what, key in zip(cases["rules"], keys[1::2], strict=True)}
    with closing(psycopg2.connect(owner_url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(cases["setup"], {"keys": keys, "cycle": CYCLE})
        for what, case in cases["rules"].items():
            for change, key in ((case["fails"], must), (case["passes"], must_not)):
                for step in change if isinstance(change, list) else [change]:
                    cursor.execute(_statement(cases, step), {"key": key[f"{suite}.{what}"], "cycle": CYCLE})
        for name in cases.get("then", ()):
            sql_files.run(connection, name, {"cycle": CYCLE})
    outcome = validate(writer_url, suite, None if cases.get("reference") else CYCLE)
    found: dict[str, set[str]] = {}
    with closing(psycopg2.connect(owner_url)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "select rule_id, row ->> %s from quality.failed_row where validation_id = %s",
            (cases["key"], outcome.validation_id),
        )
        for rule_id, key in cursor.fetchall():
            found.setdefault(rule_id, set()).add(key)
    return Checked(outcome, found, must, must_not)


def _statement(cases: dict[str, Any], change: str) -> str:
    if change.split()[0] in ("update", "insert", "delete", "with"):
        return change
    if cases["table"] in VECTORS:
        return (
            f"update {cases['table']} as step set {change} from scoring.run_unit as unit"
            " where unit.run_id = step.run_id and unit.unit_code = %(key)s"
        )
    return f"update {cases['table']} set {change} where {cases['key']} = %(key)s"
