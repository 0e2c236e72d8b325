-- The clock by which a cycle lives: its time zone, and an instant as its people read it.
-- Parameters: the cycle; the instant.
-- Read by whatever takes a day for an instant, or writes one down for people.
create or replace function ops.cycle_timezone(of_cycle integer) returns text
language sql stable parallel safe as $$
    select coalesce((select timezone from ops.cycle where cycle_year = of_cycle), 'Asia/Jakarta')
$$;
comment on function ops.cycle_timezone(integer) is 'IANA name of the time zone of an open cycle; that of Jakarta for one that is not open.';

-- to_char writes the abbreviation of the session's time zone alone, so that is set for the moment
create or replace function ops.local_time(instant timestamptz, of_cycle integer) returns text
language plpgsql stable as $$
declare
    before constant text := current_setting('timezone');
    written text;
begin
    perform set_config('timezone', ops.cycle_timezone(of_cycle), true);
    written := to_char(instant, 'YYYY-MM-DD HH24:MI TZ');
    perform set_config('timezone', before, true);
    return written;
end
$$;
comment on function ops.local_time(timestamptz, integer) is 'An instant as people of the cycle read it: 2017-06-06 10:00 WIB.';
