"""`rkci confirm-city`, `extend`, `set-aside`: what the secretariat decides about a file that was refused."""

from datetime import datetime
from typing import Annotated

import typer

from rkci.cli import session
from rkci.cli.app import app
from rkci.cli.session import CycleYear

CityCode = Annotated[str, typer.Option(help="BPS code of the city: 1276.")]
By = Annotated[str, typer.Option(help="Name of the person who decides.")]
Reason = Annotated[str, typer.Option(help="Why, for example who was asked and when.")]

NEXT = (
    "The next run of {dag} honours it: within 15 minutes while the window is open, afterwards by hand "
    "(`airflow dags trigger {dag}`)."
)


@app.command()
def confirm_city(
    cycle: CycleYear,
    file: Annotated[str, typer.Option(help="Hash of the file; with a wrong one the command lists those that wait.")],
    city: CityCode,
    by: By,
    reason: Reason,
) -> None:
    """Say which city a file is from whose name or code does not tell; nothing is taken from a likeness alone."""
    from rkci.cli.render import clean
    from rkci.intake import proposals

    with session.writing() as connection:
        name = proposals.confirm(connection, cycle, file, city, by=by, reason=reason)
    typer.echo(f"{clean(name)} is from {city}, confirmed by {clean(by)}. {NEXT.format(dag='submissions_ingest')}")


@app.command()
def extend(
    cycle: CycleYear,
    until: Annotated[datetime, typer.Option(help="First instant that is late, in the cycle's local time: 2017-06-12.")],
    reason: Reason,
    by: By,
    city: Annotated[str, typer.Option(help="BPS code of the city whose submission is late: 1276.")] = "",
    assessor: Annotated[str, typer.Option(help="Code of the assessor whose desk assessment is late: A01.")] = "",
) -> None:
    """Record an extension for one city or one assessor; what was late and is within it counts from the next run on."""
    from rkci import cycles
    from rkci.cli.render import clean
    from rkci.intake import extensions
    from rkci.refusal import Refusal

    if bool(city) == bool(assessor):
        raise Refusal("Say whose deadline: --city for a submission, or --assessor for a desk assessment.")
    with session.writing() as connection:
        instant = until.replace(tzinfo=cycles.of(connection, cycle).zone)
        if city:
            before = extensions.extend(connection, cycle, city, instant, by=by, reason=reason)
        else:
            before = extensions.extend_assessor(connection, cycle, assessor, instant, by=by, reason=reason)
    dag = "submissions_ingest" if city else "assessments_ingest"
    typer.echo(
        f"Deadline of {city or assessor}: {before.astimezone(instant.tzinfo):%Y-%m-%d %H:%M} -> "
        f"{instant:%Y-%m-%d %H:%M %Z}, granted by {clean(by)}. {NEXT.format(dag=dag)}"
    )


@app.command()
def set_aside(
    file: Annotated[str, typer.Option(help="Hash of the file, or its beginning.")],
    by: By,
    reason: Reason,
    cycle: Annotated[int | None, typer.Option(help="Year of the cycle, where the file came in more than one.")] = None,
    take_back: Annotated[bool, typer.Option("--take-back", help="Let the file count again.")] = False,
) -> None:
    """Take a file out of the way, of whatever dataset and read or not: it is refused with these words."""
    from rkci.cli.render import clean
    from rkci.intake import set_aside as aside

    with session.writing() as connection:
        name, dag = aside.decide(connection, file, by=by, reason=reason, cycle_year=cycle, is_back=take_back)
    done = "counts again" if take_back else "is set aside"
    typer.echo(f"{clean(name)} {done}, decided by {clean(by)}. {NEXT.format(dag=dag)}")
