-- Nominees, visits, findings.
select 1;
