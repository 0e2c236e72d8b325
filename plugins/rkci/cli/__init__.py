"""`rkci`: the work of the field. (`make` holds the life of the stack.) One module per topic registers its commands."""

import os

import typer

from rkci import private
from rkci.cli import (  # noqa: F401
    assessment,
    compare,
    estimate,
    feedback,
    framework,
    history,
    intake,
    objections,
    score,
    session,
    simulate,
    survey,
    uncertainty,
    visit_packets,
    visits,
)
from rkci.cli.app import app
from rkci.database.locks import CycleBusy
from rkci.refusal import Refusal


def main() -> None:
    """The console script: what is refused, or has to wait, is said in words, with exit code 1."""
    os.umask(private.UMASK)
    try:
        app()
    except (Refusal, CycleBusy) as refusal:
        typer.echo(str(refusal), err=True)
        raise SystemExit(1) from refusal
