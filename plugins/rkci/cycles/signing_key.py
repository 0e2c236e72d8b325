"""The secretariat's key, by which the workbooks of a cycle are sealed and the seals verified.

The key is what the file holds that `RKCI_SIGNING_KEY` names. Where there is none, a demo signs with a key that
everybody knows, so that its files are the same bytes on every machine; a cycle that is not a demo needs the file.
"""

import os
from pathlib import Path

from psycopg2.extensions import connection as Connection

from rkci.cycles.frozen import of
from rkci.refusal import Refusal

VARIABLE = "RKCI_SIGNING_KEY"
DEMO_KEY = b"rkci demo key: published, and proof of nothing"
SHORTEST_KEY = 32
"""Bytes; as many as the digest of a seal has."""


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


def key_of_cycle(connection: Connection, cycle_year: int) -> bytes:
    """The key by which the files of a cycle are verified. Raises SigningKeyError."""
    return signing_key(is_demo=of(connection, cycle_year).demo)
