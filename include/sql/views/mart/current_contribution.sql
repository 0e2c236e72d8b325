create view mart.current_contribution with (security_invoker = true) as
select t.* from mart.contribution as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_contribution is 'mart.contribution of the releases in force.';
