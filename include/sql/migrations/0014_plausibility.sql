-- What plausibility rules of submitted answers compare with.
select 1;
