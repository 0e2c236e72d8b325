-- One row per column of the warehouse's tables and views, with the comments of schema, relation and column; partitions
-- are as what they are of.
-- Inputs: PostgreSQL's catalogue.
-- Parameters: schemas (in the order in which they are to come).
-- Read by rkci.ops.docs.
select
    schema.nspname as schema_name,
    obj_description(schema.oid, 'pg_namespace') as schema_comment,
    relation.relname as relation_name,
    case relation.relkind when 'v' then 'View' when 'p' then 'Partitioned table' else 'Table' end as kind,
    coalesce(obj_description(relation.oid, 'pg_class'), '') as relation_comment,
    attribute.attname as column_name,
    format_type(attribute.atttypid, attribute.atttypmod) as type,
    case
        when attribute.attnum = any(primary_key.conkey) then 'key'
        when attribute.attnotnull then 'required'
        else ''
    end as need,
    coalesce(col_description(relation.oid, attribute.attnum), '') as column_comment
from pg_class as relation
join pg_namespace as schema on schema.oid = relation.relnamespace
join pg_attribute as attribute
    on attribute.attrelid = relation.oid and attribute.attnum > 0 and not attribute.attisdropped
left join pg_constraint as primary_key on primary_key.conrelid = relation.oid and primary_key.contype = 'p'
where schema.nspname = any(%(schemas)s) and relation.relkind in ('r', 'p', 'v') and not relation.relispartition
order by
    array_position(%(schemas)s, schema.nspname::text),
    relation.relkind = 'v',
    relation.relname collate "C",
    attribute.attnum
