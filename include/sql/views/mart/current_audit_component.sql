create view mart.current_audit_component with (security_invoker = true) as
select t.* from mart.audit_component as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_component is 'mart.audit_component of the releases in force.';
