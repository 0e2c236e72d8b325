create view mart.current_audit_reliability with (security_invoker = true) as
select t.* from mart.audit_reliability as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_reliability is 'mart.audit_reliability of the releases in force.';
