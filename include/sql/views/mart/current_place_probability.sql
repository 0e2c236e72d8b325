create view mart.current_place_probability with (security_invoker = true) as
select t.* from mart.place_probability as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_place_probability is 'mart.place_probability of the releases in force.';
