"""`rkci objections`, `decide-objection`, `provisional` and `answer-objections`: the window for objections."""

from typing import Annotated

import typer

from rkci.cli import session
from rkci.cli.app import app
from rkci.cli.session import CycleYear


@app.command()
def objections(cycle: CycleYear) -> None:
    """Objections that count, the decisions on them, and what each changed."""
    from rkci.cli.render import show_table
    from rkci.objections.effect import effects
    from rkci.scoring.explain import number

    with session.reading() as connection:
        rows = effects(connection, cycle)
    if not rows:
        typer.echo(f"No objection of cycle {cycle} was accepted for a decision yet: see objections_ingest.")
        return
    show_table(
        list(rows[0]),
        [["" if v is None else number(v) if isinstance(v, float) else str(v) for v in row.values()] for row in rows],
    )


@app.command()
def decide_objection(
    cycle: CycleYear,
    objection: Annotated[int, typer.Option(help="Number of the objection: `rkci objections` lists them.")],
    outcome: Annotated[str, typer.Option(help="accepted or rejected.")],
    reason: Annotated[str, typer.Option(help="Why; the city reads it.")],
    by: Annotated[str, typer.Option(help="Who decides.")],
    second: Annotated[str, typer.Option(help="Who confirms it: another person.")],
    value: Annotated[
        float | None, typer.Option(help="Value granted, in the unit of the indicator; what is claimed unless given.")
    ] = None,
) -> None:
    """Record what two people decided on an objection. It cannot be changed; the next objections_ingest takes it in."""
    from rkci.objections import decisions

    with session.writing() as connection:
        told = decisions.decide(
            connection, cycle, objection, outcome=outcome, reason=reason, by=by, second=second, value=value
        )
    typer.echo(f"{told}. Run objections_ingest with the cycle (it does so by itself while the window is open).")


@app.command()
def provisional(cycle: CycleYear) -> None:
    """Write the provisional results of each city, for it alone."""
    from rkci import paths
    from rkci.objections import provisional as results

    with session.writing() as connection:
        cities = results.write(connection, cycle)
    typer.echo(f"Provisional results of {len(cities)} cities: {paths.build() / 'provisional' / str(cycle)}")


@app.command()
def answer_objections(cycle: CycleYear) -> None:
    """Compute what each accepted objection changed, and write the answers to the cities."""
    from rkci import paths
    from rkci.objections import answers, effect

    with session.writing() as connection:
        count = effect.compute(connection, cycle)
        cities = answers.write(connection, cycle)
    typer.echo(f"{count} effects; answers to {len(cities)} cities: {paths.build() / 'objections' / str(cycle)}")
