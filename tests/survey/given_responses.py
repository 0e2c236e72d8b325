"""Made-up answers in core.survey_response, by seed and in SQL: cities with strata, PSUs, ages and sexes."""

from psycopg2.extensions import connection as Connection

CONTRACT = """
create table if not exists core.survey_response (
    cycle_year integer not null, city_code text not null, wave text not null, response_id text not null,
    stratum text, psu text, mode text, age_group text, sex text, district text, weight double precision,
    is_counted boolean not null, is_simulated boolean not null, answer smallint[] not null,
    submitted_at timestamptz, file_hash text not null,
    primary key (city_code, cycle_year, wave, response_id)
) partition by list (cycle_year);
create table if not exists core.survey_response_other partition of core.survey_response default;
create table if not exists core.survey_item (
    cycle_year integer not null, item text not null, position integer not null, indicator_code text not null,
    scale_min integer not null, scale_max integer not null, direction integer not null, primary key (cycle_year, item)
);
create table if not exists core.survey_wave (
    cycle_year integer not null, wave text not null, pool_weight double precision not null, mode text not null,
    target_n integer not null, form_versions text[] not null, file_hash text not null, is_simulated boolean not null,
    primary key (cycle_year, wave)
);
create table if not exists core.survey_stratum (
    cycle_year integer not null, wave text not null, city_code text not null, stratum text not null,
    psu_count integer not null, population bigint not null, sampled_psu integer not null, target_n integer not null,
    psus text[] not null, primary key (cycle_year, wave, city_code, stratum)
);
create table if not exists core.survey_margin (
    cycle_year integer not null, wave text not null, city_code text not null, margin text not null,
    category text not null, population bigint not null, source text not null, vintage integer not null,
    primary key (cycle_year, wave, city_code, margin, category)
);
"""
"""The tables of migration 0018 as far as estimates read them; nothing where they are there."""

ANSWERS = """
insert into core.survey_response (
    cycle_year, city_code, wave, response_id, stratum, psu, age_group, sex, is_counted, is_simulated, answer, file_hash
)
select
    2017,
    (1101 + n %% %(cities)s)::text,
    'w1',
    'r' || lpad(n::text, 9, '0'),
    'S' || (n / %(cities)s) %% 4,
    case when %(is_clustered)s then 'P' || ((n / %(cities)s) %% 4) * 10 + (who & 7) end,
    (array['15-19', '20-29', '30-39', '40-49', '50-59', '60+'])[1 + ((who >> 8) & 1023) %% 6],
    (array['L', 'P'])[1 + ((who >> 20) & 1)],
    true,
    true,
    array(
        select case when x > 29 then null else 1 + (x %% 5 + (who & 7) %% 5) / 2 end::smallint
        from (select ((what >> (5 * item)) & 31) as x from generate_series(0, %(items)s - 1) as item) as drawn
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
        cursor.execute(CONTRACT)
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
        values = {"cities": cities, "items": items, "seed": seed, "is_clustered": is_clustered}
        cursor.execute(ANSWERS, values | {"first": 0, "last": responses - 1})
