"""The seal of a workbook: a signature by the secretariat's key over cycle, city and framework.

The key is what the file holds that `RKCI_SIGNING_KEY` names. Where there is none, a demo signs with a key that
everybody knows, so that its files are the same bytes on every machine; a cycle that is not a demo needs the file.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Mapping
from pathlib import Path

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.refusal import Refusal

VARIABLE = "RKCI_SIGNING_KEY"
DEMO_KEY = b"rkci demo key: published, and proof of nothing"
SHORTEST_KEY = 32
"""Bytes; as many as the digest has."""
SEAL_BYTES = 20
"""160 bits of the digest are 32 letters of base32 without padding."""


class SigningKeyError(Refusal):
    """There is no key to sign or verify with; the message says what to do."""


def signing_key(*, is_demo: bool) -> bytes:
    """The key for a cycle, which may be a demo. Raises SigningKeyError."""
    location = os.environ.get(VARIABLE, "")
    if not location:
        if is_demo:
            return DEMO_KEY
        raise SigningKeyError(
            f"{VARIABLE} is not set, and the cycle is not a demo: its workbooks must be signed. Make a key once "
            f"(head -c 48 /dev/urandom | base64 > signing.key), keep it for the whole cycle, and let {VARIABLE} "
            "name the file."
        )
    try:
        key = Path(location).read_bytes().strip()
    except OSError as error:
        raise SigningKeyError(
            f"{VARIABLE} names {location}, which cannot be read ({error.strerror}). Let it name the file of the key."
        ) from error
    if len(key) < SHORTEST_KEY:
        raise SigningKeyError(f"{location} holds {len(key)} bytes; a signing key has at least {SHORTEST_KEY}.")
    return key


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


def key_of_cycle(connection: Connection, cycle_year: int) -> bytes:
    """The key by which the files of a cycle are verified. Raises SigningKeyError."""
    return signing_key(is_demo=cycles.of(connection, cycle_year).demo)
