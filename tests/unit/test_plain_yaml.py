"""YAML that a person writes: every scalar is the text that was written, and no file costs more than its bytes."""

import pytest

from rkci import plain_yaml

CODES = [
    "02015", "010", "no", "Yes", "on", "true", "1e3", "0x1F", "0o17", "0b11", "12:30:00", "2017-08-01",
    "2017-08-01T10:00:00Z", "~", "null", ".inf", "-.inf", ".nan", "11.10", "1_000", "+5", "5.0", "1.0e-05", "=",
    "9" * 4000, "0x" + "f" * 4000,
]  # fmt: skip


@pytest.mark.parametrize("written", CODES)
def test_a_scalar_is_the_text_that_was_written(written: str) -> None:
    given = f"code: {written}\nlisted: [{written}, '{written}', \"{written}\"]\n"
    content = plain_yaml.load(given, "a.yaml").content
    assert content == {"code": written, "listed": [written] * 3}
    assert type(content["code"]) is str


@pytest.mark.parametrize("written", [code for code in CODES if len(code) < 1000])
def test_a_key_is_the_text_that_was_written(written: str) -> None:
    assert plain_yaml.load(f"{written}: 1\n", "a.yaml").content == {written: "1"}


@pytest.mark.parametrize(
    ("written", "number"),
    [("0", 0), ("-7", -7), ("+5", 5), ("1000000", 1e6), ("1_000_000", 1e6), ("0.25", 0.25), (".5", 0.5), ("5.", 5),
     ("1e3", 1000), ("1.0e-05", 1e-5), ("2.50", 2.5), (7, 7), (0.5, 0.5)],
)  # fmt: skip
def test_a_number_is_taken_from_a_text_that_can_be_read_in_one_way(written: str, number: float) -> None:
    assert plain_yaml.number(written) == number


@pytest.mark.parametrize(
    "written",
    ["", "010", "-01", "0x1F", "0o17", "1,5", "1,000", "12:30:00", "1__0", "1_0", "_1", "1.2.3", "e5", ".", "１", "٣",
     " 1", "1e999", ".inf", ".nan", "nan", "inf", "true", "2017-08-01", "9" * 4000, "[1]", True, None, float("inf")],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_or_none_is_no_number(written: object) -> None:
    assert plain_yaml.number(written) is None
    assert plain_yaml.whole(written) is None


@pytest.mark.parametrize("written", ["1.5", "1e3", "60.000", "5.0"])
def test_a_number_with_a_point_or_an_exponent_is_no_whole_number(written: str) -> None:
    assert plain_yaml.whole(written) is None


def test_truths_and_nothing_are_taken_from_their_words() -> None:
    assert [plain_yaml.truth(text) for text in ("true", "False", "yes", "no", "1", "", "ya")] == [
        True, False, None, None, None, None, None,
    ]  # fmt: skip
    assert all(map(plain_yaml.is_nothing, ["", "~", "null", None]))
    assert not any(map(plain_yaml.is_nothing, ["none", "0", 0, [], "no"]))


def test_merges_fill_in_what_a_mapping_does_not_say_itself() -> None:
    given = "common: &c {size: 010, kind: a}\nother: &o {kind: b, more: 1}\nmine: {<<: [*c, *o], size: 2}\nlist: [*c]\n"
    content = plain_yaml.load(given, "a.yaml").content
    assert content["mine"] == {"size": "2", "kind": "a", "more": "1"}
    assert content["list"] == [{"size": "010", "kind": "a"}]


def test_a_value_is_known_by_its_line_the_last_that_there_is_of_its_path() -> None:
    document = plain_yaml.load("a: 1\nb:\n  - x: 1\n  - x: 2\n    y: {z: 3}\n", "a.yaml")
    assert document.line(("a",)) == 1
    assert document.line(("b", 1, "x")) == 4
    assert document.line(("b", 1, "y", "z")) == 5
    assert document.line(("b", 1, "missing")) == 4
    assert document.line() == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml, line 3: `a` is stated twice."),
        ("a:\n  01: 1\n  01: 2\n", "a.yaml, line 3: `01` is stated twice."),
        ("a: 1\n b: 2\n", "a.yaml, line 2: it is not YAML: mapping values are not allowed in this context."),
        ("a: [1, 2\n", "a.yaml, line 2: it is not YAML: did not find expected ',' or ']'."),
        ("a: \tb\n\tc: d\n", "a.yaml, line 2: it is not YAML: found a tab character that violates indentation."),
        ("a: !!python/object/apply:os.system [ls]\n", "a.yaml, line 1: the tag 'tag:yaml.org,2002:python/object/apply:os.system'; write the value without it."),  # noqa: E501
        ("a: !!int '010'\n", "a.yaml, line 1: the tag 'tag:yaml.org,2002:int'; write the value without it."),
        ("a: 1\n---\nb: 2\n", "a.yaml, line 2: a second document begins; write one per file."),
        ("? [a, b]\n: c\n", "a.yaml, line 1: a key that is a list or a mapping; a key is a word."),
        ("a: *b\n", "a.yaml, line 1: *b stands for nothing above it."),
        ("a: &a\n  b: *a\n", "a.yaml, line 2: *a contains itself."),
        ("a: {<<: 1}\n", "a.yaml, line 1: `<<` merges mappings, and what stands after it is none."),
        (b"a: \xff\n", "a.yaml: it is not in UTF-8 (byte 4); save it as UTF-8."),
        ("a: 1\n".encode("utf-16"), "a.yaml: it is not in UTF-8 (byte 1); save it as UTF-8."),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused_with_its_line(given: str | bytes, words: str) -> None:
    with pytest.raises(plain_yaml.InvalidYamlError) as refused:
        plain_yaml.load(given, "a.yaml")
    assert str(refused.value) == words


def bomb(line: str, lines: int = 40) -> str:
    return "a0: &a0 {k: v}\n" + "".join(line.format(n, ", ".join([f"*a{n - 1}"] * 9)) for n in range(1, lines))


@pytest.mark.parametrize(
    "given",
    [
        bomb("a{0}: &a{0} [{1}]\n"),
        bomb("a{0}: &a{0} {{x: [{1}]}}\n"),
        "[" * 100_000,
        "{" * 100_000,
        "- " * 100_000,
        "{a: " * 100_000,
        "a: &a {" + ", ".join(f"k{n}: 1" for n in range(2000)) + "}\nb: {<<: [" + ", ".join(["*a"] * 5000) + "]}\n",
    ],
    ids=["list_bomb", "mapping_bomb", "deep_list", "deep_mapping", "deep_block", "deep_mixed", "wide_merge"],
)
def test_what_grows_without_bound_is_refused_before_it_grows(given: str) -> None:
    with pytest.raises(plain_yaml.InvalidYamlError, match=r"a\.yaml, line \d+: more than"):
        plain_yaml.load(given, "a.yaml")


def test_a_merge_of_merges_costs_no_more_than_its_lines() -> None:
    content = plain_yaml.load(bomb("a{0}: &a{0} {{<<: [{1}]}}\n", 1000), "a.yaml").content
    assert content["a999"] == {"k": "v"}
