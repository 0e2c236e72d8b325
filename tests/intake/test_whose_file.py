"""Whose file it is: name and code as people write them mean one city, or it is asked back; nothing is guessed."""

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2.extensions import connection as Connection

from rkci import paths, reference
from rkci.framework import Framework
from rkci.intake import history
from rkci.refusal import Refusal

REGENCY_NAMES = Path(__file__).parents[1] / "truths" / "city_names" / "regency_names.csv"


@pytest.fixture
def known(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> Connection:
    """The database with the register, the spellings and the regencies of the project, without their statistics."""
    names = ("city", "regency", "city_name")
    monkeypatch.setattr(reference, "FILES", {table: reference.FILES[table] for table in names})
    reference.load(connection)
    reference.accept(connection)
    return connection


def resolve(connection: Connection, name: str | None, code: str | None, alone: bool = False) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select * from core.resolve_city(%s, %s, %s)", (name, code, alone))
        return cursor.fetchall()[0]


def resolve_all(connection: Connection, names: list[str], alone: bool = False) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, city_code, state, reason from unnest(%s::text[]) with ordinality as written (name, place),"
            " core.resolve_city(name, null, %s) order by place",
            (names, alone),
        )
        return cursor.fetchall()


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize(
    ("name", "code", "city_code", "reason"),
    [
        ("Kota Binjai", "1276", "1276", "name_and_code"),
        ("BINJAI", " 12.75 ", "1276", "name_and_code"),
        ("Kota Binjai", "1275", "1276", "name_and_code"),  # Medan to BPS, Binjai to Kemendagri: the name decides
        ("Kota Medan", "1275", "1275", "name_and_code"),
        ("Kota Medan", "12,71", "1275", "name_and_code"),
        ("Kota Sorong", "9171", "9171", "name_and_code"),
        ("Jayapura", "9171", "9471", "name_and_code"),
        ("Kota Sorong", "92.71", "9171", "name_and_code"),
        ("Kota Jayapura", "91.71", "9471", "name_and_code"),
        ("Bogor", "3271", "3271", "name_and_code"),
        ("Kota Binjai", "1.276", "1276", "name_and_code"),  # a spreadsheet's point between thousands
        ("Kota Binjai", "1276.0", "1276", "name_and_code"),
        ("K O T A  D U M A I", None, "1473", "name"),
        ("Kota Mobagu", "7174", "7174", "name_and_code"),
        ("Pemerintah Kota Páre-Páre", None, "7372", "name"),
        (None, "3273", "3273", "code"),
        ("Jakarta Selatan", "31.74", "3171", "name_and_code"),
    ],
)
def test_name_and_code_that_agree_are_one_city(
    known: Connection, name: str | None, code: str | None, city_code: str, reason: str
) -> None:
    assert resolve(known, name, code) == (city_code, "resolved", reason)


@pytest.mark.parametrize(
    ("name", "code", "state", "reason"),
    [
        (None, "1275", "ambiguous", "two_registers"),
        ("Kota Medan", "12.75", "ambiguous", "two_registers"),
        ("Kota Bandung", "1275", "ambiguous", "code_and_name"),
        ("Kota Binjai", "3273", "ambiguous", "code_and_name"),
        ("Bogor", None, "ambiguous", "shared_name"),
        ("Bogor", "3201", "regency", "regency"),
        ("Kota Bogor", "3201", "regency", "regency"),
        ("Kab. Bogor", "3271", "regency", "regency"),
        ("Bima, Kabupaten", None, "regency", "regency"),
        ("Aceh Singkil", "11.1", "regency", "regency"),
        ("Kota Baru", None, "regency", "regency"),
        ("Kota Sleman", None, "regency", "regency"),
        ("Lima Puluh Kota", None, "regency", "regency"),
        ("KOTAWARINGIN BARAT", None, "regency", "regency"),
        ("Kota Binjei", "1276", "unknown", "unknown_name"),
        ("Kota B\u0456njai", "1276", "unknown", "unknown_name"),  # a Cyrillic letter is another letter
        ("?", "3273", "unknown", "unknown_name"),
        ("Kota Sorong", "911", "unknown", "unknown_code"),
        ("Kota Sorong", "9171 / 9271", "unknown", "unknown_code"),
        (None, None, "unknown", "nothing_written"),
        ("\u200e \u00a0", "", "unknown", "nothing_written"),
        ("Kota", None, "unknown", "unknown_name"),
        ("'; drop table core.city; --", "1' or '1'='1", "unknown", "unknown_name"),
    ],
)
def test_what_is_no_city_or_could_be_two_is_asked_back(
    known: Connection, name: str | None, code: str | None, state: str, reason: str
) -> None:
    assert resolve(known, name, code) == (None, state, reason)


def test_every_city_is_found_by_either_of_its_codes_beside_its_name(known: Connection) -> None:
    with known.cursor() as cursor:
        cursor.execute(
            "select city.city_code, written, resolved.city_code from core.city as city,"
            " unnest(array[city_code, kemendagri_code, replace(kemendagri_code, '.', ''),"
            " replace(kemendagri_code, '.', ',')]) as written,"
            " core.resolve_city(city_name, written) as resolved"
        )
        found = cursor.fetchall()
    assert len(found) == 98 * 4
    assert [row for row in found if row[0] != row[2]] == []


def test_all_314_spellings_found_in_the_wild_are_their_city_and_the_23_bare_shared_ones_are_asked_back(
    known: Connection,
) -> None:
    variants = lines(paths.REFERENCE / "city_name_variants.csv")
    names, codes = [row["variant"] for row in variants], [row["city_code"] for row in variants]
    assert len(names) == 314
    assert [city_code for _, city_code, _, _ in resolve_all(known, names, alone=True)] == codes
    beside = [resolve(known, name, code)[0] for name, code in zip(names, codes, strict=True)]
    assert beside == codes
    found = resolve_all(known, names)
    asked = [row for row in found if row[2] != "resolved"]
    assert len(asked) == 23
    assert {row[2:] for row in asked} == {("ambiguous", "shared_name")}
    assert {"Bogor", "Bandung", "Bima"} <= {row[0] for row in asked}
    assert all(row[1] in (code, None) for row, code in zip(found, codes, strict=True))


def test_no_regency_is_taken_for_a_city_under_any_of_its_names_or_codes(known: Connection) -> None:
    regencies = lines(paths.REFERENCE / "regencies.csv")
    assert len(regencies) == 416
    elsewhere = [name for row in lines(REGENCY_NAMES) for name in (row["bps_2018"], row["kemendagri_2017"])]
    names = [*(row["regency_name"] for row in regencies), *elsewhere]
    assert {row[2] for row in resolve_all(known, names, alone=True)} == {"regency"}
    bare = [row["regency_name"].removeprefix("Kabupaten ") for row in regencies]
    spaced = ["Kota Baru", "Kota Waringin Timur", "Kota, Lima Puluh", *bare]
    assert all(row[1] is None for row in resolve_all(known, spaced))
    for column in ("regency_code", "kemendagri_code"):
        for row in regencies[::7]:
            assert resolve(known, None, row[column])[1] == "regency"


def written(name: str) -> st.SearchStrategy[str]:
    """A city's name as somebody may write it: case, spaces, punctuation, and where the word Kota stands."""
    noise = st.text(alphabet=" .,-_'\u00a0\u200e/()", max_size=2)

    def assemble(form: str, upper: list[bool], gaps: list[str]) -> str:
        text = form.format(name)
        return "".join(
            gap + (one.upper() if big else one.lower())
            for one, big, gap in zip(text, upper * len(text), gaps * len(text), strict=False)
        )

    return st.builds(
        assemble,
        st.sampled_from(("Kota {}", "{}, Kota", "{} City", "Kotamadya {}", "Pemerintah Kota {}")),
        st.lists(st.booleans(), min_size=1, max_size=30),
        st.lists(noise, min_size=1, max_size=30),
    )


def bare_names() -> list[tuple[str, str]]:
    cities = lines(paths.REFERENCE / "cities.csv")
    return [(row["city_code"], row["city_name"].removeprefix("Kota ").removeprefix("Administrasi ")) for row in cities]


@settings(max_examples=200)
@given(data=st.data())
def test_case_spaces_punctuation_and_the_place_of_the_word_kota_change_nothing(
    known: Connection, data: st.DataObject
) -> None:
    city_code, name = data.draw(st.sampled_from(bare_names()))
    assert resolve(known, data.draw(written(name)), None) == (city_code, "resolved", "name")


@settings(max_examples=200)
@given(name=st.text(max_size=30), code=st.text(alphabet="0123456789.,- x", max_size=8))
def test_whatever_is_written_gives_a_state_and_a_city_only_if_resolved(known: Connection, name: str, code: str) -> None:
    name = name.replace("\0", "").encode("utf-8", "ignore").decode()
    city_code, state, reason = resolve(known, name, code)
    assert state in ("resolved", "regency", "ambiguous", "unknown")
    assert (city_code is not None) == (state == "resolved")
    assert reason


@pytest.fixture
def nothing_loaded(connection: Connection) -> Connection:
    """A database of before the spellings: the register is there, and neither variants nor regencies."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into core.city values ('3271', '32.71', 'Kota Bogor', 'Jawa Barat', 0, 0, 1, true, '3201', 'x')"
        )
    return connection


def test_before_the_spellings_are_loaded_the_register_alone_guesses_no_more(nothing_loaded: Connection) -> None:
    assert resolve(nothing_loaded, "Kota Bogor", None) == ("3271", "resolved", "name")
    assert resolve(nothing_loaded, "Bogor", None) == (None, "ambiguous", "shared_name")
    assert resolve(nothing_loaded, "Bogor", "3201") == (None, "regency", "regency")


def test_in_the_secretariats_table_of_cities_a_bare_name_is_the_city_and_a_regency_is_refused(
    known: Connection, framework: Framework, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    file = tmp_path / "history.csv"
    file.write_text("city,indicator,value\nBogor,plan,1\nKOTA BIMA,plan,0\nBinjai,plan,1\n")
    history.load(known, 2015, file, framework)
    with known.cursor() as cursor:
        cursor.execute("select city_code from core.indicator_value order by 1")
        assert [code for (code,) in cursor.fetchall()] == ["1276", "3271", "5272"]
    file.write_text(
        "city,city_code,indicator,value\nKab. Bogor,,plan,1\nBogor,3271,plan,1\nKota Medan,1276,plan,1\n,3101,plan,1\n"
    )
    with pytest.raises(Refusal) as refused:
        history.load(known, 2015, file, framework)
    text = str(refused.value)
    assert "row 2, column city: 'Kab. Bogor' is a regency, and only cities are rated" in text
    assert "row 3" not in text
    assert "row 4, column city: 'Kota Medan' '1276' could be more than one city, or name and code are of two" in text
    assert "row 5, column city_code: '3101' is not a BPS code of an autonomous city" in text
    file.write_text("town,indicator,value\nBogor,plan,1\n")
    with pytest.raises(Refusal, match="there is no column city_code and none called city"):
        history.load(known, 2015, file, framework)
