"""Exports of the survey come in: any shape, broken or not; nothing is lost, nobody can be found in what is stored."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, BinaryIO

import pyarrow as pa
import pytest
from psycopg2.extensions import connection as Connection
from pyarrow import parquet
from surveyed import BINJAI, ITEMS, LEDGER, MEDAN, REFUSED, SAMPLING, as_csv, deliver, response, rows

from rkci import framework
from rkci.database.connection import connect
from rkci.intake import archive, inbox, set_aside
from rkci.survey import ingest
from rkci.survey.estimates import estimate_cycle

TakeIn = Callable[[], bool]
BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)) + "mode: *a59"


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


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("w1/empty.csv", b"", "no_header"),
        ("w1/letter.csv", b"Yth. Tim RKCI", "no_header"),
        ("w1/a.xlsx", b"PK\x03\x04\0\0", "not_a_workbook"),
        ("w1/a.parquet", b"PAR1 broken", "not_a_workbook"),
        (
            "w1/less.csv",
            as_csv([{key: value for key, value in response(1).items() if not key.endswith("_3")}]),
            "no_items",
        ),
        ("w1/twice.csv", as_csv([response(1) | {f"other/{ITEMS[0]}": 3}]), "doubled_column"),
    ],
)
def test_what_cannot_be_read_harms_no_other(
    opened: Connection, box: Path, take_in: TakeIn, name: str, content: bytes, rule: str
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    deliver(box / "w1/sound.csv", as_csv([response(number) for number in range(4)]))
    deliver(box / name, content)
    take_in()
    assert rows(opened, "select count(*) from core.survey_response") == [(4,)]
    ((file, _, refused, found),) = rows(opened, REFUSED)
    assert (file, refused) == (f"survey/{name}", "survey_file.readable")
    assert found.startswith(rule)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("1276", "9999"), "9999 is no BPS code"),
        (("L: 49900", "L: 39900"), "adds up to 90000, its strata to 100000"),
        (("population: 40000, psu_count: 20,", ""), "has no frame"),
        (("wave: w1", "wave: w2"), "lies in the folder 'w1'"),
        (("sampled_psu: 2, target_n: 200}", "sampled_psu: 30, target_n: 200}"), "30 units drawn of 20"),
        (("mode: face_to_face", ""), "the key mode is missing"),
        (("target_n: 400", "target_n: 400\nmapping: nowhere"), "no mapping 'nowhere'"),
        (("strata:", "strata: 5\nother:"), "strata is a list"),
        (("wave: w1", "wave: [w1"), "line 3: it is not YAML: did not find expected ',' or ']'"),
        (("wave: w1", "wave: w1\nwave: w1"), "sampling.yaml, line 3: `wave` is stated twice"),
        (("wave: w1", f"wave: {'9' * 4000}"), "wave is '999"),
        (("wave: w1", f"wave: 0x{'f' * 4000}"), "wave is '0xfff"),
        (("target_n: 400", "target_n: 0400"), "target_n is '0400'; write a whole number"),
        (("target_n: 400", "target_n: 4e2"), "target_n is '4e2'; write a whole number"),
        (("target_n: 400", "target_n: 0x190"), "target_n is '0x190'; write a whole number"),
        (("target_n: 400", "target_n: 6:40"), "target_n is '6:40'; write a whole number"),
        (("population: 40000", "population: 40.000"), "population is '40.000'; write a whole number"),
        (("target_n: 400", "target_n: .inf"), "target_n is '.inf'; write a whole number"),
        (("target_n: 400", "target_n: 4.5"), "target_n is '4.5'; write a whole number"),
        (("psus: [u1, u2]", "psus: u1"), "psus is a list of words"),
        (("mode: face_to_face", BOMB), "with what aliases (*) repeat"),
        (("mode: face_to_face", 'mode: "a\\0b"'), "mode is"),
        (("P: 50100}}", "P: banyak}}"), "line 9: margin sex of 1276: P is 'banyak'; write a whole number"),
    ],
)
def test_a_sampling_file_that_does_not_fit_is_refused_in_words_with_the_answers_of_its_wave(
    opened: Connection, box: Path, take_in: TakeIn, change: tuple[str, str], words: str
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.replace(*change).encode())
    deliver(box / "w1/export.csv", as_csv([response(1)]))
    take_in()
    refused = {file: (rule, found) for file, _, rule, found in rows(opened, REFUSED)}
    assert refused["survey/w1/export.csv"][0] == "survey_file.wave_sampled"
    assert words in refused["survey/w1/sampling.yaml"][1]
    assert rows(opened, LEDGER)[1] == ("survey/w1/export.csv", "row", 1, 0, 1, 0)


def test_an_archive_that_fails_stops_the_load_and_says_why(
    opened: Connection, box: Path, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the end, or long before it: then nobody takes the blocks that are still made."""
    header, line = as_csv([response(0)]).splitlines(keepends=True)
    deliver(box / "w1/export.csv", header + line * 60_000)
    (box.parent / "file").write_text("no folder")
    with monkeypatch.context() as changed:
        changed.setenv("RKCI_ARCHIVE", str(box.parent / "file" / "archive"))
        with pytest.raises(archive.ArchiveError, match="Not a directory"):
            take_in()

    def fill_up(content: BinaryIO) -> str:
        content.read(1)
        raise archive.ArchiveError("No space left on device")

    with monkeypatch.context() as changed:
        changed.setattr(archive, "store", fill_up)
        with pytest.raises(archive.ArchiveError, match="No space left"):
            take_in()
    assert rows(opened, "select count(*) from raw.survey_row") == [(0,)]


# What strangers send, and what becomes of a file between receiving and reading --------------------------------


def parquet_of(columns: dict[str, list[object]]) -> bytes:
    content = io.BytesIO()
    parquet.write_table(pa.table(columns), content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cr-only.csv", as_csv([response(number) for number in range(20, 23)]).replace(b"\r\n", b"\r")),
        ("long-first-line.csv", b"a" * 200_000 + b"\n"),
        ("nul.csv", b"\0consent,resp/city\nyes,1276\n"),
        ("nul-later.csv", b"consent,resp/city" + bytes(300_000) + b"\n"),
        ("lists.parquet", parquet_of({"consent": ["yes"], "_uuid": [["a", "b"]], **{item: [["1"]] for item in ITEMS}})),
        ("nested.parquet", parquet_of({"consent": [{"x": 1}], "resp/city": [[[1]]]})),
        ("torn.parquet", parquet_of({"a": list(range(1000))})[:-40] + b"\xff" * 32 + b"\x08\0\0\0PAR1"),
    ],
)
def test_no_export_stops_the_others_whatever_it_is_and_the_run_after_has_nothing_to_do(
    opened: Connection, box: Path, take_in: TakeIn, name: str, content: bytes
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    deliver(box / "w1/a.csv", as_csv([response(number) for number in range(4)]))
    deliver(box / f"w1/{name}", content)
    deliver(box / "w1/z.csv", as_csv([response(number) for number in range(4, 8)]))
    take_in()
    read = {file: accepted for file, layer, _, accepted, *_ in rows(opened, LEDGER) if layer == "row"}
    assert (read["survey/w1/a.csv"], read["survey/w1/z.csv"]) == (4, 4)
    refused = {file: (rule, found) for file, _, rule, found in rows(opened, REFUSED)}
    assert f"survey/w1/{name}" in refused or read[f"survey/w1/{name}"] == 3
    assert "Traceback" not in repr(refused)
    assert not inbox.needs_judging(opened, 2017, "survey")


def test_an_export_that_changed_after_it_was_received_is_refused_with_both_hashes_and_nothing_of_it_is_kept(
    opened: Connection, box: Path, take_in: TakeIn, tmp_path: Path, writer_url: str
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    deliver(box / "w1/a.csv", as_csv([response(number) for number in range(4)]))
    received = as_csv([response(number) for number in range(4, 8)])
    other = received.replace(b"yes", b"YES")
    deliver(box / "w1/b.csv", received)
    with connect(writer_url) as writer:
        ingest.receive(writer, 2017)
    deliver(box / "w1/b.csv", other)  # as long as it was, and as old
    take_in()
    assert rows(opened, "select count(*) from core.survey_response") == [(4,)]
    ((file, _, rule, found),) = rows(opened, REFUSED)
    assert (file, rule) == ("survey/w1/b.csv", "survey_file.bytes_unchanged")
    assert found == (
        f"received {len(received)} bytes {hashlib.sha256(received).hexdigest()}; "
        f"now {len(other)} bytes {hashlib.sha256(other).hexdigest()}"
    )
    assert ("survey/w1/b.csv", "file", 1, 0, 1, 0) in rows(opened, LEDGER)
    assert rows(opened, "select count(*) from raw.survey_row") == [(4,)]
    assert len([one for one in (tmp_path / "archive").rglob("*") if one.is_file()]) == 2
    # the whole export, put there again, is read
    deliver(box / "w1/b.csv", received, day=1)
    assert take_in()
    assert rows(opened, "select count(*) from core.survey_response") == [(8,)]
    assert ("survey/w1/b.csv", "file", 2, 1, 0, 1) in rows(opened, LEDGER)


def test_an_export_that_changes_while_it_is_read_is_read_as_it_was_received(
    opened: Connection, box: Path, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    content = as_csv([response(number) for number in range(4)])
    path = deliver(box / "w1/a.csv", content)
    load = ingest.load

    def changing(*given: Any) -> Any:
        path.write_bytes(content.replace(b"yes", b"no!"))
        return load(*given)

    monkeypatch.setattr(ingest, "load", changing)
    take_in()
    assert rows(opened, "select count(*) from core.survey_response") == [(4,)]


def test_an_export_swapped_for_a_link_is_not_followed(
    opened: Connection, box: Path, take_in: TakeIn, tmp_path: Path, writer_url: str
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    path = deliver(box / "w1/a.csv", as_csv([response(number) for number in range(4)]))
    with connect(writer_url) as writer:
        ingest.receive(writer, 2017)
    path.rename(tmp_path / "secret.csv")
    path.symlink_to(tmp_path / "secret.csv")
    take_in()
    ((file, _, rule, _),) = rows(opened, REFUSED)
    assert (file, rule) == ("survey/w1/a.csv", "survey_file.there_to_read")
    assert rows(opened, "select count(*) from raw.survey_row") == [(0,)]


def test_a_file_taken_away_before_it_was_read_is_refused_and_read_when_it_is_back_or_set_aside(
    opened: Connection, box: Path, take_in: TakeIn, writer_url: str, tmp_path: Path
) -> None:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    deliver(box / "w1/a.csv", as_csv([response(number) for number in range(4)]))
    gone = deliver(box / "w1/b.csv", as_csv([response(number) for number in range(4, 8)]))
    with connect(writer_url) as writer:
        ingest.receive(writer, 2017)
    file_hash = hashlib.sha256(gone.read_bytes()).hexdigest()
    gone.rename(tmp_path / "b.csv")
    take_in()
    ((file, _, rule, _),) = rows(opened, REFUSED)
    assert (file, rule) == ("survey/w1/b.csv", "survey_file.there_to_read")
    assert ("survey/w1/b.csv", "file", 1, 0, 1, 0) in rows(opened, LEDGER)
    assert rows(opened, "select count(*) from core.survey_response") == [(4,)]
    assert not inbox.needs_judging(opened, 2017, "survey")
    set_aside.decide(opened, file_hash, by="Ani", reason="Tidak akan kembali")
    opened.commit()
    assert take_in()
    assert rows(opened, REFUSED) == [("survey/w1/b.csv", None, "survey_file.not_set_aside", "Tidak akan kembali (Ani)")]
    assert not inbox.needs_judging(opened, 2017, "survey")
    set_aside.decide(opened, file_hash, by="Ani", reason="Kembali", is_back=True)
    opened.commit()
    (tmp_path / "b.csv").rename(gone)
    assert take_in()
    assert rows(opened, "select count(*) from core.survey_response") == [(8,)]
    assert rows(opened, REFUSED) == []
    assert not inbox.needs_judging(opened, 2017, "survey")


def test_what_was_read_and_is_set_aside_loses_all_its_answers_and_a_sampling_file_its_design(
    opened: Connection, box: Path, take_in: TakeIn
) -> None:
    sampling = SAMPLING.encode()
    export = as_csv([response(number) for number in range(4)])
    deliver(box / "w1/sampling.yaml", sampling)
    deliver(box / "w1/a.csv", export)
    take_in()
    set_aside.decide(opened, hashlib.sha256(export).hexdigest(), by="Ani", reason="Dibuat-buat")
    opened.commit()
    assert take_in()
    assert [row[1:] for row in rows(opened, LEDGER)] == [
        ("file", 1, 0, 1, 0), ("row", 4, 0, 4, 0), ("file", 1, 1, 0, 0),
    ]  # fmt: skip
    set_aside.decide(opened, hashlib.sha256(sampling).hexdigest(), by="Ani", reason="Salah")
    opened.commit()
    assert take_in()
    assert rows(opened, "select * from core.survey_wave") == []


def test_an_export_and_a_sampling_file_delivered_again_after_others_are_the_newest_word(
    opened: Connection, box: Path, take_in: TakeIn
) -> None:
    item = f"q/{ITEMS[0]}"
    one, two = (as_csv([response(number, **{item: answer}) for number in range(4)]) for answer in (1, 5))
    designs = SAMPLING.encode(), SAMPLING.replace("target_n: 400", "target_n: 500").encode()
    answers = "select distinct get_byte(answer, 0) from core.survey_response"
    for day, (export, design) in enumerate(zip((one, two, one), (*designs, designs[0]), strict=True)):
        deliver(box / "w1/sampling.yaml", design, day=day)
        deliver(box / f"w1/{day}.csv", export, day=day)
        take_in()
    assert rows(opened, answers) == [(1,)]
    assert rows(opened, "select target_n from core.survey_wave") == [(400,)]
    assert [row[1:] for row in rows(opened, LEDGER) if row[1] == "row"] == [("row", 4, 4, 0, 0), ("row", 4, 0, 0, 4)]
