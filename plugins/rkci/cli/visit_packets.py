"""`rkci visit-packets` and `rkci visit-evidence`: what the teams take along, and the photos and minutes they bring."""

import typer

from rkci.cli import session
from rkci.cli.app import app
from rkci.cli.session import CycleYear


@app.command()
def visit_packets(cycle: CycleYear) -> None:
    """Write the workbook, the form, the schedule and the team of every nominee's visit to build/visits/<cycle>/."""
    from rkci import paths
    from rkci.visits import packet

    with session.writing() as connection:
        visits = packet.write(connection, cycle)
    typer.echo(f"{len(visits)} visits: {paths.build() / 'visits' / str(cycle)}")


@app.command()
def visit_evidence(cycle: CycleYear) -> None:
    """Take in photos and minutes of <inbox>/<cycle>/visit_evidence/<city_code>/; says what fits and what does not."""
    from rkci.cli.render import show_table
    from rkci.visits import evidence

    with session.writing() as connection:
        counts = evidence.take_in(connection, cycle)
        rows = evidence.table(connection, cycle)
    if rows:
        show_table(list(rows[0]), [[str(value) for value in row.values()] for row in rows])
    typer.echo(", ".join(f"{count} {state}" for state, count in counts.items()))
