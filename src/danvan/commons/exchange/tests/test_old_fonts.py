"""Text typed in the fonts of before Unicode, by its font and by its content."""

import unicodedata

import pytest

from danvan.commons.exchange.legacy import Typed, from_tcvn3, from_vni, guess, readable, typed_in

MARKED = [
    unicodedata.normalize("NFC", letter + tone)
    for letter in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    if letter + tone not in "aeiouy"
] + ["đ"]

VNI_TONE = {"": "", "\u0300": "ø", "\u0301": "ù", "\u0303": "õ", "\u0309": "û", "\u0323": "ï"}
VNI_HAT = {"": "â", "\u0300": "à", "\u0301": "á", "\u0303": "ã", "\u0309": "å", "\u0323": "ä"}
VNI_BREVE = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0303": "ü", "\u0309": "ú", "\u0323": "ë"}
VNI_I = {"\u0300": "ì", "\u0301": "í", "\u0303": "ó", "\u0309": "æ", "\u0323": "ò"}


def in_vni(letter: str) -> str:
    """The letter as VNI for Windows writes it."""
    if letter == "đ":
        return "ñ"
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in VNI_TONE), "")
    if base == "i":
        return VNI_I[tone]
    if base == "y" and tone == "\u0323":
        return "î"
    if "\u0302" in marks:
        return base + VNI_HAT[tone]
    if "\u0306" in marks:
        return base + VNI_BREVE[tone]
    return {"o": "ô", "u": "ö"}[base] + VNI_TONE[tone] if "\u031b" in marks else base + VNI_TONE[tone]


def test_there_are_sixty_seven_marked_letters():
    assert len(MARKED) == 67


@pytest.mark.parametrize("letter", MARKED)
def test_every_letter_in_vni(letter):
    assert from_vni(in_vni(letter)) == letter
    assert from_vni(in_vni(letter).upper()) == letter.upper()


def test_every_letter_in_tcvn3():
    page = "".join(map(chr, range(0xA1, 0x100)))

    assert set(from_tcvn3(page)) >= set(MARKED) | set("ĂÂÊÔƠƯĐ")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Héi N«ng d©n x· §«ng HiÖp", "Hội Nông dân xã Đông Hiệp"),
        ("TuyÕn \u00ad­êng".replace("\u00ad­", "®\u00ad"), "Tuyến đường"),
        ("kinh tÕ, v¨n hãa - x· héi", "kinh tế, văn hóa - xã hội"),
        ("gi÷ g×n quü nghÜa t×nh", "giữ gìn quỹ nghĩa tình"),
    ],
)
def test_words_in_tcvn3(typed, said):
    assert readable(typed, Typed.TCVN3) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Hoäi Noâng daân xaõ Ñoâng Hieäp", "Hội Nông dân xã Đông Hiệp"),
        ("Tuyeán ñöôøng AÁp 5", "Tuyến đường Ấp 5"),
        ("UÛy ban, quyõ nghóa tình, huyeän lî", "Ủy ban, quỹ nghĩa tình, huyện lỵ"),
    ],
)
def test_words_in_vni(typed, said):
    assert readable(typed, Typed.VNI) == said


def test_the_font_of_capitals_shows_capitals():
    assert readable("§¶ng ñy x·", Typed.TCVN3_CAPITALS) == "ĐẢNG ỦY XÃ"


@pytest.mark.parametrize(
    ("font", "typed"),
    [
        (".VnTime", Typed.TCVN3),
        (".VnTimeH", Typed.TCVN3_CAPITALS),
        (".vnarial", Typed.TCVN3),
        ("VNI-Times", Typed.VNI),
        ("Vni-Helve", Typed.VNI),
        ("Times New Roman", Typed.UNKNOWN),
        ("", Typed.UNKNOWN),
    ],
)
def test_fonts_by_name(font, typed):
    assert typed_in(font) is typed


def test_unicode_shown_in_an_old_font_is_left_alone():
    assert readable("Đường hoa", Typed.TCVN3) == "Đường hoa"
    assert readable("Đường hoa", Typed.VNI) == "Đường hoa"


def test_an_unnamed_font_is_guessed_from_the_words():
    tcvn3 = guess(["Tªn m« h×nh", "LÜnh vùc", "§¬n vÞ thùc hiÖn", "Héi N«ng d©n x·", "Kinh tÕ"])
    vni = guess(["Teân moâ hình", "Lónh vöïc", "Ñôn vò thöïc hieän", "Hoäi Noâng daân xaõ"])
    plain = guess(["Tên mô hình", "Lĩnh vực", "Hà Nam", "Cá nhân", "xã", "mô hình"])

    assert tcvn3("Tªn m« h×nh") == "Tên mô hình"
    assert vni("Teân moâ hình") == "Tên mô hình"
    assert plain("mô hình cá nhân") == "mô hình cá nhân"
    assert tcvn3("Đường hoa") == "Đường hoa"
