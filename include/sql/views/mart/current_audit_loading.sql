create view mart.current_audit_loading with (security_invoker = true) as
select t.* from mart.audit_loading as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_loading is 'mart.audit_loading of the releases in force.';
