-- Extensions that were granted and what tickets went through are only added to, as decisions are.
create trigger append_only before update or delete or truncate on ops.submission_extension
for each statement execute function ops.refuse_change();
create trigger append_only before update or delete or truncate on ops.assessment_extension
for each statement execute function ops.refuse_change();
create trigger append_only before update or delete or truncate on quality.ticket_event
for each statement execute function ops.refuse_change();
