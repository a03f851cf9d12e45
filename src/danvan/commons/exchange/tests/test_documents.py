"""Tables of Word and LibreOffice, with what stands in them that is no plain cell."""

from danvan.commons.exchange.reading import read_sheets
from danvan.commons.exchange.sheets import Area
from danvan.commons.exchange.tests.test_hostile_files import WORD, zipped

OFFICE, TABLE, TEXT, STYLE, FO = (
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("office", "table", "text", "style", "xsl-fo-compatible")
)


def docx(body: str, styles: str = "") -> bytes:
    parts = {"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'}
    if styles:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>'
    return zipped(parts)


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{content}</w:p></w:tc>"


def run(text: str, font: str = "") -> str:
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t>{text}</w:t></w:r>'
        if font
        else f"<w:r><w:t>{text}</w:t></w:r>"
    )


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def seen(data: bytes, at: int = 0) -> list[tuple[int, int, str]]:
    return [(c.row, c.column, c.value) for c in read_sheets(data, "x.docx")[at].cells()]


def test_word_cells_merged_down_and_across():
    data = docx(
        table(
            cell(run("A"), '<w:vMerge w:val="restart"/>') + cell(run("B"), '<w:gridSpan w:val="2"/>'),
            cell("", "<w:vMerge/>") + cell(run("C")) + cell(run("D")),
        )
    )

    [one] = read_sheets(data, "x.docx")

    assert seen(data) == [(1, 1, "A"), (1, 2, "B"), (2, 2, "C"), (2, 3, "D")]
    assert sorted(one.merged) == [Area(1, 1, 2, 1), Area(1, 2, 1, 3)]


def test_word_text_deleted_inserted_broken_and_drawn():
    data = docx(
        table(
            cell(
                "<w:del><w:r><w:delText>cũ</w:delText><w:t>cũ</w:t></w:r></w:del><w:ins>" + run("mới") + "</w:ins>"
                "<w:r><w:br/><w:t>dòng</w:t><w:tab/><w:t>hai</w:t><w:noBreakHyphen/></w:r>"
            )
            + cell('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')
            + cell(run("þ", "Wingdings"))
        )
    )

    assert [value for _row, _column, value in seen(data)] == ["mới\ndòng hai-", "✓", "☑"]


def test_word_numbers_an_empty_list_paragraph_by_itself():
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>'
    data = docx(table(*(cell(numbered) + cell(run(name)) for name in ("một", "hai"))))

    assert seen(data) == [(1, 1, "1"), (1, 2, "một"), (2, 1, "2"), (2, 2, "hai")]


def test_word_fonts_of_runs_styles_and_the_document():
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="New"><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Below"><w:basedOn w:val="New"/></w:style>'
    )
    data = docx(
        table(
            cell(run("Héi N«ng d©n"))
            + cell('<w:pPr><w:pStyle w:val="Below"/></w:pPr>' + run("Đoàn xã"))
            + cell(run("Hoa", "VNI-Times") + run("ø xa", "VNI-Times") + run("õ", "VNI-Times"))
        ),
        styles,
    )

    assert [value for _row, _column, value in seen(data)] == ["Hội Nông dân", "Đoàn xã", "Hoà xã"]


def test_word_table_within_a_table_is_a_table_of_its_own():
    inner = table(cell(run("trong")))
    data = docx("<w:p>" + run("I. Kinh tế") + "</w:p>" + table(f"<w:tc>{inner}<w:p>{run('ngoài')}</w:p></w:tc>"))

    sheets = read_sheets(data, "x.docx")

    assert [[c.value for c in one.cells()] for one in sheets] == [["ngoài"], ["trong"]]
    assert sheets[0].above == ["I. Kinh tế"]


def ods(rows: str, styles: str = "", manifest: str = "") -> bytes:
    parts = {
        "content.xml": f'<o:document-content xmlns:o="{OFFICE}" xmlns:table="{TABLE}" xmlns:text="{TEXT}" xmlns:style="{STYLE}" xmlns:fo="{FO}">'
        f'{styles}<o:body><o:spreadsheet><table:table table:name="Bảng">{rows}</table:table></o:spreadsheet></o:body></o:document-content>'
    }
    if manifest:
        parts["META-INF/manifest.xml"] = manifest
    return zipped(parts)


def one(content: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{content}</table:table-cell>"


def test_opendocument_values_spans_repeats_and_comments():
    data = ods(
        "<table:table-row>"
        + one(
            "<text:p>Tên</text:p><text:p>mô hình</text:p>",
            'table:number-columns-spanned="2" table:number-rows-spanned="2"',
        )
        + "<table:covered-table-cell/>"
        + one(
            "<o:annotation><text:p>ghi chú</text:p></o:annotation><text:p>A</text:p>",
            'table:number-columns-repeated="2"',
        )
        + '</table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row><table:table-row>'
        + one("<text:p>2.026</text:p>", 'o:value-type="float" o:value="2026"')
        + one("<text:p>10 tháng 3</text:p>", 'o:value-type="date" o:date-value="2026-03-10"')
        + one("", 'table:formula="of:=[.B9]"')
        + "</table:table-row>"
    )

    [read] = read_sheets(data, "x.ods")

    assert [(c.row, c.column, c.value, c.unsolved) for c in read.cells()] == [
        (1, 1, "Tên\nmô hình", ""), (1, 3, "A", ""), (1, 4, "A", ""),
        (5, 1, "2026", ""), (5, 2, "10/03/2026", ""), (5, 3, "", "=[.B9]"),
    ]  # fmt: skip
    assert read.merged == [Area(1, 1, 2, 2)]


def test_opendocument_fonts_and_hidden_sheets():
    styles = (
        '<style:font-face style:name="F" svg:font-family="\'.VnTime\'" xmlns:svg="s"/>'
        '<style:style style:name="ce1"><style:text-properties style:font-name="F"/></style:style>'
    )

    assert seen(
        ods(
            "<table:table-row>" + one("<text:p>x· héi</text:p>", 'table:style-name="ce1"') + "</table:table-row>",
            styles,
        )
    ) == [(1, 1, "xã hội")]


def test_a_locked_opendocument():
    import pytest  # noqa: PLC0415

    from danvan.commons.exchange.limits import FileRefused  # noqa: PLC0415

    with pytest.raises(FileRefused, match="mật khẩu"):
        read_sheets(ods("<table:table-row/>", manifest="<m><encryption-data/></m>"), "x.ods")
