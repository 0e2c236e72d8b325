"""Photos and minutes of visits come in: what is accepted, asked about or refused, and that nothing is lost."""

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from evidence_files import BASE, BINJAI, GPS, JAKARTA, NOON, PLACE, VIDEOS, taken, zipped
from psycopg2.extensions import connection as Connection
from scored import rows

from rkci.intake import set_aside
from rkci.simulate.visit_photos import photo
from rkci.visits import evidence, photos


@pytest.fixture
def inbox(connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of evidence of cycle 2017; Binjai is a nominee, visited on 7 and 8 August, Medan is none."""
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into core.city values ('1276', '12.75', 'Kota Binjai', 'Sumut', %s, %s, 93.2, true, null, 'made'),"
            " ('1275', '12.71', 'Kota Medan', 'Sumut', 3.59, 98.67, 265, true, null, 'made')",
            BINJAI,
        )
        cursor.execute(
            "insert into core.nominee (cycle_year, city_code, class_code, place) values (2017, '1276', 's', 1)"
        )
        cursor.execute(
            "insert into core.visit_finding (cycle_year, city_code, indicator_code, assessor, visited_on, is_simulated,"
            " file_hash, sheet, row_number, cell) select 2017, '1276', day, 'A1', day::date, true, 'h', 's', 1, 'c'"
            " from unnest(array['2017-08-07', '2017-08-08']) as day"
        )
    return tmp_path / "inbox" / "2017" / "visit_evidence"


def deliver(inbox: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_bytes(content)


def judged(connection: Connection) -> dict[str, tuple[str, str, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute("select file_name, kind, state, problem from core.visit_evidence where cycle_year = 2017")
        return {name.removeprefix("visit_evidence/"): rest for name, *rest in cursor.fetchall()}


def test_every_file_is_accepted_flagged_or_refused_with_words(connection: Connection, inbox: Path) -> None:
    deliver(
        inbox,
        {
            "1276/aula.jpg": photo(NOON, BINJAI, "aula"),
            "1276/jakarta.JPG": photo(NOON, JAKARTA),
            "1276/medan.jpg": photo(NOON, (3.59, 98.67)),
            "1276/lama.jpg": photo(datetime(2017, 5, 1), BINJAI),
            "1276/whatsapp.jpg": photo(NOON),
            "1276/rusak.jpg": b"\xff\xd8 no photo",
            "1276/berita_acara_SIMULASI.pdf": b"%PDF-1.4 minutes",
            "1276/kosong.pdf": b"",
            "1275/medan.jpg": photo(NOON, (3.59, 98.67), "kota lain"),
            "lepas.pdf": b"%PDF-1.4 loose",
        },
    )
    assert evidence.take_in(connection, 2017) == {"accepted": 2, "flagged": 3, "refused": 5}
    found = judged(connection)
    assert found == {
        "1276/aula.jpg": ["photo", "accepted", None],
        "1276/jakarta.JPG": ["photo", "refused", "elsewhere"],
        "1276/medan.jpg": ["photo", "flagged", "outside_city"],
        "1276/lama.jpg": ["photo", "flagged", "outside_days"],
        "1276/whatsapp.jpg": ["photo", "flagged", "no_place"],
        "1276/rusak.jpg": ["photo", "refused", "not_a_photo"],
        "1276/berita_acara_SIMULASI.pdf": ["minutes", "accepted", None],
        "1276/kosong.pdf": ["minutes", "refused", "empty"],
        "1275/medan.jpg": ["photo", "refused", "no_nominee"],
        "lepas.pdf": ["minutes", "refused", "no_nominee"],
    }
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from core.visit_evidence where problem is not null and message_en ~ 'end|put'")
        assert cursor.fetchone() == (8,)
        cursor.execute("select count(distinct file_hash) from raw.receipt where dataset = 'visit_evidence'")
        assert cursor.fetchone() == (len(found),)
    rows = {row["city"]: row for row in evidence.table(connection, 2017)}
    assert (rows["1276"]["photos"], rows["1276"]["minutes"]) == (1, 1)
    assert (rows["1276"]["flagged"], rows["1276"]["refused"], rows["-"]["refused"]) == (3, 3, 2)
    assert "another place" in rows["1276"]["problems"]


def test_evidence_is_judged_by_its_bytes_whatever_it_is_called(connection: Connection, inbox: Path) -> None:
    nowhere = PLACE | {GPS.GPSLatitude: (0.0, 0.0, 0.0), GPS.GPSLongitude: (0.0, 0.0, 0.0)}
    deliver(
        inbox,
        {
            "1276/aula.jfif": photo(NOON, BINJAI, "aula"),
            "1276/jakarta.heic": photo(NOON, JAKARTA),
            "1276/asli.HEIC": taken({BASE.DateTimeOriginal: "2017:08:07 12:00:00"}, kind="HEIF"),
            "1276/malam.jpg": taken({BASE.DateTimeOriginal: "2017:08:06 18:00:00", BASE.OffsetTimeOriginal: "+00:00"}),
            "1276/nol.jpg": taken({BASE.DateTimeOriginal: "2017:08:07 12:00:00"}, nowhere),
            "1276/foto.pdf": photo(NOON, JAKARTA, "pdf"),
            "1276/notulen.jpg": b"%PDF-1.4 minutes",
            "1276/notulen.pdf": VIDEOS["mp4"],
            "1276/lampiran.docx": zipped("xl/workbook.xml"),
        },
    )
    assert evidence.take_in(connection, 2017) == {"accepted": 4, "flagged": 1, "refused": 4}
    expected = {
        "1276/aula.jfif": ["photo", "accepted", None],
        "1276/jakarta.heic": ["photo", "refused", "elsewhere"],
        "1276/asli.HEIC": ["photo", "accepted", None],
        "1276/malam.jpg": ["photo", "accepted", None],  # 01:00 of the 7th in Binjai
        "1276/nol.jpg": ["photo", "flagged", "no_place"],
        "1276/foto.pdf": ["photo", "refused", "elsewhere"],
        "1276/notulen.jpg": ["minutes", "accepted", None],
        "1276/notulen.pdf": ["video", "refused", "video"],
        "1276/lampiran.docx": ["other", "refused", "not_evidence"],
    }
    assert judged(connection) == expected
    # and the same once more, of what is known
    evidence.take_in(connection, 2017)
    assert judged(connection) == expected


def test_taking_in_again_changes_nothing_and_what_comes_later_is_added(connection: Connection, inbox: Path) -> None:
    deliver(inbox, {"1276/aula.jpg": photo(NOON, BINJAI)})
    evidence.take_in(connection, 2017)
    assert evidence.take_in(connection, 2017) == {"accepted": 1, "flagged": 0, "refused": 0}
    deliver(inbox, {"1276/salinan.jpg": photo(NOON, BINJAI), "1276/notulen.pdf": b"%PDF"})
    assert evidence.take_in(connection, 2017) == {"accepted": 2, "flagged": 0, "refused": 0}


def test_a_city_that_becomes_a_nominee_later_has_its_evidence(connection: Connection, inbox: Path) -> None:
    deliver(inbox, {"1275/medan.jpg": photo(NOON, (3.59, 98.67))})
    assert evidence.take_in(connection, 2017)["refused"] == 1
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into core.nominee (cycle_year, city_code, class_code, place) values (2017, '1275', 's', 2)"
        )
    # nobody wrote a finding of it yet: any day of the phase will do
    assert evidence.take_in(connection, 2017) == {"accepted": 1, "flagged": 0, "refused": 0}


def name_photos(connection: Connection, evidence_text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update core.visit_finding set evidence = %s where indicator_code = '2017-08-07'", (evidence_text,)
        )


def named(connection: Connection) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("select photo, state from core.visit_photo order by photo")
        return cursor.fetchall()


def test_a_photo_that_a_finding_names_is_missing_until_it_comes(connection: Connection, inbox: Path) -> None:
    name_photos(connection, "Foto: aula.jpg")
    evidence.take_in(connection, 2017)
    assert named(connection) == [("aula.jpg", "missing")]
    (row,) = evidence.table(connection, 2017)
    assert (row["missing"], row["photos"]) == (1, 0)
    assert row["problems"].startswith(
        "aula.jpg: A finding names this photo as evidence, and it has not arrived; put it"
    )
    # a file of the same name in the folder of another city is not it
    deliver(inbox, {"1275/aula.jpg": photo(NOON, BINJAI, "lain")})
    evidence.take_in(connection, 2017)
    assert named(connection) == [("aula.jpg", "missing")]
    deliver(inbox, {"1276/Aula.JPG": photo(NOON, BINJAI)})
    evidence.take_in(connection, 2017)
    assert named(connection) == [("aula.jpg", "accepted")]
    assert {row["missing"] for row in evidence.table(connection, 2017)} == {0}


def test_a_photo_may_come_before_the_finding_that_names_it(connection: Connection, inbox: Path) -> None:
    deliver(inbox, {"1276/aula.jpg": photo(NOON, BINJAI), "1276/jauh.jpg": photo(NOON, JAKARTA)})
    deliver(inbox, {"1276/salinan.jpg": photo(NOON, BINJAI)})
    evidence.take_in(connection, 2017)
    assert named(connection) == []
    name_photos(connection, "lihat aula.jpg dan jauh.jpg; salinan.jpg, aulalain.jpg")
    assert named(connection) == [
        ("aulalain.jpg", "missing"), ("dan jauh.jpg", "refused"), ("lihat aula.jpg", "accepted"),
        ("salinan.jpg", "accepted"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["LKPJ 2016", "foto.jpgx", ".jpg", "https://binjai.example/foto/aula.jpg", "foto jpg", None]
)
def test_what_names_no_photo_is_not_asked_for(connection: Connection, inbox: Path, words: str) -> None:
    name_photos(connection, words)
    assert named(connection) == []


def test_a_nominee_without_minutes_stands_first(connection: Connection, inbox: Path) -> None:
    assert [(row["city"], row["minutes"]) for row in evidence.table(connection, 2017)] == [("1276", 0)]


def test_a_photo_that_the_reader_fails_on_or_that_is_set_aside_is_refused_with_words_and_stops_no_other(
    nominated: Connection, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = box / "visit_evidence" / "1101"
    folder.mkdir(parents=True)
    bad = photo(NOON, (0.5, 0.5))
    (folder / "a.jpg").write_bytes(bad)
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 berita acara")
    found = "select file_name, state, problem from core.visit_evidence order by 1"
    with monkeypatch.context() as patched:
        patched.setattr(photos, "read", lambda _: {}["no such key"])
        evidence.take_in(nominated, 2017)
    assert rows(nominated, found) == [
        ("visit_evidence/1101/a.jpg", "refused", "reader_failed"), ("visit_evidence/1101/b.pdf", "accepted", None),
    ]  # fmt: skip
    set_aside.decide(nominated, hashlib.sha256(bad).hexdigest(), by="Ani", reason="Foto orang lain")
    evidence.take_in(nominated, 2017)
    assert rows(nominated, found)[0] == ("visit_evidence/1101/a.jpg", "refused", "set_aside")
    ((words,),) = rows(nominated, "select message_en from core.visit_evidence where problem = 'set_aside'")
    assert words.endswith("Reason: Foto orang lain (Ani)")
    set_aside.decide(nominated, hashlib.sha256(bad).hexdigest(), by="Ani", reason="Sudah diizinkan", is_back=True)
    evidence.take_in(nominated, 2017)
    assert rows(nominated, found)[0][2] not in ("set_aside", "reader_failed")
