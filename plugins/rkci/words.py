"""Words of strangers as they may be shown: nothing in them moves a cursor, colours or turns a line around."""


def shown_lines(words: object) -> str:
    """As `shown`, of a text that may have several lines."""
    return "\n".join(map(shown, str(words).splitlines()))


def shown(words: object) -> str:
    """Text in which every character that prints nothing (control, bidi mark, line break) stands as its escape."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in str(words)
    )
