create view mart.current_audit_correlation with (security_invoker = true) as
select t.* from mart.audit_correlation as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_correlation is 'mart.audit_correlation of the releases in force.';
