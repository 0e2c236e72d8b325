"""`rkci import-coinr, simulate-ahp, diff-framework`: frameworks from elsewhere, their panels, and what differs."""

from pathlib import Path
from typing import Annotated

import typer

from rkci.cli.app import app


@app.command()
def import_coinr(
    idata: Annotated[Path, typer.Option(help="CSV: COINr's iData, a row per unit.")],
    imeta: Annotated[Path, typer.Option(help="CSV: COINr's iMeta, a row per indicator, aggregate and further column.")],
    out: Annotated[Path, typer.Option(help="Folder to write the framework, values.csv and units.csv into.")],
) -> None:
    """Turn a COINr iData/iMeta pair into a framework folder with its values and units."""
    from rkci.framework import coinr

    framework = coinr.convert(idata, imeta, out)
    counts = f"{len(framework.nodes)} nodes, {len(framework.indicators)} indicators"
    typer.echo(f"Framework {framework.framework_id} ({counts}), values.csv and units.csv written to {out}")


@app.command()
def simulate_ahp(
    framework: Annotated[str, typer.Option(help="Framework folder, or the id of one under include/frameworks.")],
    experts: Annotated[int, typer.Option(min=1, help="How many experts judge.")],
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")],
    out: Annotated[Path | None, typer.Option(help="File to write, judgements*.csv; printed without it.")] = None,
) -> None:
    """Simulate a panel of pairwise judgements around a framework's given weights, marked as simulated."""
    from rkci import framework as frameworks
    from rkci.framework import simulated_panel

    given = frameworks.load(frameworks.folder_of(framework), ["weights.method=given"])
    text = simulated_panel.simulate(given, experts, seed)
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        typer.echo(f"Simulated panel of {experts} experts (seed {seed}) written to {out}")


@app.command()
def diff_framework(
    before: Annotated[str, typer.Argument(help="Framework folder or id.")],
    after: Annotated[str, typer.Argument(help="Framework folder or id to compare with it.")],
    out: Annotated[Path | None, typer.Option(help="CSV to write: subject,code,what,before,after.")] = None,
) -> None:
    """What differs between two frameworks: choices, nodes, indicators, and each one's weight in the index."""
    from rkci import framework as frameworks
    from rkci.framework import difference

    one, other = (frameworks.load(frameworks.folder_of(name)) for name in (before, after))
    differences = difference.between(one, other)
    for line in difference.words(differences, one, other):
        typer.echo(line)
    if out is not None:
        difference.write(differences, out)
        typer.echo(f"{len(differences)} differences written to {out}")
