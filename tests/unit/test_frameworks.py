"""The frameworks of the project hold, and none changes without a word."""

import pytest

from rkci import framework, paths

IDS = sorted(folder.name for folder in paths.FRAMEWORKS.iterdir())


@pytest.mark.parametrize("framework_id", IDS)
def test_the_content_hash_of_a_framework_stands_in_its_changelog(framework_id: str) -> None:
    loaded = framework.load(framework_id)
    changelog = (paths.FRAMEWORKS / framework_id / "CHANGELOG.md").read_text()
    words = "is frozen: restore the folder" if loaded.status == "frozen" else "changed: say so in CHANGELOG.md"
    assert loaded.content_hash in changelog, f"{framework_id} {words} (content hash {loaded.content_hash})"


def test_rkci_2017_has_what_was_asked_of_it() -> None:
    indicators = framework.load("rkci-2017").indicators
    sources = [indicator.source for indicator in indicators]
    assert len(indicators) >= 60
    assert sources.count("official") >= 14
    assert sources.count("submitted") >= 25
    assert set(sources) == {"official", "submitted", "survey", "visit"}
    assert {indicator.value_kind for indicator in indicators} == {"number", "percent", "boolean", "maturity"}
    for indicator in indicators:
        assert indicator.definition_id
        assert indicator.definition_en


def test_the_official_framework_takes_its_indicators_and_their_goalposts_from_rkci_2017() -> None:
    loaded = framework.load("rkci-2017")
    whole = {indicator.code: indicator for indicator in loaded.indicators}
    twins = {limits.official_code for limits in loaded.comparisons.limits.values()} - {None}
    official = framework.load("rkci-2017-official").indicators
    assert {indicator.code for indicator in official} == twins | {
        code for code, indicator in whole.items() if indicator.source == "official"
    }
    for indicator in official:
        same = whole[indicator.code]
        assert (indicator.goalpost_low, indicator.goalpost_high, indicator.direction, indicator.parent) == (
            same.goalpost_low,
            same.goalpost_high,
            same.direction,
            same.parent,
        )
