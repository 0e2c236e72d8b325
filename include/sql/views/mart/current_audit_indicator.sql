create view mart.current_audit_indicator with (security_invoker = true) as
select t.* from mart.audit_indicator as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_indicator is 'mart.audit_indicator of the releases in force.';
