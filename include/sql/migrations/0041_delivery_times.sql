-- Times of a delivery: what the sender's machine says, when it was first seen, and which of the two counts.
alter table raw.receipt add column sent_at timestamptz, add column doubt text;
update raw.receipt set sent_at = received_at;
alter table raw.receipt
alter column sent_at set not null,
alter column seen_at set default clock_timestamp(),
add check (doubt in ('future', 'before_cycle', 'apart')),
drop constraint receipt_pkey,
add primary key (cycle_year, dataset, file_name, seen_at);
comment on table raw.receipt is 'One row per delivery seen in an inbox, identical content included; what lies there unchanged since its newest row is not read again.';
comment on column raw.receipt.received_at is 'When it was delivered: by the sender''s time or the first sight, whichever counts in the cycle (delivery of cycle.yaml).';
comment on column raw.receipt.sent_at is 'Modification time of the object in the inbox: what the sender''s machine says.';
comment on column raw.receipt.seen_at is 'When the pipeline first saw it.';
comment on column raw.receipt.doubt is 'Why the sender''s time is asked about: future, before_cycle or apart (long before the first sight); null if it is not.';
comment on column raw.file.received_at is 'When this content was first delivered (raw.receipt.received_at).';
