"""`rkci uncertainty`: the simulation of a cycle's run again, by hand."""

from typing import Annotated

import typer

from rkci.cli import session
from rkci.cli.app import app
from rkci.cli.session import CycleYear


@app.command()
def uncertainty(
    cycle: CycleYear,
    framework: Annotated[str | None, typer.Option(help="Framework; all of the cycle if none is named.")] = None,
) -> None:
    """Simulate the uncertainty of the newest scores of a cycle: same seed, same rows. Releases are not touched."""
    from rkci.scoring.run import frameworks_of
    from rkci.scoring.uncertainty.simulate import simulate_newest

    with session.writing() as connection:
        for framework_id in [framework] if framework else frameworks_of(connection, cycle):
            draws = simulate_newest(connection, cycle, framework_id)
            typer.echo(f"{framework_id}: {draws} draws; see scoring.uncertainty_unit and scoring.uncertainty_sobol")
