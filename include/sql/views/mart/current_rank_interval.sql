create view mart.current_rank_interval with (security_invoker = true) as
select t.* from mart.rank_interval as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_rank_interval is 'mart.rank_interval of the releases in force.';
