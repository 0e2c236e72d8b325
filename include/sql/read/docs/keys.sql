-- One row per column of a table's key or of a reference to another table; a table without either has one row of nulls.
-- Inputs: PostgreSQL's catalogue.
-- Parameters: schemas (in the order in which they are to come).
-- Read by rkci.ops.doc_pictures.
select
    schema.nspname as schema_name,
    relation.relname as table_name,
    attribute.attname as column_name,
    format_type(attribute.atttypid, null) as type,
    attribute.attnotnull as is_required,
    coalesce(attribute.attnum = any(primary_key.conkey), false) as is_key,
    reference.conname as reference,
    other_schema.nspname as other_schema_name,
    other.relname as other_table_name
from pg_class as relation
join pg_namespace as schema on schema.oid = relation.relnamespace
left join pg_constraint as primary_key on primary_key.conrelid = relation.oid and primary_key.contype = 'p'
left join pg_attribute as attribute
    on attribute.attrelid = relation.oid
    and attribute.attnum > 0
    and exists (
        select from pg_constraint as of_column
        where
            of_column.conrelid = relation.oid
            and of_column.contype in ('p', 'f')
            and attribute.attnum = any(of_column.conkey)
    )
left join pg_constraint as reference
    on reference.conrelid = relation.oid
    and reference.contype = 'f'
    and attribute.attnum = any(reference.conkey)
left join pg_class as other on other.oid = reference.confrelid
left join pg_namespace as other_schema on other_schema.oid = other.relnamespace
where schema.nspname = any(%(schemas)s) and relation.relkind in ('r', 'p') and not relation.relispartition
order by
    array_position(%(schemas)s, schema.nspname::text),
    relation.relname collate "C",
    attribute.attnum,
    reference.conname collate "C"
