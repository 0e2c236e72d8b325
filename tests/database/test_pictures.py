"""The pictures of the data dictionary: every table with its key, every reference, in words that Mermaid reads."""

import re

import pytest
from psycopg2.extensions import connection as Connection

from rkci.database import schema
from rkci.ops.doc_pictures import pictures

LINE = re.compile(
    r'    \w+(\["\w+\.\w+"\]| \{|)|        \w+ \w+ (PK|FK|PK, FK)|    \}|    \w+ (\|\||\|o)--o\{ \w+ : "[\w, ]+"'
)
FOREIGN_KEYS = """
select schema.nspname, relation.relname, array_to_string(array(
    select attname from unnest(conkey) as key (place) join pg_attribute on attrelid = conrelid and attnum = place
    order by attnum
), ', ')
from pg_constraint
join pg_class as relation on relation.oid = conrelid
join pg_namespace as schema on schema.oid = relation.relnamespace
where contype = 'f' and not relation.relispartition
"""


def test_every_schema_has_a_picture_of_all_its_tables_and_references(connection: Connection) -> None:
    drawn = pictures(connection, schema.SCHEMAS)
    assert list(drawn) == list(schema.SCHEMAS)
    for file in schema.tables():
        text = "\n".join(drawn[file.parent.name])
        assert len(re.findall(rf"^    {file.stem}(?: {{)?$", text, re.MULTILINE)) == 1, file
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS)
        references = cursor.fetchall()
    assert len(references) > 50
    for name, table, columns in references:
        line = rf'^    \w+ \S+ {table} : "{columns}"$'
        assert re.search(line, "\n".join(drawn[name]), re.MULTILINE), (table, columns)
    assert sum(" : " in line for lines in drawn.values() for line in lines) == len(references)


def test_a_picture_is_mermaid_line_by_line(connection: Connection) -> None:
    for first, second, *lines, last in pictures(connection, schema.SCHEMAS).values():
        assert (first, second, last) == ("```mermaid", "erDiagram", "```")
        assert [line for line in lines if not LINE.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("core", "        text city_code PK, FK"),
        ("core", '    ops_cycle["ops.cycle"]'),
        ("core", '    ops_cycle ||--o{ cycle_city : "cycle_year"'),
        ("core", '    city ||--o{ population : "city_code"'),
        ("ops", '    assessor ||--o{ assessor_conflict : "cycle_year, assessor"'),
        ("scoring", '    run |o--o{ run : "first_run_id"'),
    ],
)
def test_a_picture_shows_keys_and_what_they_refer_to(connection: Connection, name: str, line: str) -> None:
    assert line in pictures(connection, [name])[name]
