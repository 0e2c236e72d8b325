-- Desk assessment: the level that assessors give to a maturity answer.
select 1;
