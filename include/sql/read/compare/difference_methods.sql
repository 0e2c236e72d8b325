-- One row per node or indicator whose method or weight differs between two releases, and what of it does.
-- Inputs: mart.method.
-- Parameters: before, after (release_id).
-- Read by rkci.publish.difference.
with

compared as (
    select
        coalesce(earlier.code, later.code) as code,
        case
            when earlier.code is null then 'added'
            when later.code is null then 'removed'
            else
                concat_ws(
                    '; ',
                    case when earlier.parent_code is distinct from later.parent_code then 'parent' end,
                    case
                        when earlier.weight is distinct from later.weight
                            then format(
                                'weight %%s -> %%s', round(earlier.weight::numeric, 6), round(later.weight::numeric, 6)
                            )
                    end,
                    case
                        when row(earlier.aggregation, earlier.power, earlier.data_threshold)
                            is distinct from row(later.aggregation, later.power, later.data_threshold)
                            then format('aggregation %%s -> %%s', earlier.aggregation, later.aggregation)
                    end,
                    case when earlier.direction is distinct from later.direction then 'direction' end,
                    case when earlier.transform is distinct from later.transform then 'transform' end,
                    case when earlier.denominator is distinct from later.denominator then 'denominator' end,
                    case when earlier.imputation is distinct from later.imputation then 'imputation' end,
                    case when earlier.treatment is distinct from later.treatment then 'treatment' end,
                    case when earlier.normalisation is distinct from later.normalisation then 'normalisation' end
                )
        end as change
    from (select * from mart.method where release_id = %(before)s) as earlier
    full join (select * from mart.method where release_id = %(after)s) as later on later.code = earlier.code
)

select code, change
from compared
where change <> ''
order by code
