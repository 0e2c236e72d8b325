"""Connections to the warehouse: as its owner (migrations, `make url`) or as the writer that Dags use.

Without `AIRFLOW_CONN_RKCI` both go to the embedded server. With it, that URL is the warehouse; `RKCI_OWNER_URL`
names the owner's login there, and is the same as `AIRFLOW_CONN_RKCI` unless set.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from rkci.database import embedded
from rkci.database.engine import Session, opened


def is_embedded() -> bool:
    """True if the warehouse is on the embedded server."""
    return "AIRFLOW_CONN_RKCI" not in os.environ


def writer_url() -> str:
    """libpq URL of the role that Dags write with. Starts the embedded server if it is the one and is down."""
    if is_embedded():
        embedded.start()
        return embedded.url("rkci_writer")
    return _as_libpq(os.environ["AIRFLOW_CONN_RKCI"])


def owner_url() -> str:
    """libpq URL of the owner of the warehouse. Starts the embedded server if it is the one and is down."""
    if is_embedded():
        embedded.start()
        return embedded.url("rkci_owner")
    return _as_libpq(os.environ.get("RKCI_OWNER_URL", os.environ["AIRFLOW_CONN_RKCI"]))


@contextmanager
def connect(url: str | None = None) -> Iterator[Session]:
    """A connection (the writer's by default): committed at the end, rolled back on an error, closed."""
    with opened(url or writer_url()) as connection, connection:
        yield connection


def _as_libpq(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    if not separator or not scheme.startswith("postgres"):
        raise ValueError(
            "AIRFLOW_CONN_RKCI and RKCI_OWNER_URL must be URLs such as postgresql://user:password@127.0.0.1:5432/rkci"
        )
    return f"postgresql://{rest}"
