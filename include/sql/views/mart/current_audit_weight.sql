create view mart.current_audit_weight with (security_invoker = true) as
select t.* from mart.audit_weight as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_weight is 'mart.audit_weight of the releases in force.';
