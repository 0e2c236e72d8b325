"""`rkci estimate`: estimates with standard errors from any survey."""

from pathlib import Path
from typing import Annotated

import typer

from rkci.cli import session
from rkci.cli.app import app


@app.command()
def estimate(
    data: Annotated[Path, typer.Option(help="CSV of the answers, one row per unit.")],
    design: Annotated[Path, typer.Option(help="YAML: weight, strata, psu, fpc, calibrate, estimate, na, lonely_psu.")],
    out: Annotated[
        Path, typer.Option(help="CSV to write: variable,statistic,by,level,estimate,se,ci_low,ci_high,deff,df.")
    ],
) -> None:
    """Estimate means, totals and proportions of a survey with standard errors (docs/survey-estimates.md)."""
    from rkci.survey import file_estimates as estimates

    with session.writing() as connection:
        rows = estimates.estimate(
            connection, data, design, out, lambda notice: typer.echo(f"Notice: {notice}", err=True)
        )
    typer.echo(f"{rows} estimates written to {out}")
