"""The simulated survey goes through the real intake: 40 cities, three waves, every planted fault found."""

from collections.abc import Callable
from pathlib import Path
from statistics import correlation

from psycopg2.extensions import connection as Connection
from surveyed import rows

from rkci import city_register, cycles, framework
from rkci.simulate import latent, survey

RULES = {"same_phone", "burst", "straight_lining", "speeding", "impossible_time"}


def test_forty_cities_come_in_with_every_fault_found_and_nothing_lost(
    opened: Connection, box: Path, take_in: Callable[[], bool]
) -> None:
    files = survey.write(cycles.load(2017), framework.load("rkci-2017"), box.parent, 2017, ["1276"])
    take_in()
    (per_city,) = rows(
        opened,
        "select count(*), min(answers), max(answers), bool_and(is_simulated) from (select city_code,"
        " count(*) as answers, bool_and(is_simulated) as is_simulated from core.survey_response group by 1) as c",
    )
    assert (per_city[0], per_city[3]) == (40, True)
    assert per_city[1] <= survey.BELOW_TARGET
    assert 380 <= per_city[2] <= 400
    (total,) = rows(
        opened,
        "select sum(received) = sum(accepted + rejected + superseded), min(superseded) >= 0, sum(superseded) > 0"
        " from quality.ledger where dataset = 'survey'",
    )
    assert total == (True, True, True)
    assert rows(opened, "select count(*) from quality.ledger where dataset = 'survey' and layer = 'file'") == [
        (len(files),)
    ]
    refused = {rule.split(".")[1] for (rule,) in rows(opened, "select distinct rule_id from quality.rejected_row")}
    assert refused >= {
        "readable", "wave_sampled", "well_shaped", "consent_given", "response_id_given", "once_in_file",
        "wave_matches", "city_known", "stratum_known", "psu_known", "in_scale", "sex_known", "age_group_known",
        "version_declared", "not_in_future", "not_rejected_in_review", "times_unambiguous",
    }  # fmt: skip
    flagged = rows(
        opened, "select rule, is_excluding, sum(answers)::integer from quality.survey_flag_by_wave group by 1, 2"
    )
    assert {rule for rule, *_ in flagged} >= RULES
    assert rows(
        opened,
        "select count(*) filter (where is_counted), count(*) filter (where not is_counted) > 0,"
        " count(*) filter (where not is_counted) < 0.05 * count(*)"
        " from core.survey_response having count(*) > 15000",
    )[0][1:] == (True, True)
    # opinions go with the city's factor
    means = dict(
        rows(
            opened,
            "select city_code, avg(nullif(get_byte(answer, 4), 0)::double precision) from core.survey_response"
            " where is_counted group by 1",
        )
    )
    factors = latent.factors([city.city_code for city in city_register.cities()], 2017, 2017)
    assert correlation([factors[city] for city in means], list(means.values())) > 0.8
