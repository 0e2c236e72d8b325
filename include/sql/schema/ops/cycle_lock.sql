create table ops.cycle_lock (
    cycle_year integer primary key
);

comment on table ops.cycle_lock is 'One row per cycle that was ever written to; whoever writes to the cycle holds its row locked.';
comment on column ops.cycle_lock.cycle_year is 'Cycle; 0 for reference data.';
