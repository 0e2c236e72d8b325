create view mart.current_audit_denominator with (security_invoker = true) as
select t.* from mart.audit_denominator as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_denominator is 'mart.audit_denominator of the releases in force.';
