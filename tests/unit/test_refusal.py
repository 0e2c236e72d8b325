"""What is not valid is refused with words, written to quality.refusal, and leaves nothing half done."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from airflow.sdk.exceptions import AirflowFailException

from rkci import framework
from rkci.orchestration import context
from rkci.refusal import Refusal
from rkci.tables import read_frame, read_table


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_a_framework_refused_in_a_task_is_recorded_fault_by_fault_and_the_rest_is_rolled_back(
    writer_url: str, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "warehouse_url", lambda: writer_url)
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "framework.yaml").write_text("title_id: a\ntitle_en: b\nedition: '1'\nstatus: demo\n")
    (folder / "tree.csv").write_text("code,parent,level,name_id,name_en,weight,aggregation\nindex,,2,I,I,one,\n")
    (folder / "indicators.csv").write_text("code\n")

    def task() -> None:
        with context.warehouse() as connection, connection.cursor() as cursor:
            cursor.execute("insert into staging.population (row_number) values (1)")
            framework.load(folder)

    with pytest.raises(AirflowFailException, match="Framework broken is not valid"):
        task()

    assert rows(database, "select count(*) from staging.population") == [(0,)]
    recorded = rows(database, "select subject, file_name, row_number, column_name, message from quality.refusal")
    assert (
        "Framework broken is not valid:", "tree.csv", 2, "weight",
        "(index) it is 'one'; it must be a number with a decimal point.",
    ) in recorded  # fmt: skip
    assert ("indicators.csv", 1, "parent") in [row[1:4] for row in recorded]


def test_a_refusal_without_a_place_is_recorded_by_its_message(
    writer_url: str, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "warehouse_url", lambda: writer_url)
    with pytest.raises(AirflowFailException, match="run cycle_open first"), context.warehouse():
        raise Refusal("Cycle 2017 is not open: run cycle_open first.")
    assert rows(database, "select subject, file_name from quality.refusal") == [
        ("Cycle 2017 is not open: run cycle_open first.", None)
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,c\n1,2\n", "row 1, column b: the column is missing; found are a, c"),
        (b"a,b\n1\n", "row 2: 1 cells where the header has 2"),
        (b"a,b\n1,\xff\n", "byte 6 is not UTF-8"),
        (b"", "found are none"),
    ],
)
@pytest.mark.parametrize("read", [read_table, read_frame])
def test_a_table_that_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, content: bytes, message: str, read: Callable[..., object]
) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(Refusal, match=message):
        read(tmp_path / "t.csv", ("a", "b"))


def test_a_cell_may_hold_a_line_break_and_a_file_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b'\xef\xbb\xbfa,b\n"one\ntwo",\xe2\x80\xa8x\n\n3,4\n')
    table = read_table(tmp_path / "t.csv", ("a", "b"))
    assert [row for _, row in table] == [{"a": "one\ntwo", "b": "\u2028x"}, {"a": "3", "b": "4"}]


def test_a_frame_of_a_table_is_text_as_it_stands_and_knows_its_row_numbers(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b'a,b,,\n0012,NA,,\n\n1e3,"one\ntwo",,x\n,2017-01-01,,\n')
    frame = read_frame(tmp_path / "t.csv", ("a", "b"))
    assert list(frame.index) == [2, 4, 5]
    assert frame.to_dict("list") == {
        "a": ["0012", "1e3", ""],
        "b": ["NA", "one\ntwo", "2017-01-01"],
        "": ["", "x", ""],
    }


def test_a_frame_of_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"a,b\n")
    frame = read_frame(tmp_path / "t.csv", ("a", "b"))
    assert (list(frame.columns), len(frame), set(map(str, frame.dtypes))) == (["a", "b"], 0, {"string[pyarrow]"})
