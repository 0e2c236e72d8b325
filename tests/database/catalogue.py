"""Everything that PostgreSQL's catalogue says of a warehouse, as sorted lines that two databases can be compared by.

What is left out has no effect: object ids, names that PostgreSQL gave by itself to constraints, and the order in which
things were made, but for columns.
"""

from psycopg2.extensions import connection as Connection

LINES = r"""
with

ours as (
    select oid, nspname as name from pg_namespace
    where nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_(toast|temp)'
),

relation as (
    select class.*, class.oid::regclass::text as name from pg_class as class join ours on ours.oid = class.relnamespace
)

select format('schema %s: %s; %s', name, obj_description(oid), array(
    select granted::text from unnest((select nspacl from pg_namespace where pg_namespace.oid = ours.oid)) as granted
    order by 1
))
from ours
union all
select format('relation %s: %s; %s; options %s; owner %s; row security %s %s; partition %s %s', name, relkind,
    obj_description(oid), reloptions, relowner::regrole, relrowsecurity, relforcerowsecurity,
    case relkind when 'p' then pg_get_partkeydef(oid) end, pg_get_expr(relpartbound, oid))
from relation where relkind not in ('i', 'I')
union all
select format('right on %s: %s', name, unnest(relacl)) from relation
union all
select format('column %s %s %s: %s; collation %s; default %s; required %s; identity %s; generated %s; storage %s;'
    ' rights %s; %s',
    name, row_number() over (partition by relation.oid order by attnum), attname, format_type(atttypid, atttypmod),
    attcollation::regcollation, pg_get_expr(adbin, adrelid), attnotnull, attidentity, attgenerated, attstorage,
    attacl, col_description(attrelid, attnum))
from relation
join pg_attribute on attrelid = relation.oid and attnum > 0 and not attisdropped
left join pg_attrdef on adrelid = attrelid and adnum = attnum
where relkind not in ('i', 'I')
union all
select format('constraint on %s: %s; validated %s; %s', name, pg_get_constraintdef(pg_constraint.oid), convalidated,
    obj_description(pg_constraint.oid))
from relation join pg_constraint on conrelid = relation.oid
union all
-- what backs a constraint is named by it
select format('index on %s: %s', indrelid::regclass, case
    when exists (select from pg_constraint where conindid = indexrelid) then regexp_replace(
        pg_get_indexdef(indexrelid), 'INDEX \S+ ON', 'INDEX ON')
    else pg_get_indexdef(indexrelid)
end)
from relation join pg_index on indrelid = relation.oid
union all
select format('trigger on %s: %s; enabled %s', name, pg_get_triggerdef(pg_trigger.oid), tgenabled)
from relation join pg_trigger on tgrelid = relation.oid and not tgisinternal
union all
select format('policy on %s: %s for %s to %s using (%s) with check (%s); permissive %s', name, polname, polcmd,
    polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid), polpermissive)
from relation join pg_policy on polrelid = relation.oid
union all
select format('sequence %s: %s from %s by %s to %s, cycles %s', name, seqtypid::regtype, seqstart, seqincrement, seqmax,
    seqcycle)
from relation join pg_sequence on seqrelid = relation.oid
union all
select format('view %s: %s', name, pg_get_viewdef(oid)) from relation where relkind in ('v', 'm')
union all
select format('function %s returns %s: %s; owner %s; rights %s; settings %s; %s, %s, security definer %s; %s',
    pg_proc.oid::regprocedure, prorettype::regtype, prosrc, proowner::regrole, array(
        select granted::text from unnest(proacl) as granted order by 1
    ), proconfig, provolatile, proparallel, prosecdef, obj_description(pg_proc.oid))
from pg_proc join ours on ours.oid = pronamespace
union all
select format('type %s: %s %s; %s', pg_type.oid::regtype, typtype, format_type(typbasetype, typtypmod), array(
    select enumlabel from pg_enum where enumtypid = pg_type.oid order by enumsortorder
))
from pg_type join ours on ours.oid = typnamespace where typtype in ('e', 'd', 'r')
union all
select format('default rights of %s in %s: %s %s', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype,
    defaclacl) from pg_default_acl
union all
select format('extension %s', extname) from pg_extension
"""


def lines(connection: Connection) -> list[str]:
    """One line per object, sorted."""
    with connection.cursor() as cursor:
        cursor.execute(LINES)
        return sorted(line for (line,) in cursor.fetchall())


def difference(left: list[str], right: list[str]) -> list[str]:
    """Lines that are in one of two catalogues only, marked `-` (left) and `+` (right)."""
    return sorted([f"- {line}" for line in set(left) - set(right)] + [f"+ {line}" for line in set(right) - set(left)])
