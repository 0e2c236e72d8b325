-- One row per indicator that a city was asked for and did not answer.
-- Inputs: quality.missing_by_city.
-- Parameters: cycle.
-- Read by rkci.intake.feedback.
select
    city_code,
    'missing' as severity,
    'submissions' as dataset,
    'row' as layer,
    null as file_name,
    null as sheet,
    null as cell,
    indicator_code,
    name_id,
    name_en,
    null as found_text,
    'Belum dijawab. Isi jawabannya, TAP bila tidak berlaku, atau - bila tidak ada data.' as message_id,
    'Not answered. Give the answer, TAP if it does not apply, or - if there are no data.' as message_en,
    null as ticket_id,
    null as ticket_deadline
from quality.missing_by_city
where cycle_year = %(cycle)s and reason = 'not_answered'
order by city_code, indicator_code
