"""The seal of a workbook: a signature by the secretariat's key over cycle, city and framework.
The key is the cycle's (rkci.cycles.signing_key).
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping

SEAL_BYTES = 20
"""160 bits of the digest are 32 letters of base32 without padding."""


def seal(key: bytes, cycle_year: int | str, city_code: str, framework_hash: str) -> str:
    """`<city code>-` and 32 letters and digits: HMAC-SHA256 over cycle, city and framework hash, 20 bytes in base32."""
    message = "|".join((str(cycle_year), city_code, framework_hash)).encode()
    return f"{city_code}-{base64.b32encode(hmac.digest(key, message, hashlib.sha256)[:SEAL_BYTES]).decode()}"


def sealed_city(key: bytes, identity: Mapping[str, str]) -> str | None:
    """The city for which the seal was made, if it is ours and fits the cycle and framework hash that are written.

    What city code and name are written beside it is another question (include/sql/staging/submission.sql).
    """
    cycle_year, framework_hash, written = (
        identity.get(name, "").strip() for name in ("cycle", "framework_hash", "seal")
    )
    city_code = written.partition("-")[0]
    expected = seal(key, cycle_year, city_code, framework_hash)
    return city_code if hmac.compare_digest(expected.encode(), written.upper().encode()) else None
