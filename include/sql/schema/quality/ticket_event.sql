create table quality.ticket_event (
    ticket_event_id bigint generated always as identity primary key,
    ticket_id bigint not null references quality.ticket,
    occurred_at timestamptz not null,
    state text not null,
    file_hash text
);
create index on quality.ticket_event (ticket_id);
create trigger append_only before update or delete or truncate on quality.ticket_event
for each statement execute function ops.refuse_change();

comment on table quality.ticket_event is 'Every state that a ticket came to, append-only.';
comment on column quality.ticket_event.ticket_event_id is 'Running number.';
comment on column quality.ticket_event.ticket_id is 'Ticket.';
comment on column quality.ticket_event.occurred_at is 'When the pipeline noted it.';
comment on column quality.ticket_event.state is 'State from then on.';
comment on column quality.ticket_event.file_hash is 'File that brought it about: the one asked about, or the one that closed it; null for answers and expiry.';
