"""`rkci score`: any framework over any values."""

from pathlib import Path
from typing import Annotated

import typer

from rkci.cli.app import app


@app.command()
def score(
    framework: Annotated[Path, typer.Option(help="Framework folder.")],
    values: Annotated[Path, typer.Option(help="CSV: unit,indicator,value.")],
    units: Annotated[Path, typer.Option(help="CSV: unit,name and grouping columns.")],
    out: Annotated[Path, typer.Option(help="Folder to write <step>.csv into.")],
) -> None:
    """Score any framework over any values, outside the published line, by the same SQL."""
    from rkci.database import migrate
    from rkci.database.connection import connect, owner_url
    from rkci.scoring import ad_hoc

    migrate.upgrade(owner_url())
    with connect() as connection:
        steps = ad_hoc.score(connection, framework, values, units, out)
    typer.echo(f"{', '.join(steps)} written to {out}")
