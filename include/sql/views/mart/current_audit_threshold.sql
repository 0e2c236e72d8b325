create view mart.current_audit_threshold with (security_invoker = true) as
select t.* from mart.audit_threshold as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_threshold is 'mart.audit_threshold of the releases in force.';
