"""Mutated workbooks: whatever is in the bytes, a file is read by two readers that agree, or refused; it harms nothing.

200 of them in `make test`, 5,000 in `make fuzz` (RKCI_FUZZ).
"""

import io
import os
import time
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2.extensions import connection as Connection
from test_inbox import CYCLE, box, deliver, intake, rows

from rkci.city_register import City
from rkci.cycles import Cycle
from rkci.database import sql_files
from rkci.framework import Framework
from rkci.intake import archive, feedback, workbook
from rkci.intake.counting import count_answers
from rkci.intake.reading import AnswerRow, read
from rkci.intake.workbook import Answer
from rkci.simulate.hostile import with_part

__all__ = ["box"]

AT_ALL_TIMES = 200
EXAMPLES = int(os.environ.get("RKCI_FUZZ", AT_ALL_TIMES))
"""The 200 are the same ones wherever the same modules are imported before; more are new ones."""
SECONDS_A_FILE = 60
"""Of the processor's own time, so that a busy machine changes nothing: far more than any takes that does not hang."""
BINJAI = {
    "city_code": "1276", "city_name": "Kota Binjai", "province": "Aceh", "is_simulated": False,
    "revise_until": None, "clarify_until": None,
}  # fmt: skip

ANSWERS = {
    "market_pct": Answer(12.5, 2016, "Dinas", "Daftar pasar", "per Desember"),
    "startups": Answer("1.234", 2017),
    "plan": Answer("Ya"),
    "integration": Answer(3),
    "budget_pct": Answer("TAP"),
}
TOKENS = tuple(
    text.encode("utf-8", "surrogateescape")
    for text in (
        "", "<", ">", "</c>", "<c>", "<v/>", "<v></v>", "<f>1+1</f>", 'r="E6"', 'r="XFD1048576"', 'r="A0"', 'r="E06"',
        't="s"', 't="e"', 't="b"', 't="d"', 't="str"', 't="inlineStr"', 's="99999"', "<v>-1</v>", "<v>99999999</v>",
        "<v>1e400</v>", "<v>NaN</v>", "<v>#REF!</v>", "&#0;", "&#xD800;", "&amp;", "&x;", "\0", "\udcff", "\ufeff",
        "<!DOCTYPE x>", "<![CDATA[", "<!--", "<?x?>", ' xml:space="preserve"', '<mergeCell ref="D6:F9"/>', " ", "\n",
        "<row>", "</row>", "<sheetData>", "</sheetData>", 'name="Identitas"', 'name="&#9;x"', "rId1", "../../x",
        "<is><t>7</t></is>", "<r><t>8</t></r>", "Jawaban", "Kode", "/", "\u00a0", "\u202e",
        '<c r="E7"><v>9</v></c>', '<c r="ZZ99999"><v>9</v></c>', "<x:c>", "</x:c>",
    )
)  # fmt: skip


@cache
def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@st.composite
def mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """The workbook with a few bytes, pieces of XML or whole parts changed, in the archive or in a part of it."""
    within = parts(content)
    name = draw(
        st.sampled_from([None, *sorted(within), *[one for one in sorted(within) if "sheet" in one.lower()] * 3])
    )
    damaged = bytearray(content if name is None else within[name])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(damaged)))
        if name is not None and draw(st.booleans()):
            # at the beginning of an element or an attribute, where a parser looks
            at = max(damaged.find(draw(st.sampled_from((b"<", b" ", b'"', b">"))), at), 0)
        until = at + draw(st.integers(0, 8) | st.sampled_from((0, len(damaged))))
        written = draw(st.sampled_from(TOKENS) | st.binary(max_size=6))
        damaged[at:until] = written * draw(st.sampled_from((1, 1, 1, 1, 1000)))
    if name is None:
        return bytes(damaged)
    return with_part(content, draw(st.sampled_from((name, name, name, *sorted(within)))), bytes(damaged))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory, cycle: Cycle, framework: Framework) -> bytes:
    """A sound workbook of Binjai."""
    path = tmp_path_factory.mktemp("sound") / "a.xlsx"
    workbook.write(path, cycle=cycle, framework=framework, city=City("1276", "Kota Binjai", "Aceh"), answers=ANSWERS)
    return path.read_bytes()


def test_mutated_workbooks_are_refused_or_read_alike_by_two_readers_and_their_ledger_adds_up(
    box: Path, opened: Connection, database: str, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    cycle: Cycle, framework: Framework,
) -> None:  # fmt: skip
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    files: dict[bytes, None] = {}

    returned = Counter[bool]()

    def is_given_back(file: bytes, answers: tuple[AnswerRow, ...]) -> bool:
        """Whether the city gets a workbook with just these answers, be it its own, marked, or a new one with a note."""
        city = BINJAI | {"file_hash": archive.store(io.BytesIO(file)), "state": "accepted", "is_own": True}
        written = [
            {"sheet": one.sheet, "cell": one.cell, "indicator_code": one.indicator_code.strip(), "year": None}
            | {"value_text": one.value, "is_number": one.is_number, "is_accepted": True}
            | dict.fromkeys(("agency", "evidence", "note"))
            for one in answers
        ]
        content, note = feedback.own_workbook(opened, cycle, framework, city, [], written)
        returned[note is None] += 1
        again = read(content, "a.xlsx")
        return again.unreadable is None and (note is not None or again.answers == answers)

    @settings(
        max_examples=EXAMPLES,
        derandomize=EXAMPLES == AT_ALL_TIMES,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(mutated(content))
    def is_refused_or_read_alike(file: bytes) -> None:
        began = time.process_time()
        found = read(file, "a.xlsx")
        if found.unreadable is None:
            assert count_answers(file, "a.xlsx") == len(found.answers)
            assert is_given_back(file, found.answers)
        else:
            assert found.unreadable.found
        assert time.process_time() - began < SECONDS_A_FILE
        files.setdefault(file)

    is_refused_or_read_alike()
    for number, file in enumerate(files):
        deliver(box, f"1276/{number}.xlsx", file)
    intake(database, opened)
    assert sql_files.query(opened, "checks/ledger_adds_up.sql", CYCLE) == []
    assert rows(opened, "select sum(received) from quality.ledger where layer = 'file'") == [(len(files),)]
    assert list(here.iterdir()) == []

    # of those that are read some can be marked, not all; what the marking fails on is noted. (How many depends on the
    # order of the tests: Hypothesis also draws constants of the modules that are imported by then.)
    assert 0.2 < returned[True] / returned.total() < 1
    assert rows(opened, "select distinct file_name from quality.refusal") == [("1276",)]

    # mutations that only break files, or none, would prove little
    ((readable,),) = rows(opened, "select avg((unreadable_rule is null)::integer) from raw.file_reading")
    assert 0.1 < readable < 0.9
