"""The workbooks that cities get: one each, empty, and only under the framework that was frozen."""

from dataclasses import replace
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci import framework as frameworks
from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake import outbox
from rkci.intake.reading import read


@pytest.fixture
def opened(
    opened: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cycle: Cycle, framework: Framework
) -> Connection:
    monkeypatch.setattr(cycles, "load", lambda _: cycle)
    monkeypatch.setattr(frameworks, "load", lambda _: framework)
    monkeypatch.setenv("RKCI_BUILD", str(tmp_path / "build"))
    return opened


def test_every_city_of_the_cycle_gets_one_empty_workbook_of_its_own(opened: Connection) -> None:
    files = outbox.write_workbooks(opened, 2017)
    assert len(files) == 49
    assert sorted(files[0].parent.iterdir()) == sorted(files)
    (binjai,) = (file for file in files if file.name == "rkci-2017_1276_binjai.xlsx")
    found = read(binjai.read_bytes(), binjai.name)
    assert (found.identity["city_code"], found.identity["city_name"]) == ("1276", "Kota Binjai")
    assert (found.identity["origin"], found.answers) == ("", ())


def test_writing_again_leaves_no_workbook_of_before(opened: Connection) -> None:
    (file, *_) = outbox.write_workbooks(opened, 2017)
    (file.parent / "old.xlsx").write_bytes(b"")
    assert not (outbox.write_workbooks(opened, 2017)[0].parent / "old.xlsx").exists()


def test_a_framework_that_changed_since_the_cycle_opened_is_refused(
    opened: Connection, monkeypatch: pytest.MonkeyPatch, framework: Framework
) -> None:
    monkeypatch.setattr(frameworks, "load", lambda _: replace(framework, content_hash="changed"))
    with pytest.raises(outbox.OutboxError, match="cycle_open"):
        outbox.write_workbooks(opened, 2017)
