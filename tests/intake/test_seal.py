"""The seal: signed by the secretariat's key, public for a demo alone, and judged when a file is read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection

from rkci import reference
from rkci.cycles.opening import open_cycle
from rkci.cycles.signing_key import DEMO_KEY, SigningKeyError, signing_key
from rkci.intake import seal

IDENTITY = {"cycle": "2017", "city_code": "1276", "framework_hash": "abc"}


def signed(key: bytes = DEMO_KEY, **changed: str) -> dict[str, str]:
    return {**IDENTITY, "seal": seal.seal(key, 2017, "1276", "abc"), **changed}


def test_a_seal_is_a_city_and_32_letters_and_digits_and_always_the_same() -> None:
    assert seal.seal(DEMO_KEY, 2017, "1276", "abc") == seal.seal(DEMO_KEY, "2017", "1276", "abc")
    city_code, letters = signed()["seal"].split("-")
    assert city_code == "1276"
    assert len(letters) == 32
    assert letters.isalnum()


def test_a_seal_that_was_copied_with_spaces_or_in_small_letters_is_valid() -> None:
    assert seal.sealed_city(DEMO_KEY, signed()) == "1276"
    assert seal.sealed_city(DEMO_KEY, signed(seal=f" {signed()['seal'].lower()} ", cycle="2017 ")) == "1276"


@pytest.mark.parametrize(
    "changed",
    [
        {"seal": signed()["seal"].replace("1276", "1275")},
        {"cycle": "2019"},
        {"framework_hash": "abd"},
        {"seal": ""},
        {"seal": "aeeca0efa83f21e8"},
    ],
)
def test_a_seal_of_anything_else_is_not_valid(changed: dict[str, str]) -> None:
    assert seal.sealed_city(DEMO_KEY, signed(**changed)) is None


def test_a_seal_says_its_city_whatever_code_is_written_beside_it() -> None:
    assert seal.sealed_city(DEMO_KEY, signed(city_code="12.75")) == "1276"


def test_a_seal_by_another_key_or_with_odd_characters_is_not_valid() -> None:
    assert seal.sealed_city(b"another key of the very same length as it", signed()) is None
    assert seal.sealed_city(DEMO_KEY, signed(seal="é\u200f")) is None
    assert seal.sealed_city(DEMO_KEY, {}) is None


def test_a_key_comes_from_the_file_that_the_variable_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "signing.key"
    file.write_bytes(b"k" * 40 + b"\n")
    monkeypatch.setenv("RKCI_SIGNING_KEY", str(file))
    assert signing_key(is_demo=False) == signing_key(is_demo=True) == b"k" * 40


def test_without_a_key_only_a_demo_is_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RKCI_SIGNING_KEY", raising=False)
    assert signing_key(is_demo=True) == DEMO_KEY
    with pytest.raises(SigningKeyError, match="let RKCI_SIGNING_KEY name the file"):
        signing_key(is_demo=False)


def test_a_key_that_is_missing_or_too_short_is_refused_with_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RKCI_SIGNING_KEY", str(tmp_path / "none.key"))
    with pytest.raises(SigningKeyError, match=r"none\.key, which cannot be read"):
        signing_key(is_demo=False)
    (tmp_path / "none.key").write_bytes(b"short")
    with pytest.raises(SigningKeyError, match=r"none\.key holds 5 bytes"):
        signing_key(is_demo=True)


def test_a_cycle_that_is_no_demo_does_not_open_without_a_key(
    connection: Connection, rewrite_calendar: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RKCI_SIGNING_KEY", raising=False)
    rewrite_calendar(("demo: true\n", ""))
    reference.load(connection)
    reference.accept(connection)
    with pytest.raises(SigningKeyError):
        open_cycle(connection, 2017)


def test_opening_freezes_the_levels_of_maturity_and_the_domains_of_innovations(connection: Connection) -> None:
    reference.load(connection)
    reference.accept(connection)
    assert open_cycle(connection, 2017)
    with connection.cursor() as cursor:
        cursor.execute("select count(*), count(distinct indicator_code), max(level) from core.cycle_maturity")
        assert cursor.fetchone() == (60, 12, 5)
        cursor.execute("select domain_code from core.cycle_domain order by 1")
        found = [code for (code,) in cursor.fetchall()]
    assert found == ["economy", "environment", "governance", "people", "society", "technology"]
