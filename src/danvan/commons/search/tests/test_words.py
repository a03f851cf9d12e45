from danvan.commons.search.words import LONGEST_TEXT, Term, asked, folded, stored


def test_words_are_kept_as_written_and_without_marks() -> None:
    exact, bare = stored("Mô hình: “Đường hoa” – ấp Thới Hoà!")

    assert exact == " mô hình đường hoa ấp thới hoà "
    assert bare == "mo hinh duong hoa ap thoi hoa"


def test_nothing_is_kept_of_a_text_without_words() -> None:
    assert stored(" …!? ") == ("", "")


def test_khmer_words_stay_whole() -> None:
    assert stored("ភាសាខ្មែរ") == (" ភាសាខ្មែរ ", "ភាសាខ្មែរ")


def test_a_huge_text_is_searched_to_a_limit() -> None:
    exact, _ = stored("a " * LONGEST_TEXT)

    assert len(exact) == LONGEST_TEXT + 1


def test_a_query_has_words_phrases_and_beginnings() -> None:
    assert asked('Lúa "trồng rừng" xanh*') == [Term("lúa"), Term("trồng rừng"), Term("xanh", prefix=True)]


def test_one_letter_and_a_star_is_the_letter_alone() -> None:
    assert asked("t*") == [Term("t")]


def test_nothing_in_a_query_is_an_operator() -> None:
    assert asked("')( OR * a_b\0 \"x") == [Term("or"), Term("a"), Term("b"), Term("x")]


def test_a_query_is_cut_to_a_few_terms() -> None:
    assert len(asked("a " * 5000)) == 12


def test_folding_keeps_beginnings() -> None:
    assert folded([Term("đường", prefix=True)]) == [Term("duong", prefix=True)]
