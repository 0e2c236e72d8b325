-- Deliveries of a file: the last one that counts, since the newest word is what was delivered last, and what is odd in them.
-- Inputs: raw.receipt.
-- Parameters: cycle, dataset and file; the folder below the dataset's, and the instant before which it was (null: any).
-- Read by what orders files or rows by their age (core/*.sql, quality/ticket_answer.sql), and by the suites of files.
create or replace function quality.last_delivered(
    of_cycle integer, of_dataset text, of_file text, in_folder text, before timestamptz
) returns timestamptz
language sql stable as $$
    select max(received_at)
    from raw.receipt
    where
        (cycle_year, dataset, file_hash) = (of_cycle, of_dataset, of_file)
        and (in_folder is null or substring(file_name from '^[^/]+/([^/]+)/') = in_folder)
        and (before is null or received_at < before)
$$;
comment on function quality.last_delivered(integer, text, text, text, timestamptz)
is 'When these bytes were last delivered, to a folder and before an instant if they are given; null if never.';

create or replace function quality.delivery_doubt(of_cycle integer, of_dataset text, of_file text) returns text
language sql stable as $$
    select string_agg(
        concat_ws(' ', doubt || ':', 'sent', ops.local_time(sent_at, of_cycle), 'seen', ops.local_time(seen_at, of_cycle)),
        '; ' order by seen_at
    )
    from raw.receipt
    where (cycle_year, dataset, file_hash) = (of_cycle, of_dataset, of_file) and doubt is not null
$$;
comment on function quality.delivery_doubt(integer, text, text)
is 'What is odd about the times of the deliveries of a file, in words; null if nothing is.';
