create view mart.current_improvement with (security_invoker = true) as
select t.* from mart.improvement as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_improvement is 'mart.improvement of the releases in force.';
