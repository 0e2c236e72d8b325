"""Data-quality rules: what they flag, what they leave alone, and what then no longer counts."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from psycopg2.extensions import connection as Connection
from surveyed import ITEMS, OPENS, SAMPLING, as_csv, deliver, response, rows

from rkci import cycles
from rkci.database import sql_files


def test_each_rule_flags_what_it_is_for_and_nothing_else(
    opened: Connection, box: Path, take_in: Callable[[], bool]
) -> None:
    start = OPENS - timedelta(hours=5)
    records = [response(number) for number in range(40)]
    records += [
        response(50, phone=records[0]["phone"]),
        response(51, **{f"q/{item}": 3 for item in ITEMS}),
        # nineteen equal answers and no other are fewer than the rule looks for
        response(52, **{f"q/{item}": 3 if place < 19 else "" for place, item in enumerate(ITEMS)}),
        response(53, end=(OPENS - timedelta(days=2) + timedelta(minutes=30 * 53 + 4)).isoformat()),
        response(54, end=(OPENS - timedelta(days=2) + timedelta(minutes=30 * 53)).isoformat()),
        *(
            response(
                60 + step,
                deviceid="burst",
                start=(start + timedelta(minutes=step)).isoformat(),
                end=(start + timedelta(minutes=step + 15)).isoformat(),
                _submission_time=(start + timedelta(minutes=20)).isoformat(),
            )
            for step in range(6)
        ),
        *(
            response(
                70 + step,
                deviceid="five",
                start=(start + timedelta(minutes=step)).isoformat(),
                end=(start + timedelta(minutes=step + 15)).isoformat(),
                _submission_time=(start + timedelta(minutes=20)).isoformat(),
            )
            for step in range(5)
        ),
        # one enumerator meets the content only
        *(
            response(80 + step, enumerator="happy", **{f"q/{item}": (5, 3)[step % 2] for item in ITEMS[::2]})
            for step in range(12)
        ),
    ]
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    deliver(box / "w1/export.csv", as_csv(records))
    take_in()
    flagged = dict(rows(opened, "select rule, answers from quality.survey_flag_by_wave"))
    assert flagged == {
        "same_phone": 1, "straight_lining": 1, "speeding": 1, "impossible_time": 1, "burst": 6, "enumerator_effect": 12,
    }  # fmt: skip
    assert rows(opened, "select count(*) from core.survey_response where not is_counted") == [(10,)]
    assert rows(opened, "select found_text from quality.survey_flag where rule = 'straight_lining'") == [
        (f"{len(ITEMS)} times 3",)
    ]
    # the thresholds are data: a rule that is not declared flags nothing
    rules = [rule.__dict__ | {"modes": []} for rule in cycles.load(2017).survey.flags if rule.rule == "same_device"]
    sql_files.run(opened, "quality/survey_flag.sql", {"cycle": 2017, "rules": json.dumps(rules)})
    assert {rule for (rule,) in rows(opened, "select rule from quality.survey_flag")} == {"same_device"}
