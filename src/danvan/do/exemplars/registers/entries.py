"""One row of a list as an entry, or why it is refused, at the column where the fault is."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from danvan.commons.folding import words
from danvan.do.exemplars.kinds import Field, Sort
from danvan.do.exemplars.persons import contact_in
from danvan.do.exemplars.registers.words import fields_in, likely_field, sort_in, who_in

NAME_LENGTH = 300
TEXT_LENGTH = 10_000
_SHOWN = 200
_MOST = 10**12


@dataclass(frozen=True, slots=True)
class Entry:
    """One model or exemplar as a unit lists it; texts as written, field, sort and who as our keys."""

    sheet: str
    row: int
    number: str
    name: str
    field: str
    sort: str
    who: str
    unit: str
    place: str
    year: int
    content: str
    output: str
    measure: str
    target: str
    note: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two rows the same model: folded name, unit and place."""
        return words(self.name), words(self.unit), words(self.place)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row is not taken: our name of the column, the row as seen in the file, what stands there."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says before it is judged: its texts by our names, its ticks, and what it stands under.

    `worded`: no column beside that of the target tells the output or its unit of measure, so it may hold them in words.
    """

    sheet: str
    row: int
    texts: dict[str, str]
    ticks: dict[str, tuple[str, ...]]
    unsolved: dict[str, str]
    worded: bool = False

    def __getitem__(self, kind: str) -> str:
        return self.texts.get(kind, "")


def judge(line: Line, *, year: int) -> Entry | list[Refusal]:
    """The entry a row is, or every fault that refuses it."""
    faults = [fault for check in _CHECKS for fault in check(line, year)]
    if faults:
        return [Refusal(line.sheet, line.row, kind, value[:_SHOWN], reason) for kind, value, reason in faults]
    target, measure, output = _target(line)
    return Entry(
        sheet=line.sheet, row=line.row, number=line["number"], name=line["name"], field=_field(line),
        sort=sort_of(line), who=_who(line) or "collective", unit=line["unit"], place=line["place"], year=year,
        content=line["content"], output=output, measure=measure, target=target, note=line["note"],
    )  # fmt: skip


def sort_of(line: Line) -> str:
    """The sort a row says, by its own cell, its tick or its section; nothing when it says none."""
    return sort_in(line["sort"]) or (line.ticks.get("sort") or ("",))[0] or line["under.sort"]


Fault = tuple[str, str, str]  # column, value, reason


def _unsolved(line: Line, _year: int) -> list[Fault]:
    reason = _("Ô là công thức chưa có kết quả. Chép lại ô này dạng chữ.")
    return [(kind, formula, reason) for kind, formula in line.unsolved.items() if kind != "number"]


def _names(line: Line, _year: int) -> list[Fault]:
    name = line["name"]
    if "name" in line.unsolved:
        return []
    if not name:
        return [("name", "", _("Chưa có tên mô hình. Ghi rõ làm gì, ở đâu."))]
    if len(name) > NAME_LENGTH:
        return [("name", name, _("Tên dài quá %d ký tự. Rút gọn tên, phần còn lại ghi ở nội dung.") % NAME_LENGTH)]
    if _ERROR.fullmatch(name):
        return [("name", name, _("Ô báo lỗi công thức. Gõ lại tên mô hình dạng chữ."))]
    if not _says_something(name):
        return [("name", name, _("Tên chưa nói làm gì. Ví dụ: “Tổ vá đường ban đêm ấp 5”."))]
    return []


def _fields(line: Line, _year: int) -> list[Fault]:
    said, ticked = line["field"], line.ticks.get("field", ())
    if "field" in line.unsolved or _field(line):
        return []
    if said:
        return [("field", said, _wrong_field(said))]
    if len(ticked) > 1:
        shown = ", ".join(str(Field(key).label) for key in ticked)
        return [("field", shown, _("Đánh dấu nhiều lĩnh vực. Chỉ chọn một."))]
    return [("field", "", _("Chưa ghi lĩnh vực. Chọn một trong bốn lĩnh vực."))]


def _whos(line: Line, _year: int) -> list[Fault]:
    if "who" in line.unsolved or _who(line):
        return []
    return [("who", line["who"], _("Không rõ tập thể hay cá nhân. Chỉ ghi một trong hai."))]


def _sorts(line: Line, _year: int) -> list[Fault]:
    said, ticked = line["sort"], line.ticks.get("sort", ())
    if said and not sort_in(said):
        return [("sort", said, _("Không rõ mới, nâng chất, nhân rộng hay duy trì. Ghi một trong bốn từ đó."))]
    if len(ticked) > 1:
        return [("sort", ", ".join(str(Sort(key).label) for key in ticked), _("Đánh dấu nhiều loại. Chỉ chọn một."))]
    return []


def _years(line: Line, year: int) -> list[Fault]:
    said = line["year"]
    if not said:
        return []
    found = _YEAR.search(said)
    if not found:
        return [("year", said, _("“%(said)s” không phải một năm. Ghi %(year)d.") % {"said": said[:40], "year": year})]
    if int(found[1]) != year or len(_YEAR.findall(said)) > 1:
        return [("year", said, _("Năm %(said)s không phải năm thi đua %(year)d.") % {"said": said[:40], "year": year})]
    return []


def _lengths(line: Line, _year: int) -> list[Fault]:
    return [
        (kind, line[kind], _("Ô dài quá %d ký tự. Hãy rút gọn.") % most)
        for kind, most in _LENGTHS.items()
        if len(line[kind]) > most
    ]


def _errors(line: Line, _year: int) -> list[Fault]:
    return [
        (kind, line[kind], _("Ô báo lỗi công thức. Gõ lại ô này dạng chữ."))
        for kind in ("unit", "place", "content", "output", "target")
        if _ERROR.fullmatch(line[kind])
    ]


def _targets(line: Line, _year: int) -> list[Fault]:
    number = _number(line["target"])
    if number is None and line["target"] and not line.worded and not _ERROR.fullmatch(line["target"]):
        return [("target", line["target"], _("Chỉ tiêu ghi bằng số, ví dụ 20."))]
    if number is not None and not 0 <= number <= _MOST:
        return [("target", line["target"], _("Chỉ tiêu phải là số từ 0 đến một nghìn tỷ."))]
    return []


def _contacts(line: Line, _year: int) -> list[Fault]:
    told = ((kind, line[kind], contact_in(line[kind])) for kind in _FREE)
    return [(kind, text, reason) for kind, text, reason in told if reason]


_FREE = ("number", "name", "unit", "place", "content", "output", "measure", "target", "note")
_CHECKS = (_contacts, _unsolved, _names, _fields, _whos, _sorts, _years, _lengths, _errors, _targets)
_LENGTHS = {
    "unit": 300,
    "place": 300,
    "measure": 100,
    "content": TEXT_LENGTH,
    "output": TEXT_LENGTH,
    "note": TEXT_LENGTH,
}
_ERROR = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|GETTING_DATA|SPILL!|CALC!)|Err:\d{3}")
_YEAR = re.compile(r"(?<![\w,.])(\d{4})(?!\w|[.,]\d)")
_EMPTY_NAMES = frozenset(
    (
        "dan van kheo", "mo hinh", "mo hinh dan van kheo", "dien hinh", "dien hinh dan van kheo", "mo hinh dien hinh",
        "nhu tren", "test", "khong",
    )
)  # fmt: skip


def _says_something(name: str) -> bool:
    letters = sum(c.isalpha() for c in name)
    return letters >= 3 and words(name) not in _EMPTY_NAMES


def _field(line: Line) -> str:
    if line["field"]:
        fields = fields_in(line["field"])
        return fields[0] if len(fields) == 1 else ""
    ticked = line.ticks.get("field", ())
    if ticked:
        return ticked[0] if len(ticked) == 1 else ""
    return line["under.field"]


def _who(line: Line) -> str:
    if line["who"]:
        return who_in(line["who"])
    ticked = line.ticks.get("who", ())
    if ticked:
        return ticked[0] if len(ticked) == 1 else ""
    return line["under.who"] or "collective"


def _wrong_field(said: str) -> str:
    if len(fields_in(said)) > 1:
        return _("Có nhiều lĩnh vực. Chỉ chọn một.")
    hint = likely_field(said)
    reason = _("“%s” không phải một trong bốn lĩnh vực.") % said[:60]
    if hint:
        return reason + " " + _("Việc này thường ghi %s.") % Field(hint).label
    return reason


def _number(text: str) -> float | None:
    """A number as written here: 1.200 is a thousand two hundred, 12,5 is twelve and a half."""
    found = _NUMBER.match(text.strip())
    if not found:
        return None
    whole, part = found[1].replace(".", "").replace(" ", ""), found[2] or ""
    return float(f"{whole}.{part or 0}") if len(whole) < 16 else float("inf")


_NUMBER = re.compile(r"(-?\d{1,3}(?:[. ]\d{3})+|-?\d{1,30})(?:,(\d{1,6}))?(?!\d)")


def _target(line: Line) -> tuple[str, str, str]:
    """The target as a plain number, its unit of measure, and the output, which takes words in place of a number."""
    said, measure, output = line["target"], line["measure"], line["output"]
    number = _number(said)
    if number is None:
        return "", measure, "\n".join(part for part in (output, said) if part)
    found = _NUMBER.match(said.strip())
    rest = said.strip()[found.end() :].strip(" .") if found else ""
    if rest and len(rest) > 100:
        return "", measure, "\n".join(part for part in (output, said) if part)
    return f"{number:.12g}", measure or rest, output
