"""Where a file was delivered last, and what its sampling file says by now, is how it is read."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection
from surveyed import ITEMS, LEDGER, REFUSED, SAMPLING, as_csv, deliver, response, rows

from rkci.database.connection import connect
from rkci.survey import ingest
from rkci.survey import mapping as mappings
from rkci.survey.cycle_estimates import estimate_cycle

TakeIn = Callable[[], bool]
COUNTED = "select wave, count(*) from core.survey_response group by 1 order by 1"
OTHER = SAMPLING.replace("wave: w1", "wave: w2")
FOREIGN = """
columns: {response_id: _uuid, consent: consent, city: resp/city, stratum: resp/stratum, sex: resp/sex, phone: phone}
values: {sex: {1: L, 2: P}}
items:
""" + "".join(f"  {item}: q/{item}\n" for item in ITEMS)


@pytest.fixture
def waves(box: Path) -> Path:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    deliver(box / "w2/sampling.yaml", OTHER.encode())
    return box


@pytest.fixture
def own_mappings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of mappings of the test's own."""
    folder = tmp_path / "mappings"
    folder.mkdir()
    monkeypatch.setattr(mappings, "FOLDER", folder)
    return folder


@pytest.mark.parametrize("is_moved", [True, False], ids=["moved", "copied"])
def test_an_export_counts_for_the_wave_in_whose_folder_it_was_delivered_last(
    opened: Connection, waves: Path, take_in: TakeIn, is_moved: bool
) -> None:
    wrong = deliver(waves / "w1/export.csv", as_csv([response(number, wave="w2") for number in range(4)]))
    take_in()
    assert rows(opened, COUNTED) == []
    assert {rule for *_, rule, _ in rows(opened, REFUSED)} == {"survey_response.wave_matches"}
    right = waves / "w2/export.csv"
    if is_moved:
        wrong.rename(right)
    else:
        deliver(right, wrong.read_bytes(), day=1)
    assert take_in()
    assert rows(opened, COUNTED) == [("w2", 4)]
    assert rows(opened, REFUSED) == []
    assert rows(opened, LEDGER)[:2] == [
        ("survey/w1/export.csv", "file", 2, 1, 0, 1), ("survey/w1/export.csv", "row", 4, 4, 0, 0),
    ]  # fmt: skip


def test_an_export_that_is_moved_and_moved_back_counts_where_it_lies(
    opened: Connection, waves: Path, take_in: TakeIn
) -> None:
    path = deliver(waves / "w1/export.csv", as_csv([response(number) for number in range(4)]))
    take_in()
    there = path.rename(waves / "w2/export.csv")
    take_in()
    assert rows(opened, COUNTED) == [("w2", 4)]
    there.rename(path)
    assert take_in()
    assert rows(opened, COUNTED) == [("w1", 4)]
    assert rows(opened, "select count(*) from staging.survey_response") == [(4,)]
    estimate_cycle(opened, 2017)
    opened.commit()
    assert not take_in()


def test_a_sampling_file_counts_for_the_wave_in_whose_folder_it_was_delivered_last(
    opened: Connection, box: Path, take_in: TakeIn
) -> None:
    deliver(box / "w2/export.csv", as_csv([response(number) for number in range(4)]))
    wrong = deliver(box / "w1/sampling.yaml", OTHER.encode())
    take_in()
    assert {file: rule for file, _, rule, _ in rows(opened, REFUSED)} == {
        "survey/w1/sampling.yaml": "survey_file.readable", "survey/w2/export.csv": "survey_file.wave_sampled",
    }  # fmt: skip
    wrong.rename(box / "w2/sampling.yaml")
    assert take_in()
    assert rows(opened, COUNTED) == [("w2", 4)]
    (box / "w2/sampling.yaml").rename(wrong)
    assert take_in()
    assert rows(opened, "select * from core.survey_wave") == []
    assert rows(opened, COUNTED) == []


def test_a_sampling_file_under_another_name_is_one_when_it_has_its_own(
    opened: Connection, box: Path, take_in: TakeIn
) -> None:
    deliver(box / "w1/export.csv", as_csv([response(number) for number in range(4)]))
    misnamed = deliver(box / "w1/sampling.yml", SAMPLING.encode())
    take_in()
    assert rows(opened, COUNTED) == []
    misnamed.rename(box / "w1/sampling.yaml")
    assert take_in()
    assert rows(opened, COUNTED) == [("w1", 4)]
    assert [row[1:] for row in rows(opened, LEDGER)] == [
        ("file", 1, 1, 0, 0), ("row", 4, 4, 0, 0), ("file", 2, 1, 0, 1),
    ]  # fmt: skip


def test_a_sampling_file_that_is_gone_from_the_wrong_folder_before_it_was_read_again_is_read_from_the_archive(
    opened: Connection, box: Path, take_in: TakeIn, writer_url: str
) -> None:
    deliver(box / "w2/export.csv", as_csv([response(number) for number in range(4)]))
    wrong = deliver(box / "w1/sampling.yaml", OTHER.encode())
    take_in()
    wrong.rename(box / "w2/sampling.yaml")
    with connect(writer_url) as writer:
        assert ingest.receive(writer, 2017)
    (box / "w2/sampling.yaml").unlink()
    take_in()
    assert rows(opened, COUNTED) == [("w2", 4)]


def test_an_export_is_read_again_when_its_sampling_file_names_another_mapping(
    opened: Connection, waves: Path, take_in: TakeIn, own_mappings: Path
) -> None:
    (own_mappings / "foreign.yaml").write_text(FOREIGN)
    records = [response(number, **{"resp/sex": 1 + number % 2}) for number in range(4)]
    deliver(waves / "w1/export.csv", as_csv(records))
    take_in()
    assert rows(opened, "select sex, count(*) from core.survey_response group by 1") == [(None, 4)]
    deliver(waves / "w1/sampling.yaml", SAMPLING.encode() + b"mapping: foreign\n", day=1)
    take_in()
    assert rows(opened, REFUSED) == []
    assert rows(opened, "select sex, count(*) from core.survey_response group by 1 order by 1") == [("L", 2), ("P", 2)]
    assert rows(opened, "select reading, mapping from raw.survey_reading where kind = 'responses' order by 1") == [
        (1, "form"), (2, "foreign"),
    ]  # fmt: skip
    # the words of a mapping are its content, not its name
    (own_mappings / "foreign.yaml").write_text(FOREIGN.replace("{1: L, 2: P}", "{1: P, 2: L}"))
    assert take_in()
    assert rows(opened, "select max(reading) from raw.survey_reading where kind = 'responses'") == [(3,)]
    assert rows(opened, LEDGER)[:2] == [
        ("survey/w1/export.csv", "file", 1, 1, 0, 0), ("survey/w1/export.csv", "row", 4, 4, 0, 0),
    ]  # fmt: skip
    estimate_cycle(opened, 2017)
    opened.commit()
    assert not take_in()


def test_an_export_that_must_be_read_again_and_is_gone_is_refused_until_it_is_back_or_need_not_be(
    opened: Connection, waves: Path, take_in: TakeIn, own_mappings: Path, tmp_path: Path
) -> None:
    (own_mappings / "foreign.yaml").write_text(FOREIGN)
    path = deliver(waves / "w1/export.csv", as_csv([response(number) for number in range(4)]))
    take_in()
    path.rename(tmp_path / "export.csv")
    deliver(waves / "w1/sampling.yaml", SAMPLING.encode() + b"mapping: foreign\n", day=1)
    take_in()
    assert [rule for *_, rule, _ in rows(opened, REFUSED)] == ["survey_file.there_to_read"]
    assert ("survey/w1/export.csv", "row", 4, 0, 4, 0) in rows(opened, LEDGER)
    assert rows(opened, COUNTED) == []
    estimate_cycle(opened, 2017)
    opened.commit()
    assert not take_in()
    deliver(waves / "w1/sampling.yaml", SAMPLING.encode(), day=2)
    assert take_in()
    assert rows(opened, REFUSED) == []
    assert rows(opened, COUNTED) == [("w1", 4)]
    deliver(waves / "w1/sampling.yaml", SAMPLING.encode() + b"mapping: foreign\n", day=3)
    take_in()
    (tmp_path / "export.csv").rename(path)
    assert take_in()
    assert rows(opened, COUNTED) == [("w1", 4)]
    assert rows(opened, "select mapping from raw.newest_survey_reading where kind = 'responses'") == [("foreign",)]


def test_an_order_of_dates_that_is_declared_later_needs_no_export(
    opened: Connection, waves: Path, take_in: TakeIn
) -> None:
    path = deliver(waves / "w1/export.csv", as_csv([response(0, start="05/07/2017 09:00", end="05/07/2017 09:15")]))
    take_in()
    assert [rule for *_, rule, _ in rows(opened, REFUSED)] == ["survey_response.times_unambiguous"]
    path.unlink()
    deliver(waves / "w1/sampling.yaml", SAMPLING.encode() + b"mapping: form_day_first\n", day=1)
    take_in()
    assert rows(opened, REFUSED) == []
    assert rows(opened, COUNTED) == [("w1", 1)]


def test_a_mapping_that_breaks_or_goes_away_refuses_the_sampling_file_that_names_it_and_stops_no_run(
    opened: Connection, waves: Path, take_in: TakeIn, own_mappings: Path
) -> None:
    (own_mappings / "foreign.yaml").write_text(FOREIGN)
    take_in()
    sampling = SAMPLING.encode() + b"mapping: foreign\n"
    deliver(waves / "w1/sampling.yaml", sampling, day=1)
    deliver(waves / "w1/export.csv", as_csv([response(number) for number in range(4)]))
    take_in()
    for change in (lambda file: file.write_text("columns: [a]"), Path.unlink):
        change(own_mappings / "foreign.yaml")
        take_in()
        assert {hashlib.sha256(sampling).hexdigest()} == {
            file_hash for (file_hash,) in rows(opened, "select file_hash from quality.rejected_row")
        }
        # the sampling file before it holds
        assert rows(opened, COUNTED) == [("w1", 4)]
    (own_mappings / "foreign.yaml").write_text(FOREIGN)
    assert take_in()
    assert rows(opened, "select file_hash from core.survey_wave where wave = 'w1'") == [
        (hashlib.sha256(sampling).hexdigest(),)
    ]
