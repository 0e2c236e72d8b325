create view core.visit_photo as
select
    finding.cycle_year,
    finding.city_code,
    finding.indicator_code,
    named.photo,
    arrived.file_hash,
    coalesce(arrived.state, 'missing') as state,
    case when arrived.file_hash is null then 'missing' else arrived.problem end as problem,
    case
        when arrived.file_hash is null
            then 'Temuan menyebut foto ini sebagai bukti, tetapi fotonya belum diterima; letakkan dengan nama ini di '
            || 'folder visit_evidence kotanya, atau perbaiki namanya di temuan.'
        else arrived.message_id
    end as message_id,
    case
        when arrived.file_hash is null
            then 'A finding names this photo as evidence, and it has not arrived; put it under this name into the '
            || 'folder visit_evidence of the city, or fix the name in the finding.'
        else arrived.message_en
    end as message_en,
    finding.is_simulated
from core.visit_finding as finding
-- addresses on the web are no files; a name ends where the next begins
join lateral regexp_replace(finding.evidence, 'https?://\S+', '', 'gi') as written (words) on true
join lateral (
    select distinct btrim(found.part[1], E' \t\r\u00a0') as photo
    from regexp_matches(
            written.words,
            '([^;,:/\\\n]+?\.(?:jpe?g|jfif|png|webp|tiff?|hei[cf]|avif|gif|bmp))(?![[:alnum:]])',
            'gi'
        ) as found (part)
) as named on true
left join lateral (
    select
        evidence.file_hash,
        evidence.state,
        evidence.problem,
        evidence.message_id,
        evidence.message_en
    from (
        select
            receipt.file_hash,
            lower(regexp_replace(receipt.file_name, '^.*/', '')) as name
        from raw.receipt as receipt
        where
            receipt.cycle_year = finding.cycle_year
            and receipt.dataset = 'visit_evidence'
            and split_part(receipt.file_name, '/', 2) = finding.city_code
    ) as delivered
    join core.visit_evidence as evidence
        on evidence.cycle_year = finding.cycle_year and evidence.file_hash = delivered.file_hash
    -- words may stand before a name
    where right(' ' || lower(named.photo), length(delivered.name) + 1) = ' ' || delivered.name
    order by length(delivered.name) desc, delivered.file_hash
    limit 1
) as arrived on true;
comment on view core.visit_photo is 'One row per photo that a finding names as evidence: accepted, flagged or refused as in core.visit_evidence, or missing, which is an open question; always as of what has arrived by now, be it before the finding or after.';
