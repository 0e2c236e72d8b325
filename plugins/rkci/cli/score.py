"""`rkci score`: any framework over any values."""

from pathlib import Path
from typing import Annotated

import typer

from rkci.cli import session
from rkci.cli.app import app


@app.command()
def score(
    framework: Annotated[Path, typer.Option(help="Framework folder.")],
    values: Annotated[Path, typer.Option(help="CSV: unit,indicator,value (and year, status, source, standard_error).")],
    units: Annotated[Path, typer.Option(help="CSV: unit,name and columns of groups and denominators (and year).")],
    out: Annotated[Path, typer.Option(help="Folder to write <step>.csv into.")],
    choices: Annotated[
        list[str] | None,
        typer.Option("--set", help="KEY=VALUE overrides a choice of framework.yaml: normalisation.method=zscore."),
    ] = None,
) -> None:
    """Score any framework over any values, outside the published line, by the same SQL."""
    from rkci import framework as frameworks
    from rkci.scoring import ad_hoc

    loaded = frameworks.load(framework.resolve(), choices or ())

    def notify(notice: str) -> None:
        typer.echo(f"Notice: {notice}", err=True)

    for notice in loaded.notices:
        notify(notice)
    with session.writing() as connection:
        steps = ad_hoc.score(connection, loaded, values, units, out, notify)
    typer.echo(f"{', '.join(steps)} written to {out}")
