"""What commands print: on a terminal by Rich, plain text when piped. Nothing in the data is taken for markup."""

import sys
from collections.abc import Iterable, Sequence

import typer

from rkci.scoring.explain import Branch
from rkci.words import shown as clean

__all__ = ["clean", "show_table", "show_tree"]


def show_tree(branch: Branch) -> None:
    """A tree: drawn on a terminal, indented by two spaces elsewhere."""
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text
        from rich.tree import Tree

        def grow(tree: Tree, below: Branch) -> Tree:
            for child in below.children:
                grow(tree.add(Text(clean(child.words))), child)
            return tree

        Console().print(grow(Tree(Text(clean(branch.words), style="bold")), branch))
    else:
        for depth, words in _indented(branch, 0):
            typer.echo("  " * depth + clean(words))


def show_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table: drawn on a terminal, in columns two spaces apart elsewhere."""
    text = [[clean("" if cell is None else cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(*header, box=box.SIMPLE_HEAD)
        for row in text:
            table.add_row(*map(Text, row))
        Console().print(table)
    else:
        widths = [max(map(len, column)) for column in zip(header, *text, strict=True)]
        for row in (list(header), *text):
            typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _indented(branch: Branch, depth: int) -> Iterable[tuple[int, str]]:
    yield depth, branch.words
    for child in branch.children:
        yield from _indented(child, depth + 1)
