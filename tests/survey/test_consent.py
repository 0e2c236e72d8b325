"""Consent: in whatever words it is given, taken back by a newer version, asked back where nobody understands it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from exported import PROGRAMS, changed, exported, record
from psycopg2.extensions import connection as Connection
from surveyed import REFUSED, SAMPLING, as_csv, deliver, response, rows

from rkci.survey import mapping as mappings

TakeIn = Callable[[], bool]
COUNTED = "select count(*) from core.survey_response where is_counted"
RECORDS = (
    "select received, accepted, rejected, superseded from quality.ledger where dataset = 'survey' and layer = 'row'"
)


@pytest.fixture
def waves(box: Path) -> Path:
    """A wave for each program, and one of a plain table."""
    for wave in (*PROGRAMS, "w1"):
        deliver(box / wave / "sampling.yaml", SAMPLING.replace("wave: w1", f"wave: {wave}").encode())
    return box


def told(opened: Connection) -> set[tuple[str, int | None, str, str]]:
    return {(name.split("/")[-1], row, rule.split(".")[1], found) for name, row, rule, found in rows(opened, REFUSED)}


@pytest.mark.parametrize("days", [(1, 2), (2, 1)], ids=["in_order", "the_older_later"])
def test_a_newer_version_without_consent_takes_the_person_out_and_is_told(
    opened: Connection, waves: Path, take_in: TakeIn, days: tuple[int, int]
) -> None:
    for program in PROGRAMS:
        others = [record(number, wave=program) for number in range(1, 4)]
        withdrawn = record(0, wave=program, edits=1, consent="no")
        deliver(waves / program / "before.csv", exported(program, record(0, wave=program), *others), day=days[0])
        deliver(waves / program / "after.csv", exported(program, withdrawn, *others), day=days[1])
    take_in()
    assert rows(opened, COUNTED) == [(3 * len(PROGRAMS),)]
    assert told(opened) == {("after.csv", None, "consent_given", "1"), ("after.csv", 2, "consent_withdrawn", "no")}
    ((received, accepted, rejected, superseded),) = rows(
        opened, f"select sum(received), sum(accepted), sum(rejected), sum(superseded) from ({RECORDS}) as record"
    )
    assert (received, accepted, rejected, superseded) == tuple(each * len(PROGRAMS) for each in (8, 3, 1, 4))
    wordless = "select count(*) from quality.rejected_row where message_id is null or message_en is null"
    assert rows(opened, wordless) == [(0,)]


def test_of_one_version_the_newer_export_says_whether_somebody_consents(
    opened: Connection, waves: Path, take_in: TakeIn
) -> None:
    for day, answers in enumerate((("yes", "no", "yes"), ("no", "yes", ""), ("yes", "yes", "no")), start=1):
        records = [response(number, consent=answer) for number, answer in enumerate((*answers, "yes"))]
        deliver(waves / f"w1/{day}.csv", as_csv(records), day=day)
        take_in()
        agreed = sum(answer == "yes" for answer in answers) + 1
        assert rows(opened, COUNTED) == [(agreed,)]
    assert told(opened) == {
        ("1.csv", None, "consent_given", "1"), ("2.csv", None, "consent_given", "2"),
        ("3.csv", None, "consent_given", "1"), ("2.csv", 4, "consent_withdrawn", ""),
        ("3.csv", 4, "consent_withdrawn", "no"),
    }  # fmt: skip


def test_the_same_record_with_and_without_consent_in_one_export_is_without(
    opened: Connection, waves: Path, take_in: TakeIn
) -> None:
    records = [response(0), response(0, consent="no"), response(1, consent="no"), response(1), response(2)]
    deliver(waves / "w1/export.csv", as_csv(records))
    take_in()
    assert rows(opened, COUNTED) == [(1,)]
    assert rows(opened, RECORDS) == [(5, 1, 2, 2)]


def test_of_a_record_without_consent_nothing_is_stored_but_what_identifies_it(
    opened: Connection, waves: Path, take_in: TakeIn, tmp_path: Path
) -> None:
    deliver(waves / "kobo/export.csv", exported("kobo", record(0, wave="kobo", consent="no"), record(1, wave="kobo")))
    take_in()
    ((stored,),) = rows(opened, "select jsonb_strip_nulls(to_jsonb(r)) from raw.survey_row as r where row_number = 2")
    assert stored.keys() == {
        "cycle_year", "file_hash", "reading", "row_number", "consent_text", "response_id", "root_id", "record_id",
        "answer",
    }  # fmt: skip
    assert set(stored["answer"]) == {None}
    kept = b"".join(file.read_bytes() for file in (tmp_path / "archive").rglob("*") if file.is_file())
    assert record(0)["phone"] not in kept.decode()


WORDS = ("yes", "Y", "1", "TRUE", "ya", "Ya / Yes", "iya", "Setuju", "1.0", " YA ")
REFUSALS = ("no", "N", "0", "FALSE", "tidak", "Tidak / No", "tdk")


def test_every_unambiguous_word_of_consent_counts_beside_any_other(
    opened: Connection, waves: Path, take_in: TakeIn
) -> None:
    records = [response(number, consent=word) for number, word in enumerate((*WORDS, *REFUSALS, "", "n/a"))]
    deliver(waves / "w1/export.csv", as_csv(records))
    take_in()
    assert rows(opened, COUNTED) == [(len(WORDS),)]
    assert told(opened) == {("export.csv", None, "consent_given", str(len(REFUSALS) + 2))}


def test_a_consent_that_nobody_understands_is_told_by_its_record_and_does_not_count(
    opened: Connection, waves: Path, take_in: TakeIn
) -> None:
    deliver(waves / "w1/before.csv", as_csv([response(0), response(1)]), day=1)
    answers = ("yes", "mungkin", "2", "x" * 300, "no")
    deliver(waves / "w1/after.csv", as_csv([response(n, consent=each) for n, each in enumerate(answers)]), day=2)
    take_in()
    assert told(opened) == {
        ("after.csv", 3, "consent_recognised", "mungkin"), ("after.csv", 3, "consent_withdrawn", "mungkin"),
        ("after.csv", 4, "consent_recognised", "2"), ("after.csv", 5, "consent_recognised", "x" * 20),
        ("after.csv", None, "consent_given", "1"),
    }  # fmt: skip
    assert rows(opened, COUNTED) == [(1,)]
    assert sorted(rows(opened, RECORDS)) == [(2, 0, 0, 2), (5, 1, 4, 0)]


def test_a_mapping_that_declares_words_of_consent_stands_alone() -> None:
    declared = mappings.values_of(mappings.Mapping("m", values={"consent": {"2": "yes", "1": "no"}}), "consent")
    assert declared is not None
    assert (declared["2"], declared["1"], declared["ya"]) == ("yes", "no", "yes")
    assert "true" not in declared


def test_a_consent_in_another_group_is_recognised_by_its_words_and_not_by_noughts_and_ones(
    opened: Connection, waves: Path, take_in: TakeIn
) -> None:
    content = changed(exported("central", record(0, consent="Y"), record(1)), "persetujuan-consent", "izin-consent")
    deliver(waves / "w1/export.csv", content)
    flags = changed(exported("central", record(2, consent="1")), "persetujuan-consent", "izin-consent")
    deliver(waves / "w1/flags.csv", flags)
    take_in()
    assert rows(opened, COUNTED) == [(2,)]
    assert {(name, rule, found.split(":")[0]) for name, _, rule, found in told(opened)} == {
        ("flags.csv", "readable", "no_consent")
    }
