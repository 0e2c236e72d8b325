"""Made-up answers in core.survey_response, by seed and in SQL: cities with strata, PSUs, ages and sexes."""

from psycopg2.extensions import connection as Connection

ANSWERS = """
insert into core.survey_response (
    cycle_year, city_code, wave, response_id, stratum, psu, age_group, sex, is_counted, is_simulated, answer, file_hash
)
select
    2017,
    (1101 + n * %(cities)s / %(size)s)::text,
    'w1',
    'r' || lpad(n::text, 9, '0'),
    'S' || n %% 4,
    case when %(is_clustered)s then 'P' || (n %% 4) * 10 + (who & 7) end,
    (array['15-19', '20-29', '30-39', '40-49', '50-59', '60+'])[1 + ((who >> 8) & 1023) %% 6],
    (array['L', 'P'])[1 + ((who >> 20) & 1)],
    true,
    true,
    (
        select decode(string_agg(
            '0' || case when x > 29 then 0 else 1 + (x %% 5 + (who & 7) %% 5) / 2 end, '' order by item
        ), 'hex')
        from (select item, ((what >> (5 * item)) & 31) as x from generate_series(0, %(items)s - 1) as item) as drawn
    ),
    'made'
from generate_series(%(first)s::bigint, %(last)s::bigint) as n
cross join lateral (select hashint8extended(n, %(seed)s) as who, hashint8extended(n, %(seed)s + 1) as what) as drawn
"""


def make(
    connection: Connection,
    responses: int,
    *,
    cities: int = 3,
    items: int = 4,
    seed: int = 7,
    is_clustered: bool = True,
) -> None:
    """A cycle 2017 with so many answers over cities 1101..., two items per indicator, frames and margins."""
    with connection.cursor() as cursor:
        cursor.execute("insert into ops.cycle values (2017, 'made', 2017, now(), now(), now(), true)")
        cursor.execute(
            "insert into core.city select c::text, c::text, 'Kota ' || c, 'Aceh', 0, 0, 1, true, null, 'made'"
            " from generate_series(1101, 1100 + %s) as c",
            (cities + 1,),
        )
        cursor.execute(
            "insert into core.cycle_city select 2017, city_code, 60000, 2017, 'made', 'kecil' from core.city"
        )
        cursor.execute(
            "insert into core.survey_item select 2017, 'q' || lpad(i::text, 2, '0'), i, 'perception_' || (i + 1) / 2,"
            " 1, 5, case i %% 5 when 4 then -1 else 1 end from generate_series(1, %s) as i",
            (items,),
        )
        cursor.execute("insert into core.survey_wave values (2017, 'w1', 1, 'door', 40, '{}', 'made', true)")
        cursor.execute(
            "insert into core.survey_stratum select 2017, 'w1', city_code, 'S' || s, 60, 12000 + 1000 * s, 10, 10, '{}'"
            " from core.city, generate_series(0, 3) as s"
        )
        cursor.execute(
            "insert into core.survey_margin select 2017, 'w1', city_code, 'age_sex', age || '+' || sex, 4000 + 100 * k,"
            " 'made', 2017 from core.city,"
            " unnest(array['15-19', '20-29', '30-39', '40-49', '50-59', '60+']) with ordinality as ages (age, k),"
            " unnest(array['L', 'P']) as sex"
        )
        values = {"cities": cities, "items": items, "seed": seed, "is_clustered": is_clustered, "size": responses}
        cursor.execute(ANSWERS, values | {"first": 0, "last": responses - 1})
