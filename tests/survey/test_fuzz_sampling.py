"""Mutated sampling files: each is read, with codes as they were written, or refused in words.

200 of them in `make test`, 5,000 in `make fuzz` (RKCI_FUZZ).
"""

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from surveyed import SAMPLING
from test_fuzz_exports import AT_ALL_TIMES, EXPORTS

from rkci.intake.errors import UnreadableError
from rkci.survey import sampling

TOKENS = (
    "", "&a ", "*a", "<<: *a", "{", "}", "[", "]", ": ", "- ", "\n", "\n  ", "? ", "| ", "> ", "'", '"', "#", "---\n",
    "...\n", "%YAML 9.9\n", "!!int ", "!x ", "~", "null", "true", "no", "010", "02015", "0x1F", "0o17", "1e3", "1_000",
    ".inf", ".nan", "12:30:00", "2017-13-45", "9" * 4000, "0x" + "f" * 4000, "\t", "\0", "\x85", "\u2028", "\ufeff",
    "\udcff", "wave: w1\n", "strata:\n", "psus: [a, 01, no]",
)  # fmt: skip


@settings(
    max_examples=EXPORTS,
    derandomize=EXPORTS == AT_ALL_TIMES,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def test_mutated_sampling_files_are_read_or_refused_in_words(data: st.DataObject) -> None:
    text = SAMPLING
    for _ in range(data.draw(st.integers(1, 4))):
        places = [0, len(text), *(found.start() for found in re.finditer(r"[\w\[{]+|$", text))]
        at = data.draw(st.sampled_from(places))
        until = at + data.draw(st.integers(0, 8))
        token = data.draw(st.sampled_from(TOKENS) | st.text(max_size=6))
        text = text[:at] + token * data.draw(st.sampled_from((1, 1, 1, 100))) + text[until:]
    given, why = read(text.encode("utf-8", "surrogateescape"))
    if why is not None:
        assert why.rule == "sampling_does_not_fit"
        assert why.found
        assert not re.search("Error|Exception|Traceback", why.found)
    # what was read as a code stands in the file
    for code in codes(given):
        assert code in re.sub(r"\s+", " ", text) or "\\" in text or "'" in text


def read(content: bytes) -> tuple[dict[str, Any], UnreadableError | None]:
    try:
        return sampling.read(content, "w1", ["1276"]), None
    except UnreadableError as why:
        return {}, why


def codes(given: dict[str, Any]) -> list[str]:
    units = [unit for stratum in given.get("strata", ()) for unit in stratum["psus"]]
    return [given["wave"], given["mode"], *units] if given else []
