"""A chart in a document: the picture with its words, and the table that says the same."""

from danvan.commons.charts.chart import Chart
from danvan.commons.papers.documents.document import Column, Picture, Table


def picture_of(chart: Chart, caption: str = "", share: float = 0.65) -> Picture:
    """Give a chart as a picture block; the usual share shows its letters at about 11 points."""
    return Picture(png=chart.png, svg=chart.svg, alt=chart.alt, caption=caption, share=share)


def table_of(chart: Chart, caption: str = "", note: str = "") -> Table:
    """Give the numbers of a chart as a table block, names at the left and figures at the right."""
    columns = [Column(title, 1 if at else 2.5, "right" if at else "left") for at, title in enumerate(chart.heads)]
    return Table(columns, chart.rows, caption, note)
