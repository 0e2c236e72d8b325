"""sampling.yaml as people write it: codes are what was written, and no file takes longer than its bytes."""

import pytest

from rkci.intake.errors import UnreadableError
from rkci.survey import sampling

GIVEN = """\
wave: {code}
mode: {code}
target_n: 20
form_versions: [{code}, 2.10]
strata:
  - &utara {{city: 1276, stratum: {code}, population: 60_000, psu_count: 20, sampled_psu: 2, target_n: 10, psus: [{code}, 02017]}}
  - {{<<: *utara, stratum: selatan, psus: [1.10, 1.1]}}
margins:
  - {{city: 1276, margin: age, source: {code}, vintage: null, totals: {{{code}: 60000, 0x20: 60000}}}}
"""  # noqa: E501


@pytest.mark.parametrize(
    "code", ["02015", "010", "no", "Yes", "1e3", "0x1F", "12:30:00", "2017-08-01", "~", ".inf", "null", "true", "1.10"]
)
def test_a_code_is_what_was_written_without_quotes(code: str) -> None:
    read = sampling.read(GIVEN.format(code=code).encode(), code, ["1276"])
    assert (read["wave"], read["mode"], read["form_versions"]) == (code, code, [code, "2.10"])
    assert [(one["city"], one["stratum"], one["psus"]) for one in read["strata"]] == [
        ("1276", code, [code, "02017"]), ("1276", "selatan", ["1.10", "1.1"]),
    ]  # fmt: skip
    assert [one["population"] for one in read["strata"]] == [60_000, 60_000]
    (margin,) = read["margins"]
    assert (margin["source"], margin["vintage"], margin["totals"]) == (code, None, {code: 60_000, "0x20": 60_000})


def test_a_code_that_lost_its_zero_is_another_code() -> None:
    with pytest.raises(UnreadableError, match="0127 is not a BPS code of a city of this cycle"):
        sampling.read(GIVEN.format(code="w").replace("1276", "0127").encode(), "w", ["127"])


def test_what_does_not_hold_is_told_with_its_line() -> None:
    with pytest.raises(UnreadableError) as refused:
        sampling.read(GIVEN.format(code="w").replace("psu_count: 20", "psu_count: 0o24").encode(), "w", ["1276"])
    assert "line 6: stratum w of 1276: psu_count is '0o24'; write a whole number" in str(refused.value)


@pytest.mark.parametrize(
    ("right", "typo", "words"),
    [
        ("form_versions:", "form_version:", "line 4: unknown key 'form_version'; valid are wave, mode, target_n"),
        ("margins:", "margin:", "line 9: unknown key 'margin'; valid are wave"),
        ("strata:", "Strata:", "line 6: unknown key 'Strata'; valid are wave"),
        ("psus: [w, 02017]", "psu: [w]", "line 6: unknown key 'psu'; valid are city, stratum, population"),
        ("stratum: selatan,", "stratum: selatan, target: 5,", "line 7: unknown key 'target'; valid are city, stratum"),
        ("vintage: null", "year: 2017", "line 9: unknown key 'year'; valid are city, margin, source, vintage, totals"),
        ("mode: w", "mode: w\nsimulasi: true\npool_wieght: 2", "unknown key 'simulasi', 'pool_wieght'; valid are"),
    ],
)
def test_a_key_that_is_misspelt_is_told_with_its_line_and_not_passed_over(right: str, typo: str, words: str) -> None:
    given = GIVEN.format(code="w")
    assert given.count(right) == 1
    with pytest.raises(UnreadableError) as refused:
        sampling.read(given.replace(right, typo).encode(), "w", ["1276"])
    assert words in str(refused.value)
