"""Keyed hashes in place of what tells who answered: uuid, phone, device, enumerator.

BLAKE2b with a key (RFC 7693), 16 bytes, another for each field. The key is what the file holds that `RKCI_SURVEY_KEY`
names, and stays with the survey team: without it nobody can try all phone numbers. A demo has a key that everybody
knows; a cycle that is not a demo needs the file.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from psycopg2.extensions import connection as Connection

from rkci.refusal import Refusal

VARIABLE = "RKCI_SURVEY_KEY"
DEMO_KEY = b"rkci survey demo key: published, and hides nothing"
SHORTEST_KEY = 32
DIGEST_BYTES = 16


class SurveyKeyError(Refusal):
    """There is no key to pseudonymise with; the message says what to do."""


def key_of_cycle(connection: Connection, cycle_year: int) -> bytes:
    """The key of a cycle's survey. Raises SurveyKeyError."""
    location = os.environ.get(VARIABLE, "")
    if not location:
        with connection.cursor() as cursor:
            cursor.execute("select is_demo from ops.cycle where cycle_year = %s", (cycle_year,))
            found = cursor.fetchone()
        if found is not None and found[0]:
            return DEMO_KEY
        raise SurveyKeyError(
            f"{VARIABLE} is not set, and cycle {cycle_year} is not an open demo: its exports must be pseudonymised. "
            f"Make a key once (head -c 48 /dev/urandom | base64 > survey.key), keep it for the whole cycle, and let "
            f"{VARIABLE} name the file."
        )
    try:
        key = Path(location).read_bytes().strip()
    except OSError as error:
        raise SurveyKeyError(
            f"{VARIABLE} names {location}, which cannot be read ({error.strerror}). Let it name the file of the key."
        ) from error
    if len(key) < SHORTEST_KEY:
        raise SurveyKeyError(f"{location} holds {len(key)} bytes; a key of the survey has at least {SHORTEST_KEY}.")
    return key


class Hasher:
    """Turns the values of a field into the 32 hexadecimal digits that stand for each."""

    def __init__(self, key: bytes, name: str) -> None:
        self.mac = hashlib.blake2b(
            digest_size=DIGEST_BYTES, key=hashlib.sha512(key).digest(), person=name.encode()[:16]
        )
        self.mac.update(b"|")  # the block of the key is worked off once, not again for each value

    def hexadecimal(self, values: Iterable[bytes]) -> bytes:
        """The digits of all values, one after another: a text each would cost as much as the hash."""
        digests = []
        start = self.mac.copy
        for value in values:
            mac = start()
            mac.update(value)
            digests.append(mac.digest())
        return b"".join(digests).hex().encode()
