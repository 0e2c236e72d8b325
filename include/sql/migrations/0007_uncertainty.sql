-- Uncertainty and sensitivity of a run, and what of it is published.
create table scoring.uncertainty_draw (
    run_id bigint not null references scoring.run on delete cascade,
    draw integer not null,
    parameters jsonb not null,
    primary key (run_id, draw)
);
comment on table scoring.uncertainty_draw is 'One row per draw of a simulation: what it varied, enough to make it again.';
comment on column scoring.uncertainty_draw.run_id is 'Run.';
comment on column scoring.uncertainty_draw.draw is 'Number; 0 is the published method.';
comment on column scoring.uncertainty_draw.parameters is 'Choices that differ from the published ones, and the streams of noise.';

create table scoring.uncertainty_unit (
    run_id bigint not null references scoring.run on delete cascade,
    group_column text not null,
    group_code text not null,
    unit_code text not null,
    draws integer not null,
    median_rank integer not null,
    rank_low integer not null,
    rank_high integer not null,
    score_mean double precision,
    score_sd double precision,
    score_low double precision,
    score_high double precision,
    p_first double precision not null,
    p_beats_next double precision,
    tie_group integer not null,
    places integer[] not null,
    probabilities double precision[] not null,
    primary key (run_id, group_column, unit_code)
);
comment on table scoring.uncertainty_unit is 'One row per ranked unit and grouping: what the draws say of its rank on the index.';
comment on column scoring.uncertainty_unit.run_id is 'Run.';
comment on column scoring.uncertainty_unit.group_column is 'Grouping column, or overall.';
comment on column scoring.uncertainty_unit.group_code is 'Group within which it is ranked, or overall.';
comment on column scoring.uncertainty_unit.unit_code is 'Unit.';
comment on column scoring.uncertainty_unit.draws is 'Random draws that give it a score; draw 0 is not among them.';
comment on column scoring.uncertainty_unit.median_rank is 'Smallest rank that at least half of the draws do not exceed.';
comment on column scoring.uncertainty_unit.rank_low is '5 per cent quantile of the rank: the best place to expect.';
comment on column scoring.uncertainty_unit.rank_high is '95 per cent quantile of the rank: the worst place to expect.';
comment on column scoring.uncertainty_unit.score_mean is 'Mean of the index over the draws that stand on the published scale.';
comment on column scoring.uncertainty_unit.score_sd is 'Standard deviation of the index over them.';
comment on column scoring.uncertainty_unit.score_low is '5 per cent quantile of the index over them.';
comment on column scoring.uncertainty_unit.score_high is '95 per cent quantile of the index over them.';
comment on column scoring.uncertainty_unit.p_first is 'Probability of a place among the first of its group (uncertainty.first_places).';
comment on column scoring.uncertainty_unit.p_beats_next is 'Probability of a better score than the next in the published order, a tie counting half; null for the last.';
comment on column scoring.uncertainty_unit.tie_group is 'Number of its tie group in the published order: its first unit, and those after it that the first does not beat with uncertainty.tie_probability.';
comment on column scoring.uncertainty_unit.places is 'Places in the group that some draw gave it, ascending.';
comment on column scoring.uncertainty_unit.probabilities is 'Share of its draws that gave it each of those places; they add up to 1.';

create view scoring.uncertainty_place as
select drawn.run_id, drawn.group_column, drawn.group_code, drawn.unit_code, cell.place, cell.probability
from scoring.uncertainty_unit as drawn
cross join lateral unnest(drawn.places, drawn.probabilities) as cell (place, probability);
comment on view scoring.uncertainty_place is 'One row per unit, grouping and place that some draw gave it: scoring.uncertainty_unit place by place.';

create table scoring.uncertainty_sobol (
    run_id bigint not null references scoring.run on delete cascade,
    factor text not null,
    first_order double precision not null,
    first_order_interval double precision not null,
    total double precision not null,
    total_interval double precision not null,
    runs integer not null,
    primary key (run_id, factor)
);
comment on table scoring.uncertainty_sobol is 'One row per varied choice: its Sobol indices for the mean absolute shift of ranks.';
comment on column scoring.uncertainty_sobol.run_id is 'Run.';
comment on column scoring.uncertainty_sobol.factor is 'What varies: normalisation, aggregation, weights_stream and so on.';
comment on column scoring.uncertainty_sobol.first_order is 'First-order index: the share of the variance that it makes alone.';
comment on column scoring.uncertainty_sobol.first_order_interval is 'Half width of its 95 per cent interval.';
comment on column scoring.uncertainty_sobol.total is 'Total index: the share that it makes alone and with the others.';
comment on column scoring.uncertainty_sobol.total_interval is 'Half width of its 95 per cent interval.';
comment on column scoring.uncertainty_sobol.runs is 'Evaluations of the index that it was estimated from.';

create table mart.rank_interval (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    class_code text not null,
    city_code text not null,
    city_name text not null,
    score double precision not null,
    rank_in_class integer not null,
    median_rank integer not null,
    rank_low integer not null,
    rank_high integer not null,
    score_low double precision,
    score_high double precision,
    p_first_ten double precision not null,
    p_beats_next double precision,
    tie_group integer not null,
    draws integer not null,
    seed bigint not null,
    primary key (release_id, city_code)
);
comment on table mart.rank_interval is 'One row per ranked city of a release: how sure its place in its class is. Empty where the framework declares no uncertainty.';
comment on column mart.rank_interval.release_id is 'Release.';
comment on column mart.rank_interval.cycle_year is 'Cycle.';
comment on column mart.rank_interval.framework_id is 'Framework.';
comment on column mart.rank_interval.class_code is 'Class within which it is ranked.';
comment on column mart.rank_interval.city_code is 'BPS code.';
comment on column mart.rank_interval.city_name is 'Official name.';
comment on column mart.rank_interval.score is 'Published score.';
comment on column mart.rank_interval.rank_in_class is 'Published place in the class.';
comment on column mart.rank_interval.median_rank is 'Median of its place over the draws.';
comment on column mart.rank_interval.rank_low is '5 per cent quantile of its place: the best to expect.';
comment on column mart.rank_interval.rank_high is '95 per cent quantile of its place: the worst to expect.';
comment on column mart.rank_interval.score_low is '5 per cent quantile of its score.';
comment on column mart.rank_interval.score_high is '95 per cent quantile of its score.';
comment on column mart.rank_interval.p_first_ten is 'Probability of being among the first of its class, ten unless the framework says otherwise.';
comment on column mart.rank_interval.p_beats_next is 'Probability of beating the next in the published order; null for the last.';
comment on column mart.rank_interval.tie_group is 'Cities of one number are not told apart: the first of them does not beat the others surely enough.';
comment on column mart.rank_interval.draws is 'Random draws behind it.';
comment on column mart.rank_interval.seed is 'Seed of the draws.';

create table mart.place_probability (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    place integer not null,
    probability double precision not null,
    primary key (release_id, city_code, place)
);
comment on table mart.place_probability is 'One row per city of a release and place in its class that some draw gave it.';
comment on column mart.place_probability.release_id is 'Release.';
comment on column mart.place_probability.cycle_year is 'Cycle.';
comment on column mart.place_probability.framework_id is 'Framework.';
comment on column mart.place_probability.city_code is 'BPS code.';
comment on column mart.place_probability.place is 'Place in the class.';
comment on column mart.place_probability.probability is 'Share of the draws; those of a city add up to 1.';

create table mart.sensitivity (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    factor text not null,
    first_order double precision not null,
    first_order_interval double precision not null,
    total double precision not null,
    total_interval double precision not null,
    primary key (release_id, factor)
);
comment on table mart.sensitivity is 'One row per choice that varies: how much of the shift of ranks it makes (Sobol indices).';
comment on column mart.sensitivity.release_id is 'Release.';
comment on column mart.sensitivity.cycle_year is 'Cycle.';
comment on column mart.sensitivity.framework_id is 'Framework.';
comment on column mart.sensitivity.factor is 'What varies.';
comment on column mart.sensitivity.first_order is 'Share of the variance of the mean absolute shift of ranks that it makes alone.';
comment on column mart.sensitivity.first_order_interval is 'Half width of the 95 per cent interval.';
comment on column mart.sensitivity.total is 'Share that it makes alone and with the others.';
comment on column mart.sensitivity.total_interval is 'Half width of the 95 per cent interval.';

alter table mart.ranking add column rank_low integer;
alter table mart.ranking add column rank_high integer;
alter table mart.ranking add column tie_group integer;
comment on column mart.ranking.rank_low is 'Best place in the class to expect (5 per cent quantile over the draws); null where nothing is simulated.';
comment on column mart.ranking.rank_high is 'Worst place in the class to expect (95 per cent quantile).';
comment on column mart.ranking.tie_group is 'Cities of a class with the same number are not told apart.';

-- select t.* takes up the columns of its time
create or replace view mart.current_ranking as
select t.* from mart.ranking as t join mart.release as r using (release_id) where r.state = 'current';

create view mart.current_rank_interval as
select t.* from mart.rank_interval as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_rank_interval is 'mart.rank_interval of the releases in force.';

create view mart.current_place_probability as
select t.* from mart.place_probability as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_place_probability is 'mart.place_probability of the releases in force.';

create view mart.current_sensitivity as
select t.* from mart.sensitivity as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_sensitivity is 'mart.sensitivity of the releases in force.';
