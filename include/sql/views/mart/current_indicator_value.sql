create view mart.current_indicator_value with (security_invoker = true) as
select t.* from mart.indicator_value as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_indicator_value is 'mart.indicator_value of the releases in force.';
