-- What lets releases and cycles be compared: the method of a release, improvement apart from achievement, class changes.
create table mart.method (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    code text not null,
    parent_code text,
    level integer not null,
    weight double precision not null,
    effective_weight double precision not null,
    aggregation text,
    power double precision,
    data_threshold double precision,
    direction integer,
    transform text,
    denominator text,
    imputation text,
    treatment text,
    normalisation text,
    primary key (release_id, code)
);
comment on table mart.method is 'One row per node and indicator of a release: its weights and the method applied to it.';
comment on column mart.method.release_id is 'Release.';
comment on column mart.method.cycle_year is 'Cycle.';
comment on column mart.method.framework_id is 'Framework.';
comment on column mart.method.code is 'Node or indicator.';
comment on column mart.method.parent_code is 'Its parent; null for the index.';
comment on column mart.method.level is 'Level; indicators are 1, the index is the highest.';
comment on column mart.method.weight is 'Share in the parent; those of siblings add up to 1.';
comment on column mart.method.effective_weight is 'Share in the index, nothing missing; those of the indicators add up to 1.';
comment on column mart.method.aggregation is 'How the children of a node are aggregated; null for an indicator.';
comment on column mart.method.power is 'Exponent of the generalised mean; null for the others.';
comment on column mart.method.data_threshold is 'Smallest share of children (by number) that must be present; null if none.';
comment on column mart.method.direction is '+1 if more is better, -1 if less is; null for a node.';
comment on column mart.method.transform is 'ln before normalising by goalposts; null if none.';
comment on column mart.method.denominator is 'Denominator column; null if none.';
comment on column mart.method.imputation is 'Method and parameters of imputation (JSON); null for a node.';
comment on column mart.method.treatment is 'Method and parameters of outlier treatment (JSON); null for a node.';
comment on column mart.method.normalisation is 'Method and parameters of normalisation, goalposts included (JSON); null for a node.';

create view mart.current_method as
select t.* from mart.method as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_method is 'mart.method of the releases in force.';

alter table mart.indicator_value add column treated double precision;
comment on column mart.indicator_value.treated is 'Value after outlier treatment, which is what is normalised; null where missing.';
create or replace view mart.current_indicator_value as
select t.* from mart.indicator_value as t join mart.release as r using (release_id) where r.state = 'current';

create table mart.improvement (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    class_code text not null,
    score double precision,
    rank_in_class integer,
    earlier_cycle_year integer not null,
    earlier_class_code text,
    common_pct double precision not null,
    earlier_common_score double precision,
    common_score double precision,
    improvement double precision,
    improvement_rank_in_class integer,
    primary key (release_id, city_code)
);
comment on table mart.improvement is 'One row per city of a release: what it achieved, and apart from that what it improved since the cycle before, both cycles under the framework of the release. No row in a first cycle, nor under a framework that scales by the cities at hand.';
comment on column mart.improvement.release_id is 'Release.';
comment on column mart.improvement.cycle_year is 'Cycle.';
comment on column mart.improvement.framework_id is 'Framework.';
comment on column mart.improvement.city_code is 'BPS code.';
comment on column mart.improvement.class_code is 'Class in this cycle.';
comment on column mart.improvement.score is 'Achievement: score of the index, as in mart.ranking.';
comment on column mart.improvement.rank_in_class is 'Place by achievement within the class, as in mart.ranking.';
comment on column mart.improvement.earlier_cycle_year is 'The open cycle before this one.';
comment on column mart.improvement.earlier_class_code is 'Class in that cycle; null if it did not take part.';
comment on column mart.improvement.common_pct is 'Share of the weight of the framework that has a value in both cycles, percent.';
comment on column mart.improvement.earlier_common_score is 'Score of the earlier cycle under the framework of the release, on the values that both cycles have.';
comment on column mart.improvement.common_score is 'Score of this cycle on the values that both cycles have; differs from score where the earlier cycle has fewer.';
comment on column mart.improvement.improvement is 'common_score - earlier_common_score; null where either is missing or covers less than ranking.min_coverage.';
comment on column mart.improvement.improvement_rank_in_class is 'Place by improvement within the class of this cycle, ties share the smaller; null without improvement.';

create view mart.current_improvement as
select t.* from mart.improvement as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_improvement is 'mart.improvement of the releases in force.';

create view core.class_change as
with

ordered as (
    select
        *,
        row_number() over (order by cycle_year) as place
    from ops.cycle
)

select
    city.city_code,
    city.city_name,
    earlier.cycle_year as from_cycle_year,
    earlier.class_code as from_class_code,
    earlier.population as from_population,
    earlier.population_year as from_population_year,
    earlier.population_source as from_population_source,
    later.cycle_year as to_cycle_year,
    later.class_code as to_class_code,
    later.population as to_population,
    later.population_year as to_population_year,
    later.population_source as to_population_source
from ordered as cycle_before
join ordered as cycle_after on cycle_after.place = cycle_before.place + 1
join core.cycle_city as earlier on earlier.cycle_year = cycle_before.cycle_year
join core.cycle_city as later on later.cycle_year = cycle_after.cycle_year and later.city_code = earlier.city_code
join core.city as city on city.city_code = earlier.city_code
where later.class_code <> earlier.class_code;
comment on view core.class_change is 'One row per city whose class differs between a cycle and the next one, with the populations that were frozen for both.';

-- releases that were built before these columns and tables
update mart.indicator_value as given
set treated = cell.treated
from mart.release as release
join scoring.cell as cell on cell.run_id = release.run_id
where
    release.release_id = given.release_id
    and cell.unit_code = given.city_code
    and cell.indicator_code = given.indicator_code;

insert into mart.method (
    release_id, cycle_year, framework_id, code, parent_code, level, weight, effective_weight, aggregation, power,
    data_threshold, direction, transform, denominator, imputation, treatment, normalisation
)
select
    release.release_id,
    release.cycle_year,
    release.framework_id,
    weight.code,
    weight.parent_code,
    weight.level,
    weight.weight,
    weight.effective_weight,
    node.aggregation,
    node.power,
    node.data_threshold,
    indicator.direction,
    indicator.transform,
    indicator.denominator,
    indicator.imputation::text,
    indicator.treatment::text,
    indicator.normalisation::text
from mart.release as release
join scoring.weight as weight on weight.run_id = release.run_id
left join scoring.run_node as node on node.run_id = release.run_id and node.node_code = weight.code
left join scoring.run_indicator as indicator
    on indicator.run_id = release.run_id and indicator.indicator_code = weight.code;
