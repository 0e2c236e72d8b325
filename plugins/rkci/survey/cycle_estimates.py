"""The estimates of the citizen survey: counted answers of a cycle -> core.survey_estimate -> values that score.

What is heavy is one pass that groups the answers by city; all else runs on its sums (docs/survey-estimates.md).
"""

from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci import cycles
from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.refusal import Refusal
from rkci.survey.file_estimates import compute, forget
from rkci.survey.profiles import Item, counting


def estimate_cycle(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Rebuild core.survey_estimate and the survey's core.indicator_value of a cycle; returns the rows of each.

    Raises Refusal if cycle.yaml has no rule for estimates. Commit ends the session's tables.
    """
    rule = cycles.of(connection, cycle_year).survey_estimates
    if rule is None:
        raise Refusal(
            f"cycle.yaml of {cycle_year} has no key `survey_estimates`, which says from when answers count; see "
            "include/frameworks/rkci-2017/cycle.yaml."
        )
    lock_cycle(connection, cycle_year)
    forget(connection)
    cycle = {"cycle": cycle_year}
    answers = _answers_version(connection, cycle_year)
    sql_files.expect_unanalysed_rows(connection)
    with connection.cursor() as cursor:
        cursor.execute("set local work_mem = '128MB'; set local default_statistics_target = 10")
    bits = _gather(connection, cycle_year, rule.favourable_from)
    sql_files.run(connection, "survey/response_unit.sql", cycle | {"trim": rule.trim, "bits": bits})
    sql_files.run(connection, "survey/response_category.sql", cycle)
    sql_files.run(connection, "survey/cross.sql", {})
    sql_files.run(connection, "survey/uncross.sql", {})
    sql_files.run(connection, "survey/response_part.sql", {})
    compute(connection, lonely_psu=rule.lonely_psu, is_dropping=True, is_domain_normal=False)
    published = cycle | {"suppress_below": rule.suppress_below, "target_share": rule.target_share}
    counts = {
        name: sql_files.run(connection, name, published)
        for name in ("core/survey_estimate.sql", "core/indicator_value_survey.sql")
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into core.survey_estimation (cycle_year, answers, estimates, estimated_at)"
            " values (%(cycle)s, %(answers)s, core.survey_estimates_version(%(cycle)s), clock_timestamp())"
            " on conflict (cycle_year) do update set (answers, estimates, estimated_at)"
            " = (excluded.answers, excluded.estimates, excluded.estimated_at)",
            cycle | {"answers": answers},
        )
    return counts


def is_estimated(connection: Connection, cycle_year: int) -> bool:
    """Whether the estimates of a cycle are there, made of just the answers that are there now, and untouched since.

    A cycle without answers has none.
    """
    (found,) = sql_files.query(connection, "checks/survey_is_estimated.sql", {"cycle": cycle_year})
    return bool(found["is_estimated"])


def _answers_version(connection: Connection, cycle_year: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select core.survey_answers_version(%s)", (cycle_year,))
        ((version,),) = cursor.fetchall()
    return str(version)


def _gather(connection: Connection, cycle_year: int, favourable_from: float) -> int:
    """Make survey_variable and survey_gathered, whose sums have so many bits for a count."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select item, position, indicator_code, scale_min, scale_max, direction from core.survey_item"
            " where cycle_year = %s",
            (cycle_year,),
        )
        counted = counting([Item(*row) for row in cursor], favourable_from)
        cursor.execute(
            "create temp table survey_variable (variable integer, indicator_code text, item text, resolution bigint,"
            " width integer) on commit drop"
        )
        execute_values(
            cursor,
            "insert into survey_variable values %s",
            [
                (number, each.indicator, each.item, each.resolution, each.width)
                for number, each in enumerate(counted.variables, start=1)
            ],
        )
        cursor.execute("analyze survey_variable")
        cursor.execute(
            "select core.gather_survey(%s, %s, %s, %s, %s)",
            (cycle_year, counted.profiles, counted.sums, counted.squares, counted.bits),
        )
    return counted.bits
