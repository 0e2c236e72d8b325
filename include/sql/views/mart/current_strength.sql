create view mart.current_strength with (security_invoker = true) as
select t.* from mart.strength as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_strength is 'mart.strength of the releases in force.';
