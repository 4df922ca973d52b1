import pytest

from annotator.articles.language import UNKNOWN, base_language, detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said on Monday that the bridge would be open by the end of the year.", "en"),
        ("Die Bürgermeisterin sagte am Montag, die Brücke werde bis Jahresende offen sein.", "de"),
        ("La maire a déclaré lundi que le pont serait ouvert avant la fin de l'année.", "fr"),
        ("La alcaldesa dijo el lunes que el puente estará abierto antes de fin de año.", "es"),
        ("Градоначелница је рекла да ће мост бити отворен пре краја године.", "sr"),
        ("Gradonačelnica je posle sednice rekla da će most biti otvoren pre kraja leta.", "sr"),
        ("Мэр заявил в понедельник, что мост откроется до конца этого года.", "ru"),
        ("市长星期一表示,这座大桥将在今年年底之前重新开放,居民们已经等了十年。", "zh"),
        ("قالت رئيسة البلدية يوم الاثنين إن الجسر سيفتح قبل نهاية العام.", "ar"),
    ],
)
def test_the_language_of_a_text_is_told(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "1234 5678", "Ok.", "\x01\x02\ufffe " * 20])
def test_too_little_text_has_no_known_language(text: str) -> None:
    assert detect_language(text) == UNKNOWN


def test_what_a_page_declares_decides_where_the_text_does_not() -> None:
    assert detect_language("Ok.", "hr-HR") == "hr"
    ijekavian = "Gradonačelnica je poslije sjednice rekla da će most biti otvoren prije ljeta."
    assert detect_language(ijekavian, "cnr") == "cnr"


def test_a_wrong_declaration_does_not_decide() -> None:
    german = "Die Bürgermeisterin sagte am Montag, die Brücke werde bis Jahresende offen sein."
    assert detect_language(german, "en") == "de"


@pytest.mark.parametrize(
    ("tag", "base"), [("de-AT", "de"), ("sr_RS", "sr"), ("iw", "he"), ("english", ""), ("", "")]
)
def test_a_tag_is_cut_to_its_language(tag: str, base: str) -> None:
    assert base_language(tag) == base
