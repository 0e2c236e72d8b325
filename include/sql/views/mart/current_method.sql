create view mart.current_method with (security_invoker = true) as
select t.* from mart.method as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_method is 'mart.method of the releases in force.';
