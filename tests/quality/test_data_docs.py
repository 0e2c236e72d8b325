"""The Data Docs: read without network, whatever stands in a workbook, and found from their index."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from psycopg2.extensions import connection as Connection
from suite_cases import check

from rkci.quality import data_docs, suites
from rkci.quality.validate import validate

RESULT = "validations/submission_value/2017.html"
HOSTILE = '<img src="https://example.org/seen.png"><script>alert(1)</script>'


class Page(HTMLParser):
    """What a browser makes of a page: its text, its links, its tags, and what it would load."""

    LOADING = ("src", "srcset", "data", "poster", "background", "action", "formaction", "xlink:href", "ping")

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.text, self.links, self.loads, self.tags, self.policy = "", set[str](), set[str](), set[str](), ""
        self.markup = file.read_text(encoding="utf-8")
        self.feed(self.markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        if tag == "a":
            self.links.add(given["href"])
        elif "href" in given:
            self.loads.add(given["href"])
        self.loads.update(given[name] for name in self.LOADING if name in given)
        self.loads.update(re.findall(r"url\(.*?\)", given.get("style", "")))
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]

    def handle_data(self, data: str) -> None:
        if self.lasttag == "style":
            self.loads.update(re.findall(r"url\(.*?\)|@import[^;]*", data))
        self.text += data


def pages() -> dict[str, Page]:
    return {file.relative_to(data_docs.folder()).as_posix(): Page(file) for file in data_docs.folder().rglob("*.html")}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RKCI_BUILD", str(tmp_path))


@pytest.fixture
def built(site: None, database: str, writer_url: str) -> dict[str, Page]:
    """The site after a cycle in which every rule about answers failed, and reference data without any city."""
    check(database, writer_url, "submission_value")
    validate(writer_url, "city", None)
    return pages()


def test_no_page_loads_anything_or_holds_a_script(built: dict[str, Page]) -> None:
    assert len(built) == 5
    for name, page in built.items():
        assert not page.loads, name
        assert not page.tags & {"script", "link", "img", "iframe", "object", "embed", "base"}, name
        assert page.policy.startswith("default-src 'none'; style-src 'unsafe-inline'"), name


def test_every_link_of_every_page_leads_to_a_page_of_the_site(built: dict[str, Page]) -> None:
    for name, page in built.items():
        for link in page.links:
            assert (data_docs.folder() / name).parent.joinpath(link).is_file(), f"{name}: {link}"
    assert {RESULT, "expectations/submission_value.html", "validations/city/reference.html"} <= built[
        "index.html"
    ].links


def test_the_index_says_what_the_last_runs_came_to_and_holds_no_clock(built: dict[str, Page], writer_url: str) -> None:
    words = " ".join(built["index.html"].text.split())
    rules = len(suites.load("submission_value").rules)
    assert f"submission_value 2017 rejected {rules} of {rules}" in words
    assert re.search(r"city reference stopped \d+ of \d+", words)
    validate(writer_url, "submission_value", 2017)
    assert pages()["index.html"].markup == built["index.html"].markup


def test_a_failed_rule_is_shown_with_its_words_and_its_rows(built: dict[str, Page]) -> None:
    text = built[RESULT].text
    for rule in suites.load("submission_value").rules:
        assert f"{rule.rule_id} ({rule.severity}): {rule.reason} {rule.message_en}" in text
    shown = text.partition("Failing rows")[2]
    assert all(rule.rule_id in shown for rule in suites.load("submission_value").rules)
    assert "sekitar 40" in shown  # the answer that value_readable refuses, whose rows only its SQL finds
    assert "dokter" in shown  # the code that indicator_known refuses


def test_what_strangers_wrote_is_text_and_never_markup(site: None, connection: Connection, writer_url: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into staging.submission_value select 2017, 'abc', %s, %s, n, 'E' || n, '1276', %s || n, %s, 4,"
            " 'reported', 'plain', '2016', 2016, %s, %s, null, true from generate_series(1, 25) as n",
            [HOSTILE] * 6,
        )
        cursor.execute(
            "insert into staging.city select 1, '1171', '11.71', %s, 'Aceh', 3.6, 98.5, 90.2, true, null, %s, 'public'",
            [HOSTILE] * 2,
        )
    connection.commit()
    validate(writer_url, "submission_value", 2017)
    validate(writer_url, "city", None)
    found: dict[str, Any] = pages()
    for page in found.values():
        assert not page.tags & {"img", "script"}
    assert HOSTILE in found[RESULT].text
    assert "The first 10 of 25; all are in quality.failed_row." in found[RESULT].text


def test_a_later_result_takes_the_place_of_the_last_one_of_its_cycle(site: None, writer_url: str) -> None:
    for cycle_year in (2017, 2017, 2018):
        validate(writer_url, "submission_value", cycle_year)
    assert set(pages()) == {
        "index.html",
        "expectations/submission_value.html",
        RESULT,
        "validations/submission_value/2018.html",
    }


def test_a_run_whose_page_was_removed_is_left_out_of_the_index(site: None, writer_url: str) -> None:
    for cycle_year in (2017, 2018):
        validate(writer_url, "submission_value", cycle_year)
    (data_docs.folder() / RESULT).unlink()
    data_docs.write_index(writer_url)
    assert RESULT not in pages()["index.html"].links
