-- Earlier cycles, tickets of unknown files.
select 1;
