create view mart.current_sensitivity with (security_invoker = true) as
select t.* from mart.sensitivity as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_sensitivity is 'mart.sensitivity of the releases in force.';
