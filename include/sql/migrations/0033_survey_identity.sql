-- Exports of the survey: who exported them and what their times mean, what identifies a record through its edits, and
-- what a supervisor said of it.

alter table raw.survey_reading add column producer text not null default '';
alter table raw.survey_reading add column submitted_zone text;
comment on column raw.survey_reading.producer is 'Program that exported the file: kobo, central, surveycto, briefcase or table; blank for a sampling file.';
comment on column raw.survey_reading.submitted_zone is 'Time zone in which the program writes a time of submission without an offset; null for the local one.';

alter table raw.survey_row add column root_id text;
alter table raw.survey_row add column record_id text;
alter table raw.survey_row add column edits_text text;
alter table raw.survey_row add column review_text text;
comment on column raw.survey_row.response_id is 'Keyed hash of the uuid of this version of the response; null where it has none.';
comment on column raw.survey_row.root_id is 'Keyed hash of the uuid of its first version, which edits keep (KEY, meta/rootUuid).';
comment on column raw.survey_row.record_id is 'Keyed hash of its number on the server, which edits keep (_id of Kobo).';
comment on column raw.survey_row.edits_text is 'Number of its edits as written (Edits of ODK Central).';
comment on column raw.survey_row.review_text is 'What a supervisor said of it: rejected, approved, pending, or the word as written.';
comment on column raw.survey_row_other.response_id is 'Keyed hash of the uuid of this version of the response; null where it has none.';
comment on column raw.survey_row_other.root_id is 'Keyed hash of the uuid of its first version, which edits keep (KEY, meta/rootUuid).';
comment on column raw.survey_row_other.record_id is 'Keyed hash of its number on the server, which edits keep (_id of Kobo).';
comment on column raw.survey_row_other.edits_text is 'Number of its edits as written (Edits of ODK Central).';
comment on column raw.survey_row_other.review_text is 'What a supervisor said of it: rejected, approved, pending, or the word as written.';

alter table staging.survey_response add column version_id text;
alter table staging.survey_response add column edits integer;
alter table staging.survey_response add column is_edited boolean not null default false;
alter table staging.survey_response add column review text;
alter table staging.survey_response add column started_text text;
alter table staging.survey_response add column ended_text text;
comment on column staging.survey_response.response_id is 'What identifies the person''s record in every version and export of it: a keyed hash.';
comment on column staging.survey_response.version_id is 'Keyed hash of the uuid of this version.';
comment on column staging.survey_response.edits is 'Number of its edits; null where the program does not tell.';
comment on column staging.survey_response.is_edited is 'True for a version that was edited after it was sent.';
comment on column staging.survey_response.review is 'What a supervisor said of it: rejected, approved, pending, or a word that is not known.';
comment on column staging.survey_response.started_text is 'Start of the interview as written.';
comment on column staging.survey_response.ended_text is 'End of the interview as written.';
comment on column staging.survey_response_other.response_id is 'What identifies the person''s record in every version and export of it: a keyed hash.';
comment on column staging.survey_response_other.version_id is 'Keyed hash of the uuid of this version.';
comment on column staging.survey_response_other.edits is 'Number of its edits; null where the program does not tell.';
comment on column staging.survey_response_other.is_edited is 'True for a version that was edited after it was sent.';
comment on column staging.survey_response_other.review is 'What a supervisor said of it: rejected, approved, pending, or a word that is not known.';
comment on column staging.survey_response_other.started_text is 'Start of the interview as written.';
comment on column staging.survey_response_other.ended_text is 'End of the interview as written.';

alter table core.survey_response add column row_number integer not null default 0;
comment on column core.survey_response.row_number is 'Record of that export, the heading being 1.';
comment on column core.survey_response_other.row_number is 'Record of that export, the heading being 1.';
comment on column core.survey_response.response_id is 'What identifies the person''s record in every version and export of it: a keyed hash.';
comment on column core.survey_response_other.response_id is 'What identifies the person''s record in every version and export of it: a keyed hash.';
