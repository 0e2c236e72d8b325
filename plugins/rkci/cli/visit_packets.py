"""`rkci visit-packets`: what the teams take along."""

from typing import Annotated

import typer

from rkci.cli.app import app


@app.command()
def visit_packets(cycle: Annotated[int, typer.Option(help="Year of the cycle, for example 2017.")]) -> None:
    """Write the workbook, the form, the schedule and the team of every nominee's visit to build/visits/<cycle>/."""
    from rkci import paths
    from rkci.database import migrate
    from rkci.database.connection import connect, owner_url
    from rkci.visits import packet

    migrate.upgrade(owner_url())
    with connect() as connection:
        visits = packet.write(connection, cycle)
    typer.echo(f"{len(visits)} visits: {paths.build() / 'visits' / str(cycle)}")
