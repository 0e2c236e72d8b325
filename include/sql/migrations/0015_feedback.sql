-- Feedback to the cities and clarification tickets.
select 1;
