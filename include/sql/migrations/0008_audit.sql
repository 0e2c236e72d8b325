-- The statistical audit of a release, and the strengths and weaknesses of its cities. See docs/audit.md.
create table mart.audit_threshold (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    threshold_code text not null,
    value double precision not null,
    meaning text not null,
    source text not null,
    primary key (release_id, threshold_code)
);
comment on table mart.audit_threshold is 'One row per threshold of the statistical audit, as applied to the release.';
comment on column mart.audit_threshold.release_id is 'Release.';
comment on column mart.audit_threshold.cycle_year is 'Cycle.';
comment on column mart.audit_threshold.framework_id is 'Framework.';
comment on column mart.audit_threshold.threshold_code is 'Threshold, for example correlation_weak.';
comment on column mart.audit_threshold.value is 'Its value.';
comment on column mart.audit_threshold.meaning is 'What is flagged, or how many are shown.';
comment on column mart.audit_threshold.source is 'Publication that it is taken from, or assumed.';

create table mart.audit_indicator (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    indicator_code text not null,
    parent_code text not null,
    name_id text not null,
    name_en text not null,
    unit text not null,
    reported integer not null,
    missing integer not null,
    not_applicable integer not null,
    availability_pct double precision,
    imputed integer not null,
    treatment text not null,
    treated integer not null,
    smallest double precision,
    largest double precision,
    mean double precision,
    median double precision,
    standard_deviation double precision,
    skewness double precision,
    kurtosis double precision,
    commonest_pct double precision,
    zeros_pct double precision,
    has_low_availability boolean not null,
    is_skewed boolean not null,
    is_constant boolean not null,
    is_nearly_constant boolean not null,
    has_many_zeros boolean not null,
    primary key (release_id, indicator_code)
);
comment on table mart.audit_indicator is 'One row per indicator of a release: its distribution as reported, after its denominator, before imputation and treatment.';
comment on column mart.audit_indicator.release_id is 'Release.';
comment on column mart.audit_indicator.cycle_year is 'Cycle.';
comment on column mart.audit_indicator.framework_id is 'Framework.';
comment on column mart.audit_indicator.indicator_code is 'Indicator.';
comment on column mart.audit_indicator.parent_code is 'Node above it.';
comment on column mart.audit_indicator.name_id is 'Name in Indonesian.';
comment on column mart.audit_indicator.name_en is 'Name in English.';
comment on column mart.audit_indicator.unit is 'Unit of the raw value.';
comment on column mart.audit_indicator.reported is 'Cities with a value.';
comment on column mart.audit_indicator.missing is 'Cities without one.';
comment on column mart.audit_indicator.not_applicable is 'Cities to which it does not apply.';
comment on column mart.audit_indicator.availability_pct is 'Reported among the cities to which it applies, percent; null if it applies to none.';
comment on column mart.audit_indicator.imputed is 'Cities whose gap was filled.';
comment on column mart.audit_indicator.treatment is 'none, winsorise, log_ct, log_ct_plus, log_ct_combined or boxcox.';
comment on column mart.audit_indicator.treated is 'Values that treatment changed.';
comment on column mart.audit_indicator.smallest is 'Smallest value; null if none is reported.';
comment on column mart.audit_indicator.largest is 'Largest value.';
comment on column mart.audit_indicator.mean is 'Arithmetic mean.';
comment on column mart.audit_indicator.median is 'Median.';
comment on column mart.audit_indicator.standard_deviation is 'Standard deviation with n - 1; null for fewer than two values.';
comment on column mart.audit_indicator.skewness is 'Skewness G1, bias-corrected; null for fewer than four values or a constant.';
comment on column mart.audit_indicator.kurtosis is 'Excess kurtosis G2, bias-corrected; null for fewer than four values or a constant.';
comment on column mart.audit_indicator.commonest_pct is 'Share of the commonest value among the reported ones, percent.';
comment on column mart.audit_indicator.zeros_pct is 'Share of zeros among the reported ones, percent.';
comment on column mart.audit_indicator.has_low_availability is 'True if availability_pct is below availability_pct_min, or it applies to no city.';
comment on column mart.audit_indicator.is_skewed is 'True if |skewness| exceeds skewness_max and kurtosis exceeds kurtosis_max: outliers are likely.';
comment on column mart.audit_indicator.is_constant is 'True if there are not two different values: nothing can be correlated.';
comment on column mart.audit_indicator.is_nearly_constant is 'True if commonest_pct exceeds commonest_pct_max, a constant included.';
comment on column mart.audit_indicator.has_many_zeros is 'True if zeros_pct exceeds zeros_pct_max.';

create table mart.audit_correlation (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    code_a text not null,
    code_b text not null,
    level_a integer not null,
    level_b integer not null,
    relation text not null check (relation in ('same_parent', 'parent', 'ancestor', 'across')),
    cities integer not null,
    pearson double precision,
    pearson_p double precision,
    spearman double precision,
    spearman_p double precision,
    kendall double precision,
    kendall_p double precision,
    flag text check (flag in ('negative', 'weak', 'collinear')),
    reason text,
    primary key (release_id, code_a, code_b)
);
comment on table mart.audit_correlation is 'One row per pair: indicator and indicator, indicator and each node above it, node and node; normalised values and scores, cities that have both.';
comment on column mart.audit_correlation.release_id is 'Release.';
comment on column mart.audit_correlation.cycle_year is 'Cycle.';
comment on column mart.audit_correlation.framework_id is 'Framework.';
comment on column mart.audit_correlation.code_a is 'Indicator or node; the lower one where the other stands above it, else the first by code.';
comment on column mart.audit_correlation.code_b is 'The other.';
comment on column mart.audit_correlation.level_a is 'Level of code_a; indicators are 1.';
comment on column mart.audit_correlation.level_b is 'Level of code_b.';
comment on column mart.audit_correlation.relation is 'same_parent; parent or ancestor: code_b stands above code_a; across: neither.';
comment on column mart.audit_correlation.cities is 'Cities that have both.';
comment on column mart.audit_correlation.pearson is 'Product-moment correlation; null if reason says why.';
comment on column mart.audit_correlation.pearson_p is 'Two-sided p-value of pearson (t, n - 2), 8 decimals.';
comment on column mart.audit_correlation.spearman is 'Rank correlation, ties at their mean rank.';
comment on column mart.audit_correlation.spearman_p is 'Two-sided p-value of spearman (t, n - 2), 8 decimals.';
comment on column mart.audit_correlation.kendall is 'Kendall rank correlation tau-b.';
comment on column mart.audit_correlation.kendall_p is 'Two-sided p-value of kendall (normal, variance corrected for ties), 8 decimals.';
comment on column mart.audit_correlation.flag is 'negative (same parent, parent or ancestor), weak (parent), collinear (same parent or across), by pearson; null if none.';
comment on column mart.audit_correlation.reason is 'Why a statistic is null; null if none is.';

create table mart.audit_denominator (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    indicator_code text not null,
    denominator_code text not null,
    denominator text,
    cities integer not null,
    pearson double precision,
    spearman double precision,
    is_suggested boolean not null,
    reason text,
    primary key (release_id, indicator_code, denominator_code)
);
comment on table mart.audit_denominator is 'One row per indicator and candidate denominator: does the indicator measure the size of a city?';
comment on column mart.audit_denominator.release_id is 'Release.';
comment on column mart.audit_denominator.cycle_year is 'Cycle.';
comment on column mart.audit_denominator.framework_id is 'Framework.';
comment on column mart.audit_denominator.indicator_code is 'Indicator.';
comment on column mart.audit_denominator.denominator_code is 'population (frozen for the cycle) or area_km2.';
comment on column mart.audit_denominator.denominator is 'Denominator that the framework divides it by already; null if none.';
comment on column mart.audit_denominator.cities is 'Cities that have both.';
comment on column mart.audit_denominator.pearson is 'Correlation of the reported value, after its own denominator, with the candidate.';
comment on column mart.audit_denominator.spearman is 'The same by ranks.';
comment on column mart.audit_denominator.is_suggested is 'True if |pearson| exceeds denominator_suggested: consider dividing by it.';
comment on column mart.audit_denominator.reason is 'Why a statistic is null; null if none is.';

create table mart.audit_reliability (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    node_code text not null,
    level integer not null,
    name_id text not null,
    name_en text not null,
    items integer not null,
    cities integer not null,
    alpha double precision,
    is_low boolean not null,
    reason text,
    primary key (release_id, node_code)
);
comment on table mart.audit_reliability is 'One row per node: do its children measure one thing? Cronbach alpha over the cities that have every child.';
comment on column mart.audit_reliability.release_id is 'Release.';
comment on column mart.audit_reliability.cycle_year is 'Cycle.';
comment on column mart.audit_reliability.framework_id is 'Framework.';
comment on column mart.audit_reliability.node_code is 'Node.';
comment on column mart.audit_reliability.level is 'Level of the node.';
comment on column mart.audit_reliability.name_id is 'Name in Indonesian.';
comment on column mart.audit_reliability.name_en is 'Name in English.';
comment on column mart.audit_reliability.items is 'Its children.';
comment on column mart.audit_reliability.cities is 'Cities that have every child.';
comment on column mart.audit_reliability.alpha is 'Cronbach alpha from the covariances of the children; null if reason says why.';
comment on column mart.audit_reliability.is_low is 'True if alpha is below alpha_min.';
comment on column mart.audit_reliability.reason is 'Why alpha is null or why a child has no part in the components; null if neither.';

create table mart.audit_component (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    node_code text not null,
    component integer not null,
    eigenvalue double precision not null,
    variance_pct double precision not null,
    cumulative_pct double precision not null,
    is_kept boolean not null,
    primary key (release_id, node_code, component)
);
comment on table mart.audit_component is 'One row per node and principal component of its children (correlation matrix, cities that have every child).';
comment on column mart.audit_component.release_id is 'Release.';
comment on column mart.audit_component.cycle_year is 'Cycle.';
comment on column mart.audit_component.framework_id is 'Framework.';
comment on column mart.audit_component.node_code is 'Node.';
comment on column mart.audit_component.component is 'Component, the one with the most variance first.';
comment on column mart.audit_component.eigenvalue is 'Its variance; those of a node add up to the number of its varying children.';
comment on column mart.audit_component.variance_pct is 'Share of the variance, percent.';
comment on column mart.audit_component.cumulative_pct is 'Share of this and the components before it, percent.';
comment on column mart.audit_component.is_kept is 'True if the eigenvalue exceeds eigenvalue_kept; more than one kept means more than one dimension.';

create table mart.audit_loading (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    node_code text not null,
    component integer not null,
    code text not null,
    coefficient double precision not null,
    loading double precision not null,
    primary key (release_id, node_code, component, code)
);
comment on table mart.audit_loading is 'One row per node, principal component and varying child.';
comment on column mart.audit_loading.release_id is 'Release.';
comment on column mart.audit_loading.cycle_year is 'Cycle.';
comment on column mart.audit_loading.framework_id is 'Framework.';
comment on column mart.audit_loading.node_code is 'Node.';
comment on column mart.audit_loading.component is 'Component.';
comment on column mart.audit_loading.code is 'Child.';
comment on column mart.audit_loading.coefficient is 'Element of the eigenvector of length 1; the largest in absolute value is positive.';
comment on column mart.audit_loading.loading is 'Correlation of the child with the component: coefficient x root of the eigenvalue.';

create table mart.audit_weight (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    code text not null,
    parent_code text not null,
    level integer not null,
    name_id text not null,
    name_en text not null,
    effective_weight double precision not null,
    correlation double precision,
    importance double precision,
    difference double precision,
    reason text,
    primary key (release_id, code)
);
comment on table mart.audit_weight is 'One row per indicator and node below the index: the weight that it was given and the importance that it has.';
comment on column mart.audit_weight.release_id is 'Release.';
comment on column mart.audit_weight.cycle_year is 'Cycle.';
comment on column mart.audit_weight.framework_id is 'Framework.';
comment on column mart.audit_weight.code is 'Indicator or node.';
comment on column mart.audit_weight.parent_code is 'Its parent.';
comment on column mart.audit_weight.level is 'Level; indicators are 1.';
comment on column mart.audit_weight.name_id is 'Name in Indonesian.';
comment on column mart.audit_weight.name_en is 'Name in English.';
comment on column mart.audit_weight.effective_weight is 'Share in the index by the framework; scoring.weight.';
comment on column mart.audit_weight.correlation is 'Pearson correlation with the index; null if reason says why.';
comment on column mart.audit_weight.importance is 'Squared correlation, rescaled so that a level has as much importance as weight.';
comment on column mart.audit_weight.difference is 'importance - effective_weight: above 0 it drives the index more than was meant.';
comment on column mart.audit_weight.reason is 'Why a statistic is null; null if none is.';

create table mart.audit_removal (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    removed_code text not null,
    level integer not null,
    name_id text not null,
    name_en text not null,
    group_column text not null,
    group_code text not null,
    cities integer not null,
    lost integer not null,
    mean_shift double precision,
    max_shift integer,
    max_shift_city_code text,
    spearman double precision,
    reason text,
    primary key (release_id, removed_code, group_column, group_code)
);
comment on table mart.audit_removal is 'One row per indicator or node left out and group of cities: how far the places move.';
comment on column mart.audit_removal.release_id is 'Release.';
comment on column mart.audit_removal.cycle_year is 'Cycle.';
comment on column mart.audit_removal.framework_id is 'Framework.';
comment on column mart.audit_removal.removed_code is 'Indicator or node left out; the weights of its siblings rescale.';
comment on column mart.audit_removal.level is 'Its level.';
comment on column mart.audit_removal.name_id is 'Name in Indonesian.';
comment on column mart.audit_removal.name_en is 'Name in English.';
comment on column mart.audit_removal.group_column is 'overall, or the grouping within which the places are counted.';
comment on column mart.audit_removal.group_code is 'overall, or the group, for example besar.';
comment on column mart.audit_removal.cities is 'Cities with a published place and a score without it; places are counted among them.';
comment on column mart.audit_removal.lost is 'Cities with a published place that have no score without it.';
comment on column mart.audit_removal.mean_shift is 'Mean of the absolute shifts of place; null if reason says why.';
comment on column mart.audit_removal.max_shift is 'Largest absolute shift.';
comment on column mart.audit_removal.max_shift_city_code is 'City that shifts most, the first by code; null if none shifts.';
comment on column mart.audit_removal.spearman is 'Rank correlation with the published places.';
comment on column mart.audit_removal.reason is 'Why a statistic is null; null if none is.';

create table mart.strength (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    class_code text not null,
    kind text not null check (kind in ('strength', 'weakness')),
    place integer not null,
    indicator_code text not null,
    parent_code text not null,
    name_id text not null,
    name_en text not null,
    unit text not null,
    value double precision not null,
    origin text not null,
    is_simulated boolean not null,
    normalised double precision not null,
    class_median double precision not null,
    effective_weight double precision not null,
    points double precision not null,
    rank_in_class integer not null,
    class_cities integer not null,
    class_best double precision not null,
    gap double precision not null,
    best_city_code text not null,
    primary key (release_id, city_code, kind, place)
);
comment on table mart.strength is 'One row per city and strength or weakness: the indicators that lift it most above, or press it most below, the median of its class.';
comment on column mart.strength.release_id is 'Release.';
comment on column mart.strength.cycle_year is 'Cycle.';
comment on column mart.strength.framework_id is 'Framework.';
comment on column mart.strength.city_code is 'BPS code.';
comment on column mart.strength.class_code is 'Class whose cities it is compared with.';
comment on column mart.strength.kind is 'strength: above the median of the class; weakness: below.';
comment on column mart.strength.place is '1 is the strongest strength or the weakest weakness.';
comment on column mart.strength.indicator_code is 'Indicator.';
comment on column mart.strength.parent_code is 'Node above it.';
comment on column mart.strength.name_id is 'Name in Indonesian.';
comment on column mart.strength.name_en is 'Name in English.';
comment on column mart.strength.unit is 'Unit of value.';
comment on column mart.strength.value is 'Value in the unit, after its denominator.';
comment on column mart.strength.origin is 'official, submitted, survey or visit; imputed values are no strength and no weakness.';
comment on column mart.strength.is_simulated is 'True for a simulated value.';
comment on column mart.strength.normalised is 'Value on the scale of the index.';
comment on column mart.strength.class_median is 'Median of normalised over the cities of the class that reported.';
comment on column mart.strength.effective_weight is 'Share of the indicator in the index; scoring.weight.';
comment on column mart.strength.points is 'effective_weight x (normalised - class_median): points of an arithmetic index.';
comment on column mart.strength.rank_in_class is 'Place of the city on this indicator in its class, ties share the smaller.';
comment on column mart.strength.class_cities is 'Cities of the class that reported the indicator.';
comment on column mart.strength.class_best is 'Best normalised value of the class.';
comment on column mart.strength.gap is 'class_best - normalised.';
comment on column mart.strength.best_city_code is 'City that has the best, the first by code: where to learn.';

create view mart.current_audit_threshold as
select t.* from mart.audit_threshold as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_threshold is 'mart.audit_threshold of the releases in force.';

create view mart.current_audit_indicator as
select t.* from mart.audit_indicator as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_indicator is 'mart.audit_indicator of the releases in force.';

create view mart.current_audit_correlation as
select t.* from mart.audit_correlation as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_correlation is 'mart.audit_correlation of the releases in force.';

create view mart.current_audit_denominator as
select t.* from mart.audit_denominator as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_denominator is 'mart.audit_denominator of the releases in force.';

create view mart.current_audit_reliability as
select t.* from mart.audit_reliability as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_reliability is 'mart.audit_reliability of the releases in force.';

create view mart.current_audit_component as
select t.* from mart.audit_component as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_component is 'mart.audit_component of the releases in force.';

create view mart.current_audit_loading as
select t.* from mart.audit_loading as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_loading is 'mart.audit_loading of the releases in force.';

create view mart.current_audit_weight as
select t.* from mart.audit_weight as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_weight is 'mart.audit_weight of the releases in force.';

create view mart.current_audit_removal as
select t.* from mart.audit_removal as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_audit_removal is 'mart.audit_removal of the releases in force.';

create view mart.current_strength as
select t.* from mart.strength as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_strength is 'mart.strength of the releases in force.';
