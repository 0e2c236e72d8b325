-- One column, one meaning, one unit: a value as asked, and beside it what is made of it by the denominator.
alter table mart.indicator_value add column denominated_value double precision;
comment on column mart.indicator_value.value
is 'Value as asked, in the unit, reported or imputed alike; null where missing. What was imputed per denominator is multiplied by it.';
comment on column mart.indicator_value.denominated_value
is 'The value divided by the denominator of the indicator, or the value itself where it has none; it is what is treated and normalised. Null where missing, and in releases built before this column.';
create or replace view mart.current_indicator_value as
select t.* from mart.indicator_value as t join mart.release as r using (release_id) where r.state = 'current';
