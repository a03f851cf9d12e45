from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from danvan.commons.papers.fields import PaperField
from danvan.commons.papers.tests import samples


class Letter(forms.Form):
    scan = PaperField(required=False)


def sent(data: bytes) -> Letter:
    return Letter(files={"scan": SimpleUploadedFile("a.pdf", data)})


def test_a_good_file_comes_out_examined() -> None:
    form = sent(samples.PDF)

    assert form.is_valid()
    assert (form.cleaned_data["scan"].name, form.cleaned_data["scan"].data) == ("a.pdf", samples.PDF)


def test_a_bad_file_is_refused_at_its_box() -> None:
    [words] = sent(samples.EXE).errors["scan"]

    assert words.startswith("Loại tệp này không nhận được.")


def test_no_file_is_nothing_and_the_box_names_the_formats() -> None:
    form = Letter({})

    assert form.is_valid()
    assert form.cleaned_data["scan"] is None
    assert 'accept=".pdf,' in str(form["scan"])
