"""The demo cycle as `make run` runs it: a real scheduler, a real PostgreSQL, twice; then what its users look at.

Once more on the oldest PostgreSQL that is promised.
"""

import csv
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg2
import pytest
from oldest_server import PROGRAMS, VERSION, oldest_server

from rkci import paths

DEMO = [sys.executable, "-W", "ignore", "-m", "rkci.ops.demo", "2017"]
STACK = [sys.executable, "-W", "ignore", "-m", "rkci.ops.stack"]


@dataclass
class Demo:
    """Two runs of the demo cycle in a place of their own: what they printed, and how to look into the warehouse."""

    local: Path
    build: Path
    url: str
    first: str
    second: str
    releases_after_first: list[tuple[Any, ...]]

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return ask(self.url, query, *values)


def ask(url: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def place(home: Path, **variables: str) -> dict[str, str]:
    """The environment of a stack that has nothing but a folder of its own."""
    environment = os.environ | {"RKCI_LOCAL": str(home / "local"), "RKCI_BUILD": str(home / "build")} | variables
    environment.pop("AIRFLOW_HOME")
    return environment


def emptied(home: Path) -> Path:
    subprocess.run([*STACK, "down"], env=place(home), check=True)
    subprocess.run(["rm", "-rf", str(home)], check=True)
    return home


def run(environment: dict[str, str]) -> str:
    done = subprocess.run(DEMO, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    home = emptied(paths.local() / "end_to_end")
    environment = place(home)
    try:
        first = run(environment)
        url = subprocess.run(
            [*STACK, "url"], env=environment, capture_output=True, text=True, check=True
        ).stdout.strip()
        seen = Demo(home / "local", home / "build", url, first, "", [])
        seen.releases_after_first = seen.rows(RELEASES)
        seen.second = run(environment)
        yield seen
    finally:
        subprocess.run([*STACK, "down"], env=environment, check=True)
    assert processes_of(home) == []


RELEASES = "select release_id, state, content_hash, published_at from mart.release order by 1"


def processes_of(home: Path) -> list[str]:
    found = []
    for process in psutil.process_iter(["cmdline", "environ"]):
        environment = process.info["environ"] or {}
        if environment.get("RKCI_LOCAL", "").startswith(str(home)) or str(home) in " ".join(
            process.info["cmdline"] or []
        ):
            found.append(" ".join(process.info["cmdline"] or []))
    return found


@pytest.mark.parametrize("framework_id", ["rkci-2017", "rkci-2017-official"])
def test_every_city_that_takes_part_is_in_the_ranking(demo: Demo, framework_id: str) -> None:
    query = "select class_code, count(*) from mart.current_ranking where framework_id = %s group by 1 order by 1"
    assert demo.rows(query, framework_id) == [("besar", 14), ("kecil", 34), ("sedang", 45)]


def test_three_class_rankings_are_printed_for_both_frameworks(demo: Demo) -> None:
    for class_code in ("besar", "sedang", "kecil"):
        assert demo.first.count(f"Kelas {class_code}") == 2
    assert "SIMULATED" in demo.first


def test_the_official_ranking_holds_nothing_simulated_and_the_other_says_so(demo: Demo) -> None:
    query = "select framework_id, is_simulated from mart.current_release order by 1"
    assert demo.rows(query) == [("rkci-2017", True), ("rkci-2017-official", False)]
    query = "select max(simulated_pct), max(submitted_pct) from mart.current_ranking where framework_id = %s"
    assert demo.rows(query, "rkci-2017-official") == [(0, 0)]
    assert (demo.build / "release" / "2017-rkci-2017-r1" / "SIMULATED.txt").exists()
    assert not (demo.build / "release" / "2017-rkci-2017-official-r1" / "SIMULATED.txt").exists()


def test_binjai_stands_in_its_class_with_a_score_that_its_indicators_add_up_to(demo: Demo) -> None:
    for framework_id in ("rkci-2017", "rkci-2017-official"):
        ((class_code, score, parts, indicators),) = demo.rows(
            "select class_code, score, sum(contribution), count(*) from mart.current_ranking"
            " join mart.current_contribution using (release_id, city_code)"
            " where city_code = '1276' and mart.current_ranking.framework_id = %s group by 1, 2",
            framework_id,
        )
        assert class_code == "sedang"
        assert parts == pytest.approx(score, abs=1e-9)
        assert indicators >= 14
    origins = demo.rows(
        "select distinct origin from mart.current_indicator_value where city_code = '1276' and origin is not null"
    )
    assert {"official", "submitted", "assessed"} <= {origin for (origin,) in origins}


def test_a_submitted_value_is_traced_to_a_cell_of_a_file_in_the_archive(demo: Demo) -> None:
    ((file_hash, sheet, cell, source),) = demo.rows(
        "select file_hash, sheet, cell, source from mart.current_indicator_value"
        " where city_code = '1276' and origin = 'submitted' order by indicator_code limit 1"
    )
    archived = demo.local / "archive" / file_hash[:2] / file_hash
    assert hashlib.sha256(archived.read_bytes()).hexdigest() == file_hash
    assert "1276" in source
    assert sheet
    assert cell


def test_every_planted_fault_is_found_by_the_rule_that_is_made_for_it(demo: Demo) -> None:
    planted = list(csv.DictReader((demo.local / "inbox" / "2017" / "simulated" / "faults.csv").open()))
    assert len(planted) >= 10
    found = set(demo.rows(
        "select rule_id, row ->> 'file_name' from quality.failed_row"
        " union select rule_id, file_name from quality.rejected_row"
    ))  # fmt: skip
    for fault in planted:
        if fault["expected_rule"]:
            assert any(
                rule == fault["expected_rule"] and file and file.endswith(Path(fault["file"]).name)
                for rule, file in found
            ), f"{fault} was not found"


def test_received_is_accepted_and_rejected_and_superseded_for_every_file_and_row(demo: Demo) -> None:
    assert demo.rows("select * from quality.ledger where received <> accepted + rejected + superseded") == []
    ((files, received_rows, accepted, rejected, superseded),) = demo.rows(
        "select count(*) filter (where layer = 'file'), sum(received) filter (where layer = 'row'),"
        " sum(accepted) filter (where layer = 'row'), sum(rejected), sum(superseded) from quality.ledger"
    )
    assert files >= 93
    assert received_rows > 93 * 25
    assert min(accepted, rejected, superseded) > 0


def test_every_rejection_has_words_in_both_languages(demo: Demo) -> None:
    assert demo.rows("select * from quality.rejected_row where message_id = '' or message_en = ''") == []


def test_scoring_was_triggered_by_the_asset_and_humans_decided_with_their_names(demo: Demo) -> None:
    assert set(demo.rows("select kind, outcome, decided_by from ops.decision where decided_by = 'demo_approver'")) == {
        ("release", "Approve", "demo_approver"),
        ("shortlist", "Approve", "demo_approver"),
    }
    assert "scores_compute.score_framework" in demo.first


def test_ten_nominees_of_each_class_stand_before_the_others_on_survey_and_visits(demo: Demo) -> None:
    assert demo.rows("select class_code, count(*) from core.nominee group by 1 order by 1") == [
        ("besar", 10), ("kecil", 10), ("sedang", 10),
    ]  # fmt: skip
    ((nominees, last, others, first),) = demo.rows(
        "select count(*) filter (where is_nominee), max(rank_in_class) filter (where is_nominee),"
        " count(*) filter (where survey_pct + visit_pct > 0 and not is_nominee),"
        " min(rank_in_class) filter (where not is_nominee) from mart.current_ranking where framework_id = 'rkci-2017'"
    )
    assert (nominees, others) == (30, 0)
    assert last <= 10 < first
    ((surveyed, visited, with_error),) = demo.rows(
        "select count(*) filter (where origin = 'survey'), count(*) filter (where origin = 'visit'),"
        " count(*) filter (where origin = 'survey' and standard_error > 0 and value is not null)"
        " from core.indicator_value where cycle_year = 2017"
    )
    assert min(surveyed, visited, with_error) > 100
    assert demo.rows("select count(*) from mart.current_stage_change where is_nominee") == [(30,)]


def test_photos_that_are_doubted_or_missing_are_told(demo: Demo) -> None:
    problems = "select problem, count(*) from core.visit_photo where problem is not null group by 1 order by 1"
    assert demo.rows(problems) == [("elsewhere", 1), ("missing", 1), ("no_place", 1)]
    assert demo.rows("select count(*), bool_and(is_simulated) from core.visit_evidence where kind = 'minutes'") == [
        (29, True)
    ]
    assert "Evidence of the visits:" in demo.first


def test_objections_were_decided_by_two_and_their_effect_is_shown(demo: Demo) -> None:
    outcomes = demo.rows("select outcome, count(*) from core.objection_decision group by 1 order by 1")
    assert [outcome for outcome, _ in outcomes] == ["accepted", "rejected"]
    assert demo.rows("select count(*) from core.objection_decision where decided_by = second_by") == [(0,)]
    accepted = dict(outcomes)["accepted"]
    assert demo.rows("select count(*) from quality.objection_effect where framework_id = 'rkci-2017'") == [(accepted,)]
    assert "Objections: what was decided, and what it changed" in demo.first


def test_a_second_run_leaves_the_releases_and_their_content_hash_as_they_are(demo: Demo) -> None:
    assert demo.rows(RELEASES) == demo.releases_after_first
    assert [state for _, state, _, _ in demo.releases_after_first] == ["current", "current"]
    assert "submissions_ingest.read_files" not in demo.second or "read_files: skipped" in demo.second


def test_the_files_of_a_release_match_their_checksums_and_the_tables(demo: Demo) -> None:
    for release_id, *_ in demo.releases_after_first:
        folder = demo.build / "release" / release_id
        lines = (folder / "SHA256SUMS").read_text().splitlines()
        assert {line.split("  ")[1] for line in lines} == {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
        for line in lines:
            digest, name = line.split("  ")
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        with (folder / "ranking.csv").open() as file:
            ranking = list(csv.DictReader(file))
        assert len(ranking) == 93
        ((score,),) = demo.rows(
            "select score from mart.ranking where release_id = %s and city_code = '1276'", release_id
        )
        (binjai,) = [row for row in ranking if row["city_code"] == "1276"]
        assert float(binjai["score"]) == pytest.approx(score, rel=1e-9)


def test_workbooks_and_data_docs_were_written(demo: Demo) -> None:
    assert len(list((demo.build / "workbooks" / "2017").glob("*.xlsx"))) == 93
    assert (demo.build / "data_docs" / "index.html").exists()


SESSION = (
    "select current_setting('server_version_num')::integer / 10000, current_setting('timezone'), current_setting('jit')"
)
COUNTED = ("raw.file", "core.indicator_value", "core.survey_estimate", "quality.rejected_row", "mart.ranking")
LEDGER = (
    "select layer, sum(received), sum(accepted), sum(rejected), sum(superseded),"
    " count(*) filter (where received <> accepted + rejected + superseded)"
    " from quality.ledger group by layer order by layer"
)


@pytest.mark.skipif(
    not (PROGRAMS / "initdb").exists(),
    reason=f"needs PostgreSQL {VERSION}, the oldest that is promised; install it: apt-get install postgresql-{VERSION}",
)
def test_on_the_oldest_postgresql_that_is_promised_the_same_comes_out(demo: Demo) -> None:
    home = emptied(paths.local() / "oldest")
    with oldest_server() as server:
        environment, url = place(home, **server), server["RKCI_OWNER_URL"]
        try:
            assert ask(url, SESSION) == [(VERSION, "UTC", "off")]
            run(environment)
            contents = "select release_id, state, content_hash from mart.release order by 1"
            assert ask(url, contents) == demo.rows(contents)
            assert ask(url, LEDGER) == demo.rows(LEDGER)
            for table in COUNTED:
                count = f"select count(*) from {table}"
                assert ask(url, count) == demo.rows(count), table
        finally:
            subprocess.run([*STACK, "down"], env=environment, check=True)
    assert not (home / "local" / "postgres").exists()
    assert processes_of(home) == []
