"""The workbook that goes back to a city: its own, each answer coloured by what became of it, with the words beside.

Red is rejected, amber accepted with a warning, green accepted. The package is made again around the XML of the city's
sheets, of which only what is listed here is taken over: values, looks, comments, protection, drop-downs, print set-up.
Formulas, macros, links, pictures and conditional formats do not survive: what a formula showed stands there as a value.
Same inputs, same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.sax.saxutils import quoteattr

from rkci.intake import layout
from rkci.intake.cells import kind_of, parse, place_of, relationships, unpack, worksheets

CHANGED = (2000, 1, 1, 0, 0, 0)
"""Time of every part of a workbook, so that bytes do not depend on the clock."""
FILLS = {"rejected": "FFF4A6A0", "warning": "FFFFD966", "accepted": "FFC6E0B4"}
HEADINGS = {"rejected": "DITOLAK / REJECTED", "warning": "PERIKSA / PLEASE CHECK"}
LITERAL = re.compile(r'"[^"]*"|-?[0-9.eE+-]+')
"""What a drop-down or a limit may be: a list in quotes or a number, never a formula."""
PRINT_TITLE = re.compile(r"('(?:[^']|'')+'|\w+)!\$[0-9]+:\$[0-9]+")
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""

Marks = Mapping[tuple[str, str], tuple[str, Sequence[str]]]
"""(sheet, cell) to its state, a key of FILLS, and the words of its comment."""
Place = tuple[int, int]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument."
SPREADSHEET = f"{TYPES}spreadsheetml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BEFORE_CELLS = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols")
AFTER_CELLS = (
    "sheetProtection", "autoFilter", "mergeCells", "dataValidations", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks",
)  # fmt: skip
"""Parts of a sheet that are taken over, in the order in which they must stand."""
ROW_ATTRIBUTES = {"s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed"}
NO_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill/><fill/></fills><borders><border/></borders>'
    "<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/></cellXfs></styleSheet>"
)


def marked(content: bytes, marks: Marks) -> bytes:
    """The bytes of the workbook with its answers marked; sheets that it does not have are ignored.

    Raises UnreadableError if it is not a workbook that was read before (rkci.intake.cells).
    """
    parts = unpack(content)
    (book,) = (target for kind, target in relationships(parts, "").values() if kind == "officeDocument")
    beside = dict(relationships(parts, book).values())
    look = _Look(parse(parts[beside["styles"]] if "styles" in beside else NO_STYLES.encode()))
    written: dict[str, str | bytes] = {}
    names = []
    for number, (name, part) in enumerate(worksheets(parts), start=1):
        names.append(name)
        of_sheet = {place_of(cell): mark for (sheet, cell), mark in marks.items() if sheet == name}
        comments = _comments(parts, part)
        for place, (state, words) in of_sheet.items():
            if words:
                comments[place] = "\n\n".join((HEADINGS[state], *words))
        root = _sheet(parse(parts[part]), {place: state for place, (state, _) in of_sheet.items()}, look)
        if comments:
            SubElement(root, "legacyDrawing", {"r:id": "rId1"})
            written[f"xl/comments{number}.xml"] = _comments_part(comments)
            written[f"xl/drawings/vmlDrawing{number}.vml"] = _shapes_part(comments, of_sheet)
            written[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = _relationships_part(
                [("vmlDrawing", f"/xl/drawings/vmlDrawing{number}.vml"), ("comments", f"/xl/comments{number}.xml")]
            )
        written[f"xl/worksheets/sheet{number}.xml"] = _text(root)
    written["xl/styles.xml"] = _text(look.root)
    if "xl/sharedStrings.xml" in parts:
        strings = parts["xl/sharedStrings.xml"]
        is_strict = MAIN.encode() not in strings  # the other kind of OOXML, which names its namespaces otherwise
        written["xl/sharedStrings.xml"] = _text(_plain(parse(strings))) if is_strict else strings
    theme = parts.get(beside.get("theme", ""), b"")
    if theme and b":embed" not in theme:
        written["xl/theme/theme1.xml"] = theme
    written["xl/workbook.xml"] = _book(parse(parts[book]), names)
    return _packed(written)


class _Look:
    """The styles of the workbook, to which those of marked cells are added."""

    def __init__(self, root: Element) -> None:
        self.root = _plain(root)
        self.formats = next(self.root.iter("cellXfs"))
        fills = next(self.root.iter("fills"))
        self.fills = {}
        for state, colour in FILLS.items():
            self.fills[state] = str(len(fills))
            pattern = SubElement(SubElement(fills, "fill"), "patternFill", patternType="solid")
            SubElement(pattern, "fgColor", rgb=colour)
        fills.attrib.pop("count", None)
        self.formats.attrib.pop("count", None)
        self.made: dict[tuple[str, str], str] = {}

    def filled(self, style: str, state: str) -> str:
        """Number of the style that is `style` with the colour of a state."""
        if (style, state) not in self.made:
            copied = deepcopy(self.formats[int(style)])
            copied.attrib |= {"fillId": self.fills[state], "applyFill": "1"}
            self.made[style, state] = str(len(self.formats))
            self.formats.append(copied)
        return self.made[style, state]


def _sheet(delivered: Element, states: Mapping[Place, str], look: _Look) -> Element:
    """The sheet with its marked cells coloured and nothing in it that is not taken over."""
    root = Element("worksheet")
    for name in BEFORE_CELLS:
        root.extend(_plain(part) for part in delivered.findall(f"{{*}}{name}"))
    for view in root.iter("sheetView"):
        view.attrib.pop("tabSelected", None)  # two selected sheets would be written to together
    rows, cells = _rows_and_cells(delivered)
    for place, state in states.items():
        cell = cells.setdefault(place, Element("c"))
        cell.set("s", look.filled(cell.get("s", "0"), state))
    data = SubElement(root, "sheetData")
    places = {row: list(group) for row, group in groupby(sorted(cells), key=lambda place: place[0])}
    for number in sorted(rows.keys() | places.keys()):
        row = SubElement(data, "row", {**rows.get(number, {}), "r": str(number + 1)})
        for place in places.get(number, ()):
            cells[place].set("r", layout.cell(*place))
            row.append(cells[place])
    for name in AFTER_CELLS:
        root.extend(_plain(part) for part in delivered.findall(f"{{*}}{name}"))
    for rules in root.findall("dataValidations"):
        rules.attrib.pop("count", None)
        for rule in list(rules):
            if not all(limit.text is None or LITERAL.fullmatch(limit.text) for limit in rule):
                rules.remove(rule)
        if not len(rules):
            root.remove(rules)
    return root


def _rows_and_cells(delivered: Element) -> tuple[dict[int, dict[str, str]], dict[Place, Element]]:
    """Attributes of each row, and each cell by its place, found as rkci.intake.cells finds them."""
    rows: dict[int, dict[str, str]] = {}
    cells: dict[Place, Element] = {}
    row = column = -1
    for element in delivered.iter():
        kind = kind_of(element.tag)
        if kind == "row":
            row, column = int(element.get("r", row + 2)) - 1, -1
            rows[row] = {key: value for key, value in element.items() if key in ROW_ATTRIBUTES}
        elif kind == "c":
            row, column = place_of(element.attrib["r"]) if "r" in element.attrib else (row, column + 1)
            cells[row, column] = _cell(element)
    return rows, cells


def _cell(delivered: Element) -> Element:
    """The cell with its value and look; a formula that was never calculated stands as text, as it was read."""
    cell = Element("c", {key: value for key, value in delivered.items() if key in ("s", "t")})
    parts = {kind_of(part.tag): part for part in delivered}
    value = parts["v"].text if "v" in parts else None
    kind = cell.get("t", "n")
    if "f" in parts and kind == "n" and not value:
        kind, value = "str", f"={parts['f'].text or ''}"
    if kind == "str":
        cell.set("t", "inlineStr")
        SubElement(SubElement(cell, "is"), "t", {SPACE: "preserve"}).text = value
    elif kind == "inlineStr" and "is" in parts:
        cell.append(_plain(parts["is"]))
    elif value is not None:
        SubElement(cell, "v").text = value
    return cell


def _plain(delivered: Element) -> Element:
    """A copy without extensions and without what leads to another part: elements and attributes of one namespace."""
    namespace = delivered.tag.rpartition("}")[0]
    copied = Element(kind_of(delivered.tag))
    copied.text = delivered.text
    for key, value in delivered.items():
        if not key.startswith("{") or key == SPACE:
            copied.set(key, value)
    for child in delivered:
        if child.tag.rpartition("}")[0] == namespace and kind_of(child.tag) != "extLst":
            copied.append(_plain(child))
    return copied


# Comments, and the shapes in which they are shown ---------------------------------------------------------


def _comments(parts: Mapping[str, bytes], sheet: str) -> dict[Place, str]:
    """The comments of a sheet by the place of their cell, as plain text."""
    folder, _, name = sheet.rpartition("/")
    if f"{folder}/_rels/{name}.rels" not in parts:
        return {}
    found = dict(relationships(parts, sheet).values()).get("comments", "")
    comments = parse(parts[found]).iterfind("{*}commentList/{*}comment") if found in parts else ()
    return {
        place_of(comment.attrib["ref"]): "".join(text.text or "" for text in comment.iterfind(".//{*}t"))
        for comment in comments
    }


def _comments_part(comments: Mapping[Place, str]) -> str:
    root = Element("comments")
    SubElement(SubElement(root, "authors"), "author").text = "RKCI"
    entries = SubElement(root, "commentList")
    for place, text in sorted(comments.items()):
        comment = SubElement(entries, "comment", ref=layout.cell(*place), authorId="0")
        shown = SubElement(SubElement(comment, "text"), "t", {SPACE: "preserve"})
        shown.text = UNPRINTABLE.sub("\ufffd", text)
    return _text(root)


def _shapes_part(comments: Mapping[Place, str], marks: Mapping[Place, object]) -> str:
    """A hidden box per comment, in the drawing language that comments are still shown by, as high as its text."""
    shapes = []
    for number, ((row, column), text) in enumerate(sorted(comments.items()), start=1):
        width, letters = (420, 65) if (row, column) in marks else (330, 45)
        height = 24 + 17 * sum(1 + len(line) // letters for line in text.split("\n"))
        shapes.append(
            f'<v:shape id="_x0000_s{1024 + number}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto" style="'
            f"position:absolute;margin-left:60pt;margin-top:2pt;width:{width * 0.75}pt;height:{height * 0.75}pt;"
            f'z-index:{number};visibility:hidden"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>'
            '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
            f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600"'
        f' o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/></v:shapetype>'
        f"{''.join(shapes)}</xml>"
    )


# The package ---------------------------------------------------------------------------------------------


def _book(delivered: Element, names: Sequence[str]) -> str:
    """The list of sheets, which of them are hidden, and the rows that repeat in print; no other name."""
    root = Element("workbook")
    is_1904 = any(part.get("date1904") in ("1", "true") for part in delivered.iterfind("{*}workbookPr"))
    SubElement(root, "workbookPr", {"date1904": "1"} if is_1904 else {})
    states = {sheet.attrib["name"]: sheet.get("state", "visible") for sheet in delivered.iterfind("{*}sheets/{*}sheet")}
    first = next((number for number, name in enumerate(names) if states[name] == "visible"), 0)
    SubElement(SubElement(root, "bookViews"), "workbookView", activeTab=str(first))
    sheets = SubElement(root, "sheets")
    for number, name in enumerate(names, start=1):
        SubElement(
            sheets, "sheet", {"name": name, "sheetId": str(number), "state": states[name], "r:id": f"rId{number}"}
        )
    titles = dict(_print_titles(delivered, names))
    defined = SubElement(root, "definedNames") if titles else root
    for number, title in sorted(titles.items()):
        SubElement(defined, "definedName", name="_xlnm.Print_Titles", localSheetId=str(number)).text = title
    return _text(root)


def _print_titles(delivered: Element, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    for defined in delivered.iterfind("{*}definedNames/{*}definedName"):
        found = PRINT_TITLE.fullmatch(defined.text or "")
        if found and defined.get("name") == "_xlnm.Print_Titles":
            name = found[1].strip("'").replace("''", "'")
            if name in names:
                yield names.index(name), found[0]


def _packed(written: dict[str, str | bytes]) -> bytes:
    """The archive of the parts, with the list of their types and how they hang together."""
    sheets = [f"/{name}" for name in written if name.startswith("xl/worksheets/sheet")]
    targets = [("worksheet", name) for name in sheets]
    for kind, name in (("styles", "styles"), ("sharedStrings", "sharedStrings"), ("theme", "theme/theme1")):
        if f"xl/{name}.xml" in written:
            targets.append((kind, f"/xl/{name}.xml"))
    types = {
        **{f"/{name}": f"{SPREADSHEET}.comments+xml" for name in written if name.startswith("xl/comments")},
        "/xl/workbook.xml": f"{SPREADSHEET}.sheet.main+xml",
        **{name: f"{TYPES}theme+xml" if kind == "theme" else f"{SPREADSHEET}.{kind}+xml" for kind, name in targets},
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="vml" ContentType="{TYPES}vmlDrawing"/>{overrides}</Types>',
        "_rels/.rels": _relationships_part([("officeDocument", "/xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": _relationships_part(targets),
        **written,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, CHANGED), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _relationships_part(targets: Sequence[tuple[str, str]]) -> str:
    """What a part leads to, as pairs of kind and part; the ids are rId1, rId2, ... in this order."""
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def _text(root: Element) -> str:
    """A part of the main namespace as XML."""
    root.attrib = {"xmlns": MAIN, "xmlns:r": OFFICE, **root.attrib}
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + tostring(root, encoding="unicode")
