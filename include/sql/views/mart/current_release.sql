create view mart.current_release with (security_invoker = true) as
select r.* from mart.release as r where r.state = 'current';
comment on view mart.current_release is 'The release in force per framework and cycle.';
