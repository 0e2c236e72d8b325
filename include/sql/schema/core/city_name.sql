create table core.city_name (
    written_name text primary key,
    city_code text not null references core.city on delete cascade,
    name_key text not null,
    source text not null
);
create index on core.city_name (name_key);

comment on table core.city_name is 'Spellings of the names of the cities as found in the wild, beside the official ones of core.city.';
comment on column core.city_name.written_name is 'The name as it was found.';
comment on column core.city_name.city_code is 'BPS code of the city that is meant.';
comment on column core.city_name.name_key is 'The name stripped to its letters and digits, without the word Kota.';
comment on column core.city_name.source is 'Where it was found.';
