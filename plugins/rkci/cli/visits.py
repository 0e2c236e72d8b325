"""`rkci shortlist`, `rkci exclude-city` and `rkci visits`: nominees, and what was found in their cities."""

from typing import Annotated

import typer

from rkci.cli import session
from rkci.cli.app import app
from rkci.cli.session import CycleYear


@app.command()
def shortlist(cycle: CycleYear) -> None:
    """The list that the newest scores propose: who is in, who stands near the cut line, who is excluded and why."""
    from rkci.cli.render import show_table
    from rkci.visits import shortlist as lists

    with session.writing() as connection:
        proposal = lists.propose(connection, cycle)
    show_table(lists.HEADER, proposal.rows)
    typer.echo("Not approved: see nominees_shortlist." if proposal.is_new else "This list is approved.")


@app.command()
def exclude_city(
    cycle: CycleYear,
    city: Annotated[str, typer.Option(help="BPS code of the city, for example 1276.")],
    reason: Annotated[str, typer.Option(help="Why; it is kept and shown.")],
    by: Annotated[str, typer.Option(help="Who decides.")],
    readmit: Annotated[bool, typer.Option("--readmit", help="Take an exclusion back.")] = False,
) -> None:
    """Record that a city cannot be a nominee; the next of its class moves up when a list is approved."""
    from rkci.visits import shortlist as lists

    with session.writing() as connection:
        typer.echo(lists.exclude(connection, cycle, city, reason=reason, by=by, readmit=readmit))


@app.command()
def visits(cycle: CycleYear) -> None:
    """What visits found, beside the claims of the cities: what was lowered or raised first, and by whom."""
    from rkci.cli.render import show_table
    from rkci.scoring.explain import number
    from rkci.visits import ingest

    with session.reading() as connection:
        rows = ingest.claims(connection, cycle)
    if not rows:
        typer.echo(f"No finding of cycle {cycle} was accepted yet: see visits_ingest.")
        return
    show_table(
        list(rows[0]),
        [["" if v is None else number(v) if isinstance(v, float) else str(v) for v in row.values()] for row in rows],
    )
