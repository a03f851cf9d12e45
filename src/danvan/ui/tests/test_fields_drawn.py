import re

from danvan.ui.tests.guide import Sheet


def drawn(name: str, data: dict[str, str] | None = None) -> str:
    """One box as people get it, blanks joined."""
    return " ".join(Sheet(data)[name].as_field_group().split())


def test_label_hint_example_and_error_are_tied_to_the_box() -> None:
    html = drawn("name", {"name": ""})

    assert '<label for="id_name"><span class="no">1.</span> Tên mô hình' in html
    assert 'aria-describedby="id_name_error id_name_hint id_name_example"' in html
    assert 'aria-invalid="true"' in html
    for part in ("error", "hint", "example"):
        assert f'id="id_name_{part}"' in html


def test_picks_are_a_group_with_a_legend() -> None:
    html = drawn("kind", {})

    assert '<fieldset class="field wrong" id="id_kind" tabindex="-1" aria-describedby="id_kind_error">' in html
    assert "<legend>Mô hình này là</legend>" in html
    assert html.count('class="pick"') == 2


def test_boxes_that_may_stay_empty_say_so() -> None:
    assert "(không bắt buộc)" in drawn("target")
    assert "(không bắt buộc)" not in drawn("name")


def test_the_whole_form_is_drawn_by_the_same_component() -> None:
    html = str(Sheet())

    assert len(re.findall(r'class="field[ "]', html)) == 10
    assert 'type="file"' in html
    assert 'accept=".pdf,.docx"' in html


def test_what_people_type_cannot_become_markup() -> None:
    assert "<script>" not in drawn("name", {"name": "<script>alert(1)</script>"})
