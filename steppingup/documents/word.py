"""Word files that everybody can read: real headings, tables whose head is a head, pictures that are told in words.

A file says in which language it is and what it is called, so that a screen reader speaks it rightly. The writing is
python-docx's; what that library has no words for (alternative text, the head of a table, the language) is set here.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Literal

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Inches, Pt, RGBColor

from steppingup.documents.tables import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from steppingup.documents.charts import Chart

FONT = "Arial"
MARGIN = Cm(2)
SHORT, LONG = Cm(21), Cm(29.7)  # A4
TALLEST = Cm(22)
INK, HEAD = RGBColor(0x1B, 0x25, 0x27), "E2EFED"
RULE, SMALL = "727D80", 9
SIZES = {"Normal": 10.5, "Title": 24, "Heading 1": 16, "Heading 2": 13, "Caption": 9}


class WordFile:
    """A document that is written from top to bottom.

    Args:
        title: what it is called, in its properties and on its first page.
        language: of its words, such as ``en``.
        creator: who made it, as the properties tell: the course, never a person.
        made: when, for the properties.
    """

    def __init__(self, title: str, language: str, creator: str, made: datetime) -> None:
        self._file: Any = Document()
        _properties(self._file.core_properties, clean(title), language, clean(creator), made)
        _styles(self._file.styles, language)
        _page(self._file.sections[0], wide=False)
        self._file.add_paragraph(clean(title), style="Title")

    def heading(self, text: str, level: Literal[1, 2] = 1) -> None:
        """Add a heading."""
        self._file.add_heading(clean(text), level)

    def paragraph(self, text: str, style: str | None = None, *, keep: bool = False) -> None:
        """Add a paragraph; ``style`` is a name of Word's, such as ``List Bullet``; ``keep`` it with what follows."""
        self._file.add_paragraph(clean(text), style=style).paragraph_format.keep_with_next = keep

    def point(self, text: str, mark: str = "") -> None:
        """Add a point of a list, with a raised mark that leads to a note."""
        paragraph = self._file.add_paragraph(clean(text), style="List Bullet")
        if mark:
            paragraph.add_run(f" {mark}").font.superscript = True

    def ruled(self, lines: int) -> None:
        """Add empty lines to write on with a pen."""
        for number in range(1, lines + 1):
            paragraph = self._file.add_paragraph()
            paragraph.paragraph_format.space_before = Pt(14)
            paragraph.paragraph_format.keep_with_next = number < lines
            _ruled(paragraph, 4 + number % 2)

    def table(  # noqa: PLR0913 - a table has columns and rows, and its letters and rows a size
        self,
        title: str,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        tall: float = 0,
        large: bool = False,
    ) -> None:
        """Add a table whose head comes again on every page.

        Args:
            title: read out before the table.
            head: titles of the columns.
            rows: texts.
            widths: of the columns, in any unit; the table is as wide as the page.
            tall: centimetres that each row has at least, to write in with a pen.
            large: in letters as large as running text and on one page, for a card that is held in the hand.
        """
        table = self._file.add_table(rows=0, cols=len(head))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.LEFT, False
        _set(table._tbl.tblPr, "w:tblCaption", clean(title))
        section = self._file.sections[-1]
        room = section.page_width - section.left_margin - section.right_margin
        sizes = [Emu(int(room * width / sum(widths))) for width in widths]
        for column, size in zip(table.columns, sizes, strict=True):
            column.width = size
        for place, line in enumerate([head, *rows]):
            row = table.add_row()
            _row(row, line, sizes, head=place == 0, size=SIZES["Normal"] if large else SMALL)
            if large and place < len(rows):
                _keep(row)
            if tall and place:
                row.height = Cm(tall)
        self._file.add_paragraph()

    def picture(self, chart: Chart, caption: str) -> None:
        """Add a chart with its text; the picture keeps to the page."""
        paragraph = self._file.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        section = self._file.sections[-1]
        room = section.page_width - section.left_margin - section.right_margin
        height = min(section.page_height - 3 * MARGIN, TALLEST)
        width = min(room, Inches(chart.inches[0]), int(height * chart.inches[0] / chart.inches[1]))
        shape = paragraph.add_run().add_picture(io.BytesIO(chart.png), width=Emu(width))
        told = shape._inline.docPr
        told.set("title", clean(chart.title))
        told.set("descr", clean(chart.alt))
        told.set("name", f"{chart.id}.png")
        self._file.add_paragraph(clean(caption), style="Caption")

    def new_page(self, *, wide: bool = False) -> None:
        """Begin a new page, upright or wide, and stay with that."""
        _page(self._file.add_section(WD_SECTION.NEW_PAGE), wide=wide)

    def running_head(self, text: str) -> None:
        """Write at the top of each page whom the document is for, and number the pages."""
        section = self._file.sections[0]
        section.header.paragraphs[0].text = clean(text)
        _page_number(section.footer.paragraphs[0])

    def data(self) -> bytes:
        """Return the file."""
        stream = io.BytesIO()
        self._file.save(stream)
        return stream.getvalue()


def _properties(found: Any, title: str, language: str, creator: str, made: datetime) -> None:
    # the properties hold 255 characters each
    found.title, found.author, found.last_modified_by = title[:255], creator[:255], creator[:255]
    found.language, found.comments, found.keywords = language, "", ""
    found.created = found.modified = made


def _styles(styles: Any, language: str) -> None:
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    spoken = defaults.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        defaults.append(spoken)
    spoken.set(qn("w:val"), "en-GB" if language == "en" else language)
    for name, size in SIZES.items():
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)  # the font of a theme would win over the one that is named
        fonts.set(qn("w:cs"), FONT)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Caption"].font.bold = False


def _page(section: Any, *, wide: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if wide else (SHORT, LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def _row(row: Any, texts: Sequence[str], sizes: Sequence[Emu], *, head: bool, size: float) -> None:
    properties = row._tr.get_or_add_trPr()
    _set(properties, "w:cantSplit", "true")
    if head:
        _set(properties, "w:tblHeader", "true")
    for cell, text, width in zip(row.cells, texts, sizes, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.keep_with_next = head
        run = paragraph.add_run(clean(text))
        run.font.size, run.bold = Pt(size), head
        if head:
            shade = _set(cell._tc.get_or_add_tcPr(), "w:shd", "clear")
            shade.set(qn("w:fill"), HEAD)


def _keep(row: Any) -> None:
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _set(parent: Any, name: str, value: str) -> Any:
    made = OxmlElement(name)
    made.set(qn("w:val"), value)
    parent.append(made)
    return made


def _ruled(paragraph: Any, eighths: int) -> None:
    """Draw a line below; neighbours whose lines are equally thick would share one, below the last."""
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "1"), ("color", RULE)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")


def _page_number(paragraph: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
