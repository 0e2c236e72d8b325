"""Files of the survey that cannot be read, change, go away, or are set aside: none harms another, nothing is lost."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pytest
from psycopg2.extensions import connection as Connection
from pyarrow import parquet
from surveyed import ITEMS, LEDGER, REFUSED, SAMPLING, as_csv, deliver, response, rows

from rkci.database.connection import connect
from rkci.intake import archive, inbox, set_aside
from rkci.survey import ingest

TakeIn = Callable[[], bool]
BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)) + "mode: *a59"


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
        (("1276", "9999"), "9999 is not a BPS code"),
        (("L: 49900", "L: 39900"), "adds up to 90000, its strata to 100000"),
        (("population: 40000, psu_count: 20,", ""), "has no frame"),
        (("wave: w1", "wave: w2"), "is in the folder 'w1'"),
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
