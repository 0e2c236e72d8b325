create view mart.current_survey_estimate with (security_invoker = true) as
select t.* from mart.survey_estimate as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_survey_estimate is 'mart.survey_estimate of the releases in force.';
