"""`rkci simulate`: the demo cycle's inbox."""

from pathlib import Path
from typing import Annotated

import typer

from rkci.cli.app import app
from rkci.cli.session import CycleYear


@app.command()
def simulate(
    cycle: CycleYear,
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")],
    out: Annotated[Path, typer.Option(help="Folder to write the inbox into.")],
) -> None:
    """Write a simulated inbox for a demo cycle: workbooks that say that they are simulated."""
    from rkci import cycles, framework
    from rkci import simulate as simulation
    from rkci.simulate import survey

    found = cycles.load(cycle)
    primary = framework.load(found.primary_framework)
    simulation.inbox(found, primary, out, seed=seed)
    survey.write(found, primary, out / str(cycle), seed)
    typer.echo(f"Simulated inbox of cycle {cycle} (seed {seed}): {out / str(cycle)}")
