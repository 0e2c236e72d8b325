"""Inbox and archive on S3: moto's server on a port of its own, reached as Airflow reaches S3, by a connection."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer
from psycopg2.extensions import connection as Connection
from test_inbox import CYCLE, intake, made, rows

from rkci.cycles import Cycle
from rkci.database import sql_files
from rkci.framework import Framework
from rkci.intake import archive, inbox
from rkci.intake.workbook import Answer

BUCKET = "rkci"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Address of an S3 server that holds nothing."""
    started = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    started.start()
    yield "http://{}:{}".format(*started.get_host_and_port())
    started.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty bucket that is inbox and archive of the test."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
    extra = {"endpoint_url": server, "region_name": "us-east-1"}
    given = {"conn_type": "aws", "login": "test", "password": "test", "extra": extra}
    monkeypatch.setenv("AIRFLOW_CONN_RKCI_STORE", json.dumps(given))
    monkeypatch.setenv("RKCI_INBOX", f"s3://rkci_store@{BUCKET}/inbox")
    monkeypatch.setenv("RKCI_ARCHIVE", f"s3://rkci_store@{BUCKET}/archive")
    made = boto3.resource("s3", endpoint_url=server, **keys).Bucket(BUCKET)
    made.create()
    yield made
    made.objects.all().delete()
    made.delete()


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hashes of what was read from the inbox."""
    found: list[str] = []
    store = archive.store
    monkeypatch.setattr(archive, "store", lambda content: found.append(store(content)) or found[-1])
    return found


def put(bucket: Any, name: str, content: bytes) -> None:
    bucket.put_object(Key=f"inbox/2017/submissions/{name}", Body=content)


def archived(bucket: Any) -> dict[str, bytes]:
    return {one.key: one.get()["Body"].read() for one in bucket.objects.filter(Prefix="archive/")}


def test_98_objects_are_taken_in_by_one_run_and_only_what_is_new_by_the_next(
    bucket: Any, opened: Connection, stored: list[str]
) -> None:
    contents = [f"Kode;Jawaban {number}".encode() for number in range(98)]
    for number, content in enumerate(contents):
        put(bucket, f"{1101 + number}/a.csv", content)
    hashes = inbox.receive(opened, 2017)
    assert len(hashes) == len(stored) == 98
    assert archived(bucket) == {
        f"archive/{file_hash[:2]}/{file_hash}": content
        for content in contents
        for file_hash in [hashlib.sha256(content).hexdigest()]
    }
    assert inbox.read_files(opened, 2017, hashes)["files"] == 98
    stored.clear()
    assert inbox.receive(opened, 2017) == []
    assert stored == []
    put(bucket, "1101/a.csv", b"the same name, a second revision")
    put(bucket, "1102/b.csv", contents[1])
    assert inbox.receive(opened, 2017) == [hashlib.sha256(b"the same name, a second revision").hexdigest()]
    assert len(stored) == 2
    assert rows(opened, "select count(*) from raw.receipt") == [(100,)]


def test_an_object_was_delivered_when_it_was_last_modified(bucket: Any, opened: Connection) -> None:
    put(bucket, "1276/a.csv", b"a")
    (one,) = bucket.objects.all()
    (delivery,) = inbox.deliveries(2017)
    assert (delivery.name, delivery.size_bytes) == ("submissions/1276/a.csv", 1)
    assert delivery.modified_at == one.last_modified
    inbox.receive(opened, 2017)
    assert rows(opened, "select received_at, folder_city_code from raw.file") == [(one.last_modified, "1276")]


def test_a_bucket_with_nothing_for_the_cycle_is_an_empty_inbox(bucket: Any, opened: Connection) -> None:
    assert inbox.receive(opened, 2017) == []
    put(bucket, "", b"")
    put(bucket, "1276/", b"")
    assert inbox.receive(opened, 2017) == []
    assert rows(opened, "select * from quality.refusal") == []


def test_keys_that_no_folder_could_hold_are_refused_with_words_and_others_are_read_as_they_are(
    bucket: Any, opened: Connection
) -> None:
    odd = "1276/Jawaban kota – 2017 #1 %2F ‮é\u0301+?.csv"
    put(bucket, odd, b"odd")
    put(bucket, "1276/../../../archive/x.csv", b"climbs")
    put(bucket, "1276//empty.csv", b"empty")
    put(bucket, "1276/.hidden", b"hidden")
    inbox.receive(opened, 2017)
    inbox.receive(opened, 2017)
    assert rows(opened, "select file_name from raw.receipt") == [(f"submissions/{odd}",)]
    assert rows(opened, "select file_name, split_part(message, ' / ', 2) from quality.refusal order by 1") == [
        (f"submissions/{name}", "The path leads out of the folder or is longer than 1000 bytes; give it a short name.")
        for name in ("1276/../../../archive/x.csv", "1276//empty.csv")
    ]
    assert archived(bucket).keys() == {f"archive/{one[:2]}/{one}" for one in [hashlib.sha256(b"odd").hexdigest()]}


def test_the_way_to_the_ledger_is_the_same_as_from_a_folder(
    bucket: Any, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    with opened, opened.cursor() as cursor:
        # what is put now is delivered now
        cursor.execute("update ops.cycle set submission_closes_at = now() + interval '1 day'")
    put(bucket, "1276/a.xlsx", made(tmp_path, cycle, framework, plan=Answer("Ya"), integration=Answer(7)))
    put(bucket, "1101/a.xlsx", b"")
    intake(database, opened)
    assert rows(opened, "select city_code, state from core.submission order by 1") == [
        ("1101", "rejected"),
        ("1276", "accepted"),
    ]
    assert rows(opened, "select indicator_code from core.indicator_value") == [("plan",)]
    assert sql_files.query(opened, "checks/ledger_adds_up.sql", CYCLE) == []


def test_an_object_of_the_archive_is_written_once_and_a_change_of_it_noticed(bucket: Any, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a" * 3_000_000)
    with (tmp_path / "a").open("rb") as content:
        file_hash = archive.store(content)
    (one,) = bucket.objects.all()
    assert archive.size(file_hash) == one.size == 3_000_000
    assert len(archive.load(file_hash)) == 3_000_000
    tag = one.e_tag
    one.put(Body=b"b" * 3_000_000)
    with (tmp_path / "a").open("rb") as content:
        archive.store(content)
    assert bucket.Object(one.key).e_tag != tag
    with pytest.raises(archive.ArchiveError, match=file_hash):
        archive.load(file_hash)
