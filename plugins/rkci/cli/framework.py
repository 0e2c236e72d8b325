"""`rkci import-coinr`: frameworks from elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from rkci.cli.app import app


@app.command()
def import_coinr(
    idata: Annotated[Path, typer.Option(help="CSV: COINr's iData, a row per unit.")],
    imeta: Annotated[Path, typer.Option(help="CSV: COINr's iMeta, a row per indicator, aggregate and further column.")],
    out: Annotated[Path, typer.Option(help="Folder to write the framework, values.csv and units.csv into.")],
) -> None:
    """Turn a COINr iData/iMeta pair into a framework folder with its values and units."""
    from rkci.framework import coinr

    framework = coinr.convert(idata, imeta, out)
    counts = f"{len(framework.nodes)} nodes, {len(framework.indicators)} indicators"
    typer.echo(f"Framework {framework.framework_id} ({counts}), values.csv and units.csv written to {out}")
