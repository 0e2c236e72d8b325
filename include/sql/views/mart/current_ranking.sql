create view mart.current_ranking with (security_invoker = true) as
select t.* from mart.ranking as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_ranking is 'mart.ranking of the releases in force.';
