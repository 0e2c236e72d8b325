"""Damaged photos: whatever is in the bytes, each is a photo with what can be read of it, or none; never an error.

200 of them in `make test`, 5,000 in `make fuzz` (RKCI_FUZZ).
"""

import os

from evidence_files import BASE, DAYS, GPS, JAYAPURA, PLACE, taken
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rkci.visits import kinds, photos

AT_ALL_TIMES = 200
EXAMPLES = int(os.environ.get("RKCI_FUZZ", AT_ALL_TIMES))


@settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES == AT_ALL_TIMES,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def test_no_damage_to_a_photo_is_an_error(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "TIFF", "HEIF"]))
    stamp = PLACE | {GPS.GPSDateStamp: "2017:08:06", GPS.GPSTimeStamp: (23.0, 30.0, 0.0)}
    content = bytearray(taken({BASE.DateTimeOriginal: "2017:08:07 12:00:00"}, stamp, kind=kind))
    for _ in range(data.draw(st.integers(1, 12))):
        # where the tags stand, more often than not
        last = data.draw(st.sampled_from([len(content) - 1, min(600, len(content) - 1)]))
        content[data.draw(st.integers(0, last))] = data.draw(st.integers(0, 255))
    damaged = bytes(content[: data.draw(st.integers(1, len(content)))]) if data.draw(st.booleans()) else bytes(content)
    assert kinds.kind_of(damaged, "a.jpg") in ("photo", "minutes", "video", "other")
    found = photos.read(damaged)
    if found is not None:
        at = photos.in_time_of(found, JAYAPURA)
        assert at.taken_at is None or at.taken_at.tzinfo is None
        assert photos.problem_of(at, None, 10, 100, DAYS) in photos.PROBLEMS
