"""`rkci`: the work of the field. (`make` holds the life of the stack.)"""

from pathlib import Path
from typing import Annotated

import typer

from rkci.refusal import Refusal

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


def main() -> None:
    """The console script: what is refused is said in words, with exit code 1."""
    try:
        app()
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        raise SystemExit(1) from refusal


@app.callback()
def rkci() -> None:
    """Rating Kota Cerdas Indonesia: score, simulate, and look into a cycle."""


@app.command()
def simulate(
    cycle: Annotated[int, typer.Option(help="Year of the cycle, for example 2017.")],
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")],
    out: Annotated[Path, typer.Option(help="Folder to write the inbox into.")],
) -> None:
    """Write a simulated inbox for a demo cycle: workbooks that say that they are simulated."""
    from rkci import cycles, framework
    from rkci import simulate as simulation

    found = cycles.load(cycle)
    simulation.inbox(found, framework.load(found.primary_framework), out, seed=seed)
    typer.echo(f"Simulated inbox of cycle {cycle} (seed {seed}): {out / str(cycle)}")


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
