-- The one pass over the answers of a survey: like persons of a city are counted together, whatever number they are.
-- All is counted in whole numbers, exactly: neither the order of the rows nor the number of workers shows in the result.
-- Parameters: the cycle; profiles, sums and squares as expressions (rkci.survey.profiles); the bits that a count may take.
-- Read by rkci.survey.estimates.
drop function if exists core.gather_survey(integer, double precision);

create or replace function core.gather_survey(year integer, profiles text, sums text, squares text, bits integer)
returns void
language plpgsql volatile
-- nobody knows how many are alike before they are counted, and the planner takes them for ten times too many: it would
-- sort all answers on one core
set enable_sort = off
set parallel_setup_cost = 0
set parallel_tuple_cost = 0 as $$
declare
    alike constant text := 'city_code, wave, stratum, psu, age_group, sex, weight';
    pieces bigint;
    largest bigint;
begin
    -- like persons who are more than `bits` hold are counted in pieces; how many a sample of the pages tells, or the loop
    execute format(
        'select coalesce(max(n), 0) * 100 from (
            select count(*) as n from core.survey_response tablesample system (1) repeatable (1)
            where cycle_year = %s and is_counted group by %s
        ) as sampled',
        year, alike
    ) into largest;
    pieces := 1;
    loop
        while largest >= pieces << bits loop
            pieces := pieces * 2;
        end loop;
        -- the union with nothing has the profiles computed once per person, below the sums that look them up
        execute format(
            'create temp table survey_gathered on commit drop as
            select %1$s, count(*) as n, bool_or(is_simulated) as is_simulated, array[%4$s] as sums, array[%5$s] as squares
            from (
                select %1$s, is_simulated, %6$s as piece, %3$s
                from core.survey_response where cycle_year = %2$s and is_counted
                union all
                select %1$s, is_simulated, 0, %3$s from core.survey_response where false
            ) as answered
            group by %1$s%7$s',
            alike, year, profiles, sums, squares,
            case when pieces > 1 then format('hashtext(response_id) & %s', pieces - 1) else '0' end,
            case when pieces > 1 then ', piece' else '' end
        );
        select max(n) into largest from survey_gathered;
        exit when coalesce(largest, 0) < 1::bigint << bits;
        drop table survey_gathered;
        largest := largest * pieces * 2;
    end loop;
    analyze survey_gathered;
end
$$;
comment on function core.gather_survey(integer, text, text, text, integer)
is 'Makes the session''s table survey_gathered: the counted answers of a cycle by city and like persons, with the sums of every variable.';
