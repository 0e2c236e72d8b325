"""Exports of the survey come in: any shape, broken or not; nothing is lost, nobody can be found in what is stored."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pyarrow as pa
from psycopg2.extensions import connection as Connection
from pyarrow import parquet
from surveyed import BINJAI, ITEMS, LEDGER, MEDAN, REFUSED, SAMPLING, as_csv, deliver, response, rows

from rkci import framework
from rkci.survey.cycle_estimates import estimate_cycle

TakeIn = Callable[[], bool]


def test_a_kobo_export_comes_in_and_a_run_with_nothing_new_ends(opened: Connection, box: Path, take_in: TakeIn) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    deliver(box / "w1/export.csv", as_csv([response(number) for number in range(30)]))
    assert take_in()
    assert rows(opened, LEDGER) == [
        ("survey/w1/export.csv", "file", 1, 1, 0, 0),
        ("survey/w1/export.csv", "row", 30, 30, 0, 0),
        ("survey/w1/sampling.yaml", "file", 1, 1, 0, 0),
    ]
    assert rows(
        opened,
        "select distinct city_code, stratum, psu, mode, encode(substr(answer, 1, 3), 'hex'), is_counted"
        " from core.survey_response",
    ) == [(BINJAI, "utara", "u1", "face_to_face", "020402", True)]
    assert rows(opened, "select wave, target_n, pool_weight from core.survey_wave") == [("w1", 400, 1.0)]
    assert rows(opened, "select category, population, vintage from core.survey_margin order by 1") == [
        ("L", 49900, 2017), ("P", 50100, 2017),
    ]  # fmt: skip
    assert rows(opened, "select count(*) from core.survey_response_2017") == [(30,)]
    estimate_cycle(opened, 2017)
    opened.commit()
    assert not take_in()


def test_the_columns_of_a_choice_of_several_are_not_taken_for_others(
    opened: Connection, box: Path, take_in: TakeIn
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    several = {"resp/media": "phone sex", "resp/media/phone": 1, "resp/media/sex": 1, f"resp/media/{ITEMS[0]}": 1}
    deliver(box / "w1/export.csv", as_csv([{**several, **response(number)} for number in range(5)]))
    take_in()
    assert rows(opened, LEDGER)[1] == ("survey/w1/export.csv", "row", 5, 5, 0, 0)
    answered = "select get_byte(answer, 0), sex, count(*) from core.survey_response group by 1, 2 order by 2"
    assert rows(opened, answered) == [(2, "L", 2), (2, "P", 3)]


def test_nothing_of_a_person_is_stored(opened: Connection, box: Path, take_in: TakeIn, tmp_path: Path) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    records = [response(number) for number in range(5)]
    records[3]["consent"] = "no"
    deliver(box / "w1/export.csv", as_csv(records))
    take_in()
    kept = b"".join(file.read_bytes() for file in (tmp_path / "archive").rglob("*") if file.is_file())
    stored = repr(rows(opened, "select to_jsonb(r) from raw.survey_row as r"))
    for trace in ("Budi", "08120000", "uuid-1", "\tE1", "\tD1"):
        assert trace not in stored
        assert trace.encode() not in kept
    assert rows(
        opened,
        "select rows_received, rows_stored, no_consent, dropped_columns from raw.survey_reading order by kind limit 1",
    ) == [(5, 4, 1, 1)]
    assert rows(opened, REFUSED) == [("survey/w1/export.csv", None, "survey_file.consent_given", "1")]


def test_every_fault_of_a_record_has_words_and_the_ledger_adds_up(
    opened: Connection, box: Path, take_in: TakeIn
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode() + b"form_versions: [v1]\n")
    item = f"q/{ITEMS[4]}"
    records = [
        response(0, __version__="v1"),
        response(1, **{item: "7"}),
        response(2, **{"resp/city": "9999"}),
        response(3, **{"resp/city": MEDAN}),
        response(4, _submission_time="2031-01-01T00:00:00"),
        response(5, **{"_uuid": "uuid-0"}),
        response(6, **{"resp/stratum": "barat"}),
        response(7, **{"resp/psu": "u9"}),
        response(8, **{"_uuid": ""}),
        response(9, __version__="v2"),
        response(10, _submission_time="kemarin"),
        response(11, **{"resp/sex": "'; drop table core.city; -- \0"}),
        response(12, **{item: "9", f"q/{ITEMS[5]}": "99", f"q/{ITEMS[6]}": ""}),
        response(13, _submission_time="yesterday"),
        response(14, start="infinity", end="infinity"),
        response(15, _submission_time="0001-01-01"),
    ]
    content = as_csv(records).decode().splitlines(keepends=True)
    content.insert(3, "uuid-x,yes\n")
    content.append('"a quote that nobody closes,yes\n\n')
    deliver(box / "w1/export.csv", "".join(content).encode())
    take_in()
    assert rows(opened, LEDGER)[1] == ("survey/w1/export.csv", "row", 18, 3, 15, 0)
    found = {(row, rule.split(".")[1]) for _, row, rule, _ in rows(opened, REFUSED)}
    assert found == {
        (3, "in_scale"), (4, "well_shaped"), (5, "city_known"), (6, "city_sampled"), (7, "not_in_future"),
        (8, "once_in_file"), (9, "stratum_known"), (10, "psu_known"), (11, "response_id_given"),
        (12, "version_declared"), (13, "submitted_readable"), (14, "sex_known"),
        (16, "submitted_readable"), (18, "submitted_readable"), (19, "well_shaped"),
    }  # fmt: skip
    assert rows(
        opened, "select encode(substr(answer, 5, 3), 'hex') from core.survey_response where get_byte(answer, 4) = 0"
    ) == [("000000",)]
    assert not [row for row in rows(opened, "select message_id, message_en from quality.rejected_row") if None in row]


def test_a_tenth_of_garbage_is_refused_row_by_row_and_the_rest_is_accepted(
    opened: Connection, box: Path, take_in: TakeIn
) -> None:
    random = Random(2017)  # noqa: S311
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    lines = as_csv([response(number) for number in range(300)]).decode().splitlines(keepends=True)
    garbage = sorted(random.sample(range(1, 301), 30))
    for place in garbage:
        cells = lines[place].rstrip().split(",")
        kept = {0: random.randrange(3, len(cells) - 1), 1: len(cells) + 5, 2: len(cells)}[place % 3]
        noise = [
            "".join(chr(random.randrange(0x23, 0x2FF)) for _ in range(random.randrange(1, 40))) for _ in range(kept)
        ]
        lines[place] = ",".join(cells[:2] + [text.replace(",", ";") for text in noise[2:]]) + "\n"
    deliver(box / "w1/export.csv", "".join(lines).encode(), day=10)
    take_in()
    assert rows(opened, LEDGER)[1] == ("survey/w1/export.csv", "row", 300, 270, 30, 0)
    refused = rows(
        opened, "select row_number, message_id, message_en from quality.rejected_row where dataset = 'survey'"
    )
    assert {number for number, *_ in refused} == {place + 1 for place in garbage}
    assert all(message_id and message_en for _, message_id, message_en in refused)


def test_of_two_overlapping_exports_the_newer_counts_whatever_their_form(
    opened: Connection, box: Path, take_in: TakeIn
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    deliver(box / "w1/first.csv", as_csv([response(number) for number in range(10)]), day=1)
    take_in()
    # ODK writes the same uuid otherwise, groups with a hyphen, and a heading may be the question itself
    words = {item.item: f"{item.text_id} / {item.text_en}" for item in framework.load("rkci-2017").survey}
    newer = []
    for number in range(5, 12):
        record = response(number)
        record["meta/instanceID"] = f"uuid:{record.pop('_uuid')}"
        newer.append(
            {words.get(key.removeprefix("q/"), key.replace("resp/", "resp-")): value for key, value in record.items()}
        )
    for record in newer:
        record[words[ITEMS[0]]] = "Sangat setuju / Strongly agree"
        record["resp-city"] = "KOTA  Binjai"
        record["resp-sex"] = "Perempuan"
    deliver(box / "w1/second.csv", as_csv(newer, ";"), day=2)
    take_in()
    assert [row for row in rows(opened, LEDGER) if row[1] == "row"] == [
        ("survey/w1/first.csv", "row", 10, 5, 0, 5),
        ("survey/w1/second.csv", "row", 7, 7, 0, 0),
    ]
    assert rows(opened, "select get_byte(answer, 0), count(*) from core.survey_response group by 1 order by 1") == [
        (2, 5),
        (5, 7),
    ]


def test_parquet_comes_in_with_its_types(opened: Connection, box: Path, take_in: TakeIn, tmp_path: Path) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    table = pa.Table.from_pylist([response(number) for number in range(6)])
    parquet.write_table(table, tmp_path / "made.parquet")
    deliver(box / "w1/export.parquet", (tmp_path / "made.parquet").read_bytes())
    take_in()
    assert rows(opened, LEDGER)[1] == ("survey/w1/export.parquet", "row", 6, 6, 0, 0)
