-- The citizen survey: waves, sampling design, responses.
select 1;
