create view mart.current_score with (security_invoker = true) as
select t.* from mart.score as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_score is 'mart.score of the releases in force.';
