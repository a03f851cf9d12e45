"""Two registrations of one exemplar: joined, who takes part is shown, taken back while nothing was built on it."""

import io
import zipfile

import docx
import pytest
from django.urls import reverse

from danvan.commons.periods import parse
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import figures, queries
from danvan.do.exemplars.actions import bringing_in, joining, lists, registering
from danvan.do.exemplars.kinds import ExemplarState, ListState, State
from danvan.do.exemplars.models import Exemplar, Intake, Registration, RegistrationList
from danvan.do.exemplars.tests import make
from danvan.do.exemplars.tests.test_form_pages import says, signed_in
from danvan.do.exemplars.tests.test_registering import refused, verbs

pytestmark = pytest.mark.django_db
FARMERS, WOMEN = "Hội Nông dân xã Thạnh Phú", "Hội LHPN xã Thạnh Phú"


def join(line, into, *, by=None, at=make.AT):
    joining.join(make.fresh(line), make.fresh(into), by=by, at=at)
    return make.fresh(line)


def part(line, *, by=None, at=make.LATER):
    joining.part(make.fresh(line), by=by, at=at)
    return make.fresh(line)


def exemplar_state(line) -> str:
    return Exemplar.objects.get(pk=line.exemplar_id).state


def page(line, name: str = "line") -> str:
    return reverse(f"exemplars:{name}", args=(line.exemplar.record.reference, line.year))


def test_joining_settles_a_duplicate_and_its_unit_takes_part():
    kept = make.entered(code=make.FARMERS)

    line = join(make.draft(), kept, by=make.cadre())

    assert (line.state, line.joined_into_id) == (State.JOINED, kept.pk)
    assert exemplar_state(line) == ExemplarState.JOINED
    assert queries.alike(kept) == []
    assert queries.participants([kept, line]) == {kept.pk: [WOMEN]}


def test_a_duplicate_of_the_same_unit_adds_nobody():
    kept = make.entered()

    join(make.draft(), kept)

    assert queries.participants([kept]) == {}


def test_nothing_is_joined_into_what_is_gone_or_elsewhere_or_itself_or_signed():
    line, gone, elsewhere = make.draft(), make.draft(code=make.FARMERS), make.draft(code=make.ELSEWHERE)
    registering.withdraw(gone, "Trùng", by=None, at=make.AT)
    signed = lists.sign(make.fresh_list(other().list), by=make.head(make.FARMERS), at=make.AT)

    assert "đã rút" in refused(lambda: join(line, gone, by=make.cadre()))
    for wrong in (elsewhere, line):
        assert "cùng một xã" in refused(lambda wrong=wrong: join(line, wrong, by=make.cadre()))
    assert "danh sách đã ký" in refused(lambda: join(line, signed.lines.get(), by=make.cadre()))


def test_what_others_take_part_in_is_neither_joined_nor_withdrawn():
    kept, third = make.entered(code=make.FARMERS), make.draft(code=make.COMMUNE)
    join(make.draft(), kept)

    for act in (
        lambda: join(kept, third),
        lambda: registering.withdraw(make.fresh(kept), "Thôi", by=None, at=make.AT),
    ):
        assert "Có đơn vị cùng tham gia" in refused(act)
    assert make.fresh(kept).state == State.ENTERED


def other(code: str = make.FARMERS):
    """A like-named one, explained so that both may stand on lists."""
    return make.entered(code=code, explanation="Khác")


def sent(code: str = make.WOMEN):
    """The same, signed and sent."""
    row = lists.sign(make.fresh_list(other(code).list), by=make.head(code), at=make.AT)
    lists.send(row, letter_number="15-CV", letter_date=make.AT.date(), by=make.head(code), at=make.AT)
    return row.lines.get()


def returned():
    """The same, given back to be mended."""
    row = sent().list
    lists.return_list(make.fresh_list(row), "Ghi rõ địa bàn.", due_on=None, by=None, at=make.AT)
    return row.lines.get()


@pytest.mark.parametrize("begin", [make.draft, lambda: other(make.WOMEN), sent, returned])
def test_taken_back_it_stands_where_it_stood(begin):
    line = make.fresh(begin())
    kept = other()
    join(line, kept)

    back = part(line, by=make.head(make.COMMUNE))

    assert (back.state, back.list_id, back.reason) == (line.state, line.list_id, line.reason)
    assert (back.joined_into, exemplar_state(line)) == (None, ExemplarState.LISTED)
    assert verbs(line)[-2:] == ["join", "part"]
    assert queries.participants([kept]) == {}


def test_taken_back_after_its_list_went_on_it_is_a_draft():
    line, beside = other(make.WOMEN), make.entered(title="Việc khác hẳn")
    join(line, other())
    lists.sign(make.fresh_list(beside.list), by=make.head(), at=make.LATER)

    back = part(line)

    assert (back.state, back.list, back.first_list) == (State.DRAFT, None, None)


def test_nothing_is_taken_back_once_the_other_one_is_signed():
    line, kept = make.draft(), other()
    join(line, kept)
    row = lists.sign(make.fresh_list(kept.list), by=make.head(make.FARMERS), at=make.LATER)

    said = refused(lambda: part(line, at=make.LATER))
    lists.unsign(row, by=make.head(make.FARMERS), at=make.LATER)
    back = part(line)

    assert "không tách ra được nữa" in said
    assert back.state == State.DRAFT


def test_the_commune_takes_back_what_it_joined_on_a_sent_list_and_both_count_again():
    line, kept = sent(), sent(make.FARMERS)
    year = (make.unit(make.CITY), parse("2026"))
    join(line, kept, by=make.head(make.COMMUNE))
    joined = figures.registered(*year).count()

    part(line, by=make.head(make.COMMUNE))

    assert (joined, figures.registered(*year).count()) == (1, 2)


def test_no_joining_is_taken_back_when_the_exemplar_was_registered_anew():
    last = make.entered(of=2025)
    line = make.draft()
    Registration.objects.filter(pk=line.pk).update(exemplar=last.exemplar)
    join(line, other())
    registering.copy_last(make.fresh(last), year=2026, by=None, at=make.AT)

    assert "đã đăng ký năm 2026" in refused(lambda: part(line))


def test_a_signature_stands_for_who_takes_part():
    kept = make.entered(code=make.FARMERS)
    before = lists.fingerprint([kept])

    join(make.draft(), kept)

    assert lists.fingerprint([kept]) != before


def test_an_import_is_not_undone_once_others_take_part_in_what_it_brought():
    kept = make.entered(code=make.FARMERS)
    file = Intake.objects.create(unit=kept.unit, year=2026, name="a.xlsx", sha256="a", state="saved", at=make.AT)
    Registration.objects.filter(pk=kept.pk).update(intake=file, version=1)
    join(make.draft(), kept)

    with pytest.raises(CannotMove, match="Không hoàn tác được"):
        bringing_in.undo(file, by=None, at=make.AT)


def test_pages_ask_before_joining_and_before_taking_it_back(client):
    kept, line = other(), make.fresh(returned())
    lan = signed_in(client, make.cadre())
    into = {"into": kept.exemplar.record.reference}

    asked = lan.get(page(line, "join"), {"vao": into["into"]}).content.decode()
    lan.post(page(line, "join"), into)
    joined = lan.get(page(line))
    back = lan.get(page(line, "part")).content.decode()
    still = make.fresh(line).state
    done = lan.post(page(line, "part"), follow=True)

    assert f"Mô hình kia đứng tên; {WOMEN} được ghi là đơn vị cùng tham gia." in asked
    assert "checked" in asked
    said = joined.content.decode()
    assert "Đã gộp vào mô hình khác" in said
    assert FARMERS in said
    assert [button.address for button in joined.context["buttons"]] == [page(line, "part")]
    assert "Phiếu trở lại bước “Bị trả lại”" in back
    assert (still, make.fresh(line).state) == (State.JOINED, State.RETURNED)
    assert "Đã tách" in says(done)


def test_the_notice_of_a_joined_one_says_no_old_reason_and_its_history_is_in_words(client):
    kept, line = other(), returned()
    join(line, kept)

    said = signed_in(client, make.cadre()).get(page(line)).content.decode()

    assert '<div class="note warn">' not in said
    assert f"gộp vào {kept.exemplar.record.reference}</b>" in said
    for raw in ("into:", "Folded", "First list", "Sent on", ">List:"):
        assert raw not in said


def test_nothing_is_offered_to_take_back_once_it_was_built_on(client):
    line, kept = make.draft(), other()
    join(line, kept)
    lists.sign(make.fresh_list(kept.list), by=make.head(make.FARMERS), at=make.LATER)
    lan = signed_in(client, make.cadre())

    buttons = lan.get(page(line)).context["buttons"]
    answer = lan.post(page(line, "part"), follow=True)

    assert buttons == []
    assert "không còn tách ra được" in says(answer)
    assert make.fresh(line).state == State.JOINED


def test_a_neighbour_takes_nothing_back(client):
    line = join(make.draft(), other())

    answer = signed_in(client, make.cadre(make.FARMERS)).post(page(line, "part"))

    assert (answer.status_code, make.fresh(line).state) == (404, State.JOINED)


def test_who_takes_part_is_shown_on_the_page_the_list_and_its_files(client):
    kept = make.entered(code=make.FARMERS)
    join(make.draft(), kept)
    row = RegistrationList.objects.get(pk=kept.list_id)
    head = signed_in(client, make.head(make.COMMUNE))

    shown = head.get(page(kept)).content.decode()
    on_list = head.get(queries.list_address(row)).content.decode()
    sheet = zipfile.ZipFile(io.BytesIO(head.get(reverse("exemplars:list-sheet", args=(row.record.reference,))).content))
    word = docx.Document(io.BytesIO(head.get(reverse("exemplars:list-word", args=(row.record.reference,))).content))

    assert "Đơn vị cùng tham gia" in shown
    assert WOMEN in shown
    assert f"cùng tham gia: {WOMEN}" in on_list
    cells = sheet.read("xl/worksheets/sheet1.xml").decode()
    assert "Đơn vị cùng tham gia" in cells
    assert WOMEN in cells
    said = "\n".join(cell.text for table in word.tables for line in table.rows for cell in line.cells)
    assert f"Cùng tham gia: {WOMEN}" in said


def test_the_public_reads_who_takes_part_and_it_counts_once(client):
    line, kept = sent(), sent(make.FARMERS)
    join(line, kept)
    Exemplar.objects.filter(pk=kept.exemplar_id).update(audience="public", shown=kept.pk)

    said = client.get(queries.exemplar_address(make.fresh(kept).exemplar)).content.decode()

    assert "Đơn vị cùng tham gia" in said
    assert WOMEN in said
    assert queries.funnel(make.unit(make.CITY), 2026).total.registered == 1


def test_asking_who_takes_part_costs_one_question_and_a_list_none(django_assert_num_queries):
    kept = [make.entered(code=make.FARMERS, title=title) for title in ("Việc thứ nhất", "Chuyện hai khác hẳn")]
    for line in kept:
        join(make.draft(title=line.title), line)

    told = {line.pk: [WOMEN] for line in kept}
    plain, listed = [make.fresh(line) for line in kept], list(queries.lines_on(kept[0].list))

    with django_assert_num_queries(1):
        assert queries.participants(plain) == told
    with django_assert_num_queries(0):
        assert queries.participants(listed) == told


@pytest.mark.parametrize("seat", [make.officer, lambda: make.head(make.COMMUNE)])
def test_pages_of_both_cost_at_most_ten_questions(client, django_assert_max_num_queries, seat):
    kept, line = sent(make.FARMERS), sent()
    join(line, kept)
    client = signed_in(client, seat())

    for address in (page(kept), page(line), queries.list_address(kept.list), queries.exemplar_address(kept.exemplar)):
        client.get(address)
        with django_assert_max_num_queries(10):
            assert client.get(address).status_code == 200


def test_a_list_that_takes_a_line_back_makes_whoever_signs_come_second():
    line, kept = other(make.WOMEN), other()
    join(line, kept)
    seen = make.fresh_list(line.list)

    part(line)

    assert make.fresh_list(seen).version == seen.version + 1
    assert seen.state == ListState.OPEN
