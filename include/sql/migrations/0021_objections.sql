-- Objections, decisions that cannot be changed, two stages of the ranking.
select 1;
