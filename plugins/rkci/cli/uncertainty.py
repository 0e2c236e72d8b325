"""`rkci uncertainty`: the simulation of a cycle's run again, by hand."""

from typing import Annotated

import typer

from rkci.cli.app import app


@app.command()
def uncertainty(
    cycle: Annotated[int, typer.Option(help="Year of the cycle, for example 2017.")],
    framework: Annotated[str | None, typer.Option(help="Framework; all of the cycle if none is named.")] = None,
) -> None:
    """Simulate the uncertainty of the newest scores of a cycle: same seed, same rows. Releases are not touched."""
    from rkci.database import migrate
    from rkci.database.connection import connect, owner_url
    from rkci.scoring.run import frameworks_of
    from rkci.scoring.uncertainty.simulate import simulate_newest

    migrate.upgrade(owner_url())
    with connect() as connection:
        for framework_id in [framework] if framework else frameworks_of(connection, cycle):
            draws = simulate_newest(connection, cycle, framework_id)
            typer.echo(f"{framework_id}: {draws} draws; see scoring.uncertainty_unit and scoring.uncertainty_sobol")
