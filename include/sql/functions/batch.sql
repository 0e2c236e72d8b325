-- What the views that suites read (views/quality/batch_*.sql) share: cycle and dataset of the session, the runs and
-- releases under check, and names stripped to what tells them apart.
-- Parameters: the session settings rkci.cycle and rkci.dataset, set by rkci.quality.validate in its connection.
-- Read by views/quality/batch_*.sql.
create or replace function quality.cycle() returns integer
language sql stable parallel safe as $$
    select nullif(current_setting('rkci.cycle', true), '')::integer
$$;
comment on function quality.cycle() is 'Cycle that the session validates (setting rkci.cycle); null if none is set.';

create or replace function quality.dataset() returns text
language sql stable parallel safe as $$
    select nullif(current_setting('rkci.dataset', true), '')
$$;
comment on function quality.dataset() is 'Dataset of the suite that the session runs (setting rkci.dataset); null if none is set.';

create or replace function quality.checked_run(of_cycle integer) returns setof scoring.run
language sql stable as $$
    select distinct on (framework_id) *
    from scoring.run
    where kind = 'cycle' and cycle_year = of_cycle and finished_at is not null
    order by framework_id, run_id desc
$$;
comment on function quality.checked_run(integer) is 'The newest finished run per framework of a cycle.';

create or replace function quality.checked_run() returns setof scoring.run
language sql stable as $$
    select * from quality.checked_run(quality.cycle())
$$;
comment on function quality.checked_run() is 'The newest finished run per framework of the cycle that the session validates.';

create or replace function quality.checked_release(of_cycle integer) returns setof mart.release
language sql stable as $$
    select distinct on (framework_id) *
    from mart.release
    where cycle_year = of_cycle and state in ('draft', 'current')
    order by framework_id, state = 'draft' desc, revision desc
$$;
comment on function quality.checked_release(integer) is 'Per framework of a cycle: the draft, or where there is none the current release.';

create or replace function quality.checked_release() returns setof mart.release
language sql stable as $$
    select * from quality.checked_release(quality.cycle())
$$;
comment on function quality.checked_release() is 'Per framework of the cycle that the session validates: the draft, or where there is none the current release.';

create or replace function quality.plain_name(name text) returns text
language sql immutable parallel safe as $$
    with words as (
        select trim(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g')) as text
    )
    select replace(
        regexp_replace(regexp_replace(text, '^(pemerintah |pemkot )?(kota |kotamadya )(administrasi )?', ''), ' (kota|city)$', ''),
        ' ', ''
    )
    from words
$$;
comment on function quality.plain_name(text) is 'A city name without case, spaces, punctuation and the word Kota: KOTA D U M A I and Dumai are both dumai.';
