"""The Typer application on which every topic registers its commands."""

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def rkci() -> None:
    """Rating Kota Cerdas Indonesia: score, explain, compare, simulate. (`make` holds the life of the stack.)"""
