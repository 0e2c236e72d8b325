create view mart.current_stage_change with (security_invoker = true) as
select t.* from mart.stage_change as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_stage_change is 'mart.stage_change of the releases in force.';
