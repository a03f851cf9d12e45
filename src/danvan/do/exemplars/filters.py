"""Boxes by which lists are narrowed; what they hold stands in the address."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from danvan.commons.people.codes import NoSuchUnit, resolve
from danvan.commons.people.models import Line, Seat, Unit, UnitKind
from danvan.commons.periods import NoSuchPeriod, Period, parse
from danvan.commons.places.models import Level
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.kinds import MEASURES, Field, Sort, State, Who
from danvan.do.exemplars.models import NOT_STATED
from danvan.ui import forms

Choices = Sequence[tuple[str, Any]]
WORDS_MAX = 200
ALL = gettext_lazy("Tất cả")


class Select(django_forms.Select):
    """A drop-down written in one go: a hundred communes through a template each would cost more than the list."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        """The box as HTML."""
        chosen = str(value or "")
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", label) for key, label in self.choices),
        )
        extra = format_html_join("", ' {}="{}"', self.build_attrs(self.attrs, attrs or {}).items())
        return format_html('<select name="{}"{}>{}</select>', name, extra, options)


SELECTED = SafeString(" selected")


def choice(label: Any, choices: Choices, *, every: Any = ALL) -> forms.ChoiceField:
    """A box that narrows by one of `choices`, or not at all."""
    return forms.ChoiceField(label=label, choices=[("", every), *choices], required=False, widget=Select)


def carried(label: Any, choices: Choices) -> forms.ChoiceField:
    """A filter that a link brings; it shows as a pill that can be taken off, not as a box."""
    widget = django_forms.HiddenInput
    return forms.ChoiceField(label=label, choices=[("", ""), *choices], required=False, widget=widget)


def words() -> forms.TextField:
    """The box for words."""
    widget = django_forms.TextInput(attrs={"type": "search", "placeholder": gettext_lazy("có dấu hay không đều được")})
    label = gettext_lazy("Tìm theo tên, nơi làm")
    return forms.TextField(label=label, required=False, max_length=WORDS_MAX, widget=widget)


NAMED = ("don_vi", "nha", "rieng")
"""The filters that name a unit by its code."""


class LinesFilter(forms.Form):
    """Filters of the list of registrations."""

    q = words()
    nam = choice(gettext_lazy("Năm"), ())
    don_vi = choice(gettext_lazy("Đơn vị"), (), every=gettext_lazy("Cả phạm vi"))
    buoc = choice(gettext_lazy("Bước"), ())
    linh_vuc = choice(gettext_lazy("Lĩnh vực"), Field.choices)
    loai = choice(gettext_lazy("Loại"), Sort.choices)
    ai = choice(gettext_lazy("Của ai"), Who.choices)
    he_thong = carried(gettext_lazy("Hệ thống"), Line.choices)
    cap = carried(gettext_lazy("Cấp"), Level.choices)
    nha = carried(gettext_lazy("Nơi"), ())
    rieng = carried(gettext_lazy("Riêng đơn vị"), ())
    ky = carried(gettext_lazy("Kỳ"), ())
    song = carried(gettext_lazy("Thăm lại"), list(queries.LIVES.items()))

    def __init__(self, data: QueryDict, *, years: Sequence[int], known: Mapping[str, Unit], units: Choices) -> None:
        super().__init__(data)
        self.known = known
        self._offer("nam", [(str(year), year) for year in years])
        self._offer("buoc", [*queries.STEP_WORDS.items(), *OTHER_STATES])
        self._offer("don_vi", [*units, *self._named("don_vi", units)])
        self._offer("nha", self._named("nha", ()))
        self._offer("rieng", self._named("rieng", ()))
        self._offer("ky", [(self.period.code, self.period.label)] if self.period else [])

    def _offer(self, name: str, choices: Choices) -> None:
        box: Any = self.fields[name]
        box.choices = [box.choices[0], *choices]

    def _named(self, name: str, known: Choices) -> Choices:
        """The unit of the address, where the offered ones do not hold it."""
        unit = self.units.get(name)
        if unit is None or unit.code in {code for code, _label in known}:
            return ()
        return [(unit.code, _label(unit))]

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The units that the address names."""
        asked = {name: self.data.get(name, "") for name in NAMED}
        return {name: unit for name, code in asked.items() if code and (unit := self.known.get(code) or _unit(code))}

    @cached_property
    def period(self) -> Period | None:
        """The period that the address names."""
        try:
            return parse(self.data.get("ky", "")[:10])
        except NoSuchPeriod:
            return None

    def asked(self) -> queries.Asked | None:
        """What is asked; None when a filter says something that does not exist."""
        if not self.is_valid():
            return None
        said = self.cleaned_data
        return queries.Asked(
            year=int(said["nam"]) if said["nam"] else None,
            unit=self.units.get("don_vi"),
            step=said["buoc"],
            field=said["linh_vuc"],
            sort=said["loai"],
            who=said["ai"],
            line=said["he_thong"],
            level=said["cap"],
            home=self.units.get("nha"),
            own=self.units.get("rieng"),
            period=self.period,
            words=said["q"],
            life=said["song"],
        )


OTHER_STATES = [
    (state.value, state.label)
    for state in State
    if state not in (State.RECOGNISED, State.DECLINED, State.REVOKED, State.RETURNED)
]


def _label(unit: Unit) -> str:
    """A committee by its place, so that a filter says where, not who leads there; with its end when it is gone."""
    name = unit.place.name if unit.kind == UnitKind.COMMITTEE and unit.place else unit.name
    return (
        gettext("%(unit)s (đến %(day)s)") % {"unit": name, "day": f"{unit.valid_to:%d/%m/%Y}"}
        if unit.valid_to
        else name
    )


def _unit(code: str) -> Unit | None:
    try:
        return resolve(code[:60])
    except NoSuchUnit:
        return None


class GalleryFilter(forms.Form):
    """Filters of the public gallery."""

    q = words()
    xa = choice(gettext_lazy("Phường, xã"), ())
    linh_vuc = choice(gettext_lazy("Lĩnh vực"), Field.choices)
    nam = choice(gettext_lazy("Năm"), ())
    ai = choice(gettext_lazy("Của ai"), Who.choices)
    nguon = choice(
        gettext_lazy("Căn cứ"),
        [("cong_nhan", gettext_lazy("được công nhận")), ("nguon", gettext_lazy("theo nguồn công bố"))],
    )
    don_vi_tinh = choice(gettext_lazy("Đơn vị tính"), ())

    def __init__(self, data: QueryDict, *, years: Sequence[int], measures: Sequence[str], communes: Choices) -> None:
        super().__init__(data)
        nam = [(str(year), year) for year in years] + [(queries.UNSTATED, gettext_lazy("nguồn không nêu năm"))]
        kinds = [(one, one) for one in measures] + [(queries.UNSTATED, gettext_lazy("nguồn không nêu đơn vị tính"))]
        for name, choices in (("nam", nam), ("xa", communes), ("don_vi_tinh", kinds)):
            box: Any = self.fields[name]
            box.choices = [box.choices[0], *choices]

    def wanted(self) -> queries.Wanted | None:
        """What is asked; None when a filter says something that does not exist."""
        if not self.is_valid():
            return None
        said = self.cleaned_data
        return queries.Wanted(
            field=said["linh_vuc"],
            homes=tuple(queries.homes_of(said["xa"]) or ()) if said["xa"] else None,
            year=_year(said["nam"]),
            who=said["ai"],
            measure=said["don_vi_tinh"],
            words=said["q"],
            kind=said["nguon"],
        )


def _year(text: str) -> int | None:
    if not text:
        return None
    return NOT_STATED if text == queries.UNSTATED else int(text)


class ScopeFilter(forms.Form):
    """Which part of the reach a page of numbers is about."""

    don_vi = choice(gettext_lazy("Phạm vi"), (), every=gettext_lazy("Cả phạm vi của tôi"))

    def __init__(self, data: QueryDict, *, units: Choices) -> None:
        super().__init__(data)
        box: Any = self.fields["don_vi"]
        box.choices = [box.choices[0], *units]


def reader(request: HttpRequest) -> Seat:
    """The seat of somebody who reads more than the public. Raises `Http404`."""
    seat: Seat | None = request.seat  # type: ignore[attr-defined]
    if seat is None or not rules.reads(seat):
        raise Http404
    return seat


def lines_filter(request: HttpRequest, seat: Seat) -> LinesFilter:
    """The filters of the list, with the years and units this seat may choose."""
    reach, today = rules.reach(seat), timezone.localdate()
    named = {code for name in NAMED if (code := request.GET.get(name, "")).isprintable()} - {""}
    found = queries.bodies(reach, on=today, named=named)
    known = {one.code: one.unit for one in found.values() if one.code in named} | {reach.code: reach}
    units = queries.choices(found, today)
    years = [campaign.year for campaign in queries.campaigns(seat)]
    return LinesFilter(request.GET, years=years, known=known, units=units)


def gallery_filter(request: HttpRequest) -> GalleryFilter:
    """The filters of the gallery, with the years, units of measure and communes that anyone may choose."""
    communes = queries.communes_today(timezone.localdate())
    told = queries.told()
    years = {*queries.years(), *(year for year, _measure in told if year != NOT_STATED)}
    others = {measure for _year, measure in told if measure} - set(MEASURES)
    measures = [*MEASURES, *sorted(others)]
    return GalleryFilter(request.GET, years=sorted(years, reverse=True), measures=measures, communes=communes)


def scope_asked(request: HttpRequest, seat: Seat) -> Unit:
    """The part of a seat's reach that the address names, or all of it. Raises `Http404`."""
    code = request.GET.get("don_vi", "")
    if not code:
        return rules.reach(seat)
    unit = _unit(code)
    if unit is None or not rules.covers(seat, unit.pk):
        raise Http404
    return unit
