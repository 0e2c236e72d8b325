-- Releases. One row of mart.release is one framework of one cycle in one revision.
create table mart.release (
    release_id text primary key,
    cycle_year integer not null,
    framework_id text not null,
    revision integer not null,
    state text not null check (state in ('draft', 'current', 'superseded', 'withdrawn')),
    title_id text not null,
    title_en text not null,
    is_simulated boolean not null,
    framework_hash text not null,
    content_hash text,
    run_id bigint not null,
    built_at timestamptz not null default now(),
    approved_by text,
    published_at timestamptz,
    unique (cycle_year, framework_id, revision)
);
create unique index release_current on mart.release (cycle_year, framework_id) where state = 'current';
create unique index release_draft on mart.release (cycle_year, framework_id) where state = 'draft';
comment on table mart.release is 'One row per release: one framework of one cycle in one revision.';
comment on column mart.release.release_id is '<cycle>-<framework>-r<revision>.';
comment on column mart.release.cycle_year is 'Cycle.';
comment on column mart.release.framework_id is 'Framework.';
comment on column mart.release.revision is 'Revision, from 1.';
comment on column mart.release.state is 'draft, current, superseded or withdrawn; BI does not see drafts.';
comment on column mart.release.title_id is 'Title of the framework in Indonesian.';
comment on column mart.release.title_en is 'Title of the framework in English.';
comment on column mart.release.is_simulated is 'True if any value behind the release is simulated.';
comment on column mart.release.framework_hash is 'Content hash of the framework folder.';
comment on column mart.release.content_hash is 'SHA-256 over every value of the rows of the release at 10 significant digits, without ids and times.';
comment on column mart.release.run_id is 'Scoring run that it was built from.';
comment on column mart.release.built_at is 'When it was built.';
comment on column mart.release.approved_by is 'Who approved it.';
comment on column mart.release.published_at is 'When it became current.';

create table mart.ranking (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    class_code text not null,
    city_code text not null,
    city_name text not null,
    province text not null,
    score double precision,
    rank_in_class integer,
    rank_overall integer,
    level_code text,
    coverage_pct double precision not null,
    official_pct double precision not null,
    submitted_pct double precision not null,
    survey_pct double precision not null,
    visit_pct double precision not null,
    imputed_pct double precision not null,
    simulated_pct double precision not null,
    primary key (release_id, city_code)
);
comment on table mart.ranking is 'One row per city of a release: its score, places, level, and what the score rests on.';
comment on column mart.ranking.release_id is 'Release.';
comment on column mart.ranking.cycle_year is 'Cycle.';
comment on column mart.ranking.framework_id is 'Framework.';
comment on column mart.ranking.class_code is 'besar, sedang or kecil, by the frozen population.';
comment on column mart.ranking.city_code is 'BPS code.';
comment on column mart.ranking.city_name is 'Official name.';
comment on column mart.ranking.province is 'Province.';
comment on column mart.ranking.score is 'Score of the index; null where there is too little to score.';
comment on column mart.ranking.rank_in_class is 'Place within the class, ties share the smaller; null below the coverage threshold.';
comment on column mart.ranking.rank_overall is 'Place among all cities of the release.';
comment on column mart.ranking.level_code is 'Maturity level of the score.';
comment on column mart.ranking.coverage_pct is 'Share of the weight of the framework that is reported or imputed, percent.';
comment on column mart.ranking.official_pct is 'Share of the weight from official statistics, percent.';
comment on column mart.ranking.submitted_pct is 'Share of the weight from the submission of the city, percent.';
comment on column mart.ranking.survey_pct is 'Share of the weight from the citizen survey, percent.';
comment on column mart.ranking.visit_pct is 'Share of the weight from field visits, percent.';
comment on column mart.ranking.imputed_pct is 'Share of the weight that is imputed, percent. The five origins add up to coverage_pct.';
comment on column mart.ranking.simulated_pct is 'Share of the weight that is simulated, percent, whatever its origin.';

create table mart.score (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    node_code text not null,
    parent_code text,
    level integer not null,
    side text not null,
    name_id text not null,
    name_en text not null,
    score double precision,
    rank_in_class integer,
    rank_overall integer,
    level_code text,
    primary key (release_id, city_code, node_code, side)
);
comment on table mart.score is 'One row per city and node of the tree, whole and for the process and the outcome side apart.';
comment on column mart.score.release_id is 'Release.';
comment on column mart.score.cycle_year is 'Cycle.';
comment on column mart.score.framework_id is 'Framework.';
comment on column mart.score.city_code is 'BPS code.';
comment on column mart.score.node_code is 'Node.';
comment on column mart.score.parent_code is 'Its parent; null for the index.';
comment on column mart.score.level is 'Level; sub-dimensions are 2, the index is the highest.';
comment on column mart.score.side is 'all, process or outcome.';
comment on column mart.score.name_id is 'Name in Indonesian.';
comment on column mart.score.name_en is 'Name in English.';
comment on column mart.score.score is 'Score; null where there is none.';
comment on column mart.score.rank_in_class is 'Place within the class.';
comment on column mart.score.rank_overall is 'Place among all.';
comment on column mart.score.level_code is 'Maturity level; only for side all.';

create table mart.indicator_value (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    indicator_code text not null,
    parent_code text not null,
    name_id text not null,
    name_en text not null,
    unit text not null,
    side text not null,
    value double precision,
    status text not null,
    origin text,
    is_simulated boolean not null,
    year integer,
    normalised double precision,
    source text,
    file_hash text,
    sheet text,
    cell text,
    primary key (release_id, city_code, indicator_code)
);
comment on table mart.indicator_value is 'One row per city and indicator: the raw value, what became of it, and where it came from.';
comment on column mart.indicator_value.release_id is 'Release.';
comment on column mart.indicator_value.cycle_year is 'Cycle.';
comment on column mart.indicator_value.framework_id is 'Framework.';
comment on column mart.indicator_value.city_code is 'BPS code.';
comment on column mart.indicator_value.indicator_code is 'Indicator.';
comment on column mart.indicator_value.parent_code is 'Node above it.';
comment on column mart.indicator_value.name_id is 'Name in Indonesian.';
comment on column mart.indicator_value.name_en is 'Name in English.';
comment on column mart.indicator_value.unit is 'Unit of value.';
comment on column mart.indicator_value.side is 'process or outcome.';
comment on column mart.indicator_value.value is 'Raw or imputed value in the unit; null where missing.';
comment on column mart.indicator_value.status is 'reported, missing or not_applicable.';
comment on column mart.indicator_value.origin is 'official, submitted, survey, visit or imputed; null where missing.';
comment on column mart.indicator_value.is_simulated is 'True for a simulated value.';
comment on column mart.indicator_value.year is 'Year that the value describes.';
comment on column mart.indicator_value.normalised is 'Value on the scale of the index, more is better.';
comment on column mart.indicator_value.source is 'Source of an official value, or name of the file of another.';
comment on column mart.indicator_value.file_hash is 'SHA-256 of the file that it came in, where there is one.';
comment on column mart.indicator_value.sheet is 'Sheet, where there is one.';
comment on column mart.indicator_value.cell is 'Cell, where there is one.';

create table mart.contribution (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    indicator_code text not null,
    effective_weight double precision not null,
    contribution double precision not null,
    primary key (release_id, city_code, indicator_code)
);
comment on table mart.contribution is 'One row per city and present indicator: the points that it gives the index; they add up to the score.';
comment on column mart.contribution.release_id is 'Release.';
comment on column mart.contribution.cycle_year is 'Cycle.';
comment on column mart.contribution.framework_id is 'Framework.';
comment on column mart.contribution.city_code is 'BPS code.';
comment on column mart.contribution.indicator_code is 'Indicator.';
comment on column mart.contribution.effective_weight is 'Weight in the index of this city after rescaling over what is present.';
comment on column mart.contribution.contribution is 'Points of the index (arithmetic) or of its transform; see scoring.contribution.';

create view mart.current_release as
select r.* from mart.release as r where r.state = 'current';
comment on view mart.current_release is 'The release in force per framework and cycle.';

create view mart.current_ranking as
select t.* from mart.ranking as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_ranking is 'mart.ranking of the releases in force.';

create view mart.current_score as
select t.* from mart.score as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_score is 'mart.score of the releases in force.';

create view mart.current_indicator_value as
select t.* from mart.indicator_value as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_indicator_value is 'mart.indicator_value of the releases in force.';

create view mart.current_contribution as
select t.* from mart.contribution as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_contribution is 'mart.contribution of the releases in force.';
