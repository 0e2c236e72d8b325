create view mart.current_audit_removal with (security_invoker = true) as
select t.* from mart.audit_removal as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_removal is 'mart.audit_removal of the releases in force.';
