"""What the made-up register of the tests holds."""


def city_name(code: str) -> str:
    """Name of the city: Binjai's own, and one made of the digits of its code for every other."""
    return "Kota Binjai" if code == "1276" else "Kota " + "".join("ABCDEFGHIJ"[int(digit)] for digit in code).title()
