import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from annotator.articles import queries
from conftest import SignIn
from factories import Study

Bring = Callable[..., TestResponse]
Stored = Callable[[], dict[str, int]]

PASTED = """Home Sport Weather

Ferry waits nine hours in the fog

By Ilse Brandt

March 3, 2026

PORT VELEN — The ferry Alma waited nine hours off Port Velen. Nobody was hurt.

“We were never in danger,” the captain said. “But we were hungry.”

Share this article
"""
PAGE = """<!doctype html><html lang="en"><head><title>Fog</title>
<meta property="og:site_name" content="Velen Post"></head><body><nav>Home Sport Weather</nav>
<article><h1>Ferry waits nine hours in the fog</h1>
<p>The ferry Alma waited nine hours off Port Velen on Tuesday, its operator said.</p>
<p>The harbour office denied that the pilot had refused to board the ferry that morning.</p>
<p>It was, of course, another proud day for a company that cannot read a forecast.</p>
</article><footer>About us</footer></body></html>"""
DETAILS = {
    "title": "Nine hours in the fog",
    "outlet": "Velen Post",
    "byline": "Ilse Brandt",
    "url": "https://velen.example/fog",
    "published_on": "2026-03-03",
    "language": "en",
}


@pytest.fixture
def preview(bring: Bring) -> str:
    """The address of the preview of a pasted article."""
    return str(bring(text=PASTED).location)


def zones(page: str) -> dict[str, str]:
    """The zone that a preview shows for each paragraph, by the name of its field."""
    selects = re.findall(r'<select [^>]*name="(zone-\d+)".*?>(.*?)</select>', page, re.DOTALL)
    chosen = {name: re.findall(r'value="(\w+)" selected', options) for name, options in selects}
    assert all(len(found) == 1 for found in chosen.values())
    return {name: found[0] for name, found in chosen.items()}


def words(page: str, zone: str) -> list[str]:
    found = re.findall(rf'zone-tint-{zone}">.*?<p class="preview-words">(.*?)</p>', page, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", line) for line in found]


def live(study: Study) -> list[queries.ListedArticle]:
    return study.database.read(queries.live_articles, study.project_id)


def test_a_pasted_article_shows_what_was_understood_before_it_is_saved(
    study: Study, lead: FlaskClient, preview: str
) -> None:
    page = lead.get(preview).text
    assert set(zones(page).values()) >= {"headline", "byline", "body", "furniture"}
    assert words(page, "headline") == ["Ferry waits nine hours in the fog"]
    assert "Share this article" in words(page, "furniture")
    assert 'value="Ferry waits nine hours in the fog"' in page
    assert 'value="2026-03-03"' in page
    # A mark between the sentences, words for those who do not see it.
    assert "Nobody was hurt." in page
    assert page.count('<span class="break"></span>') >= 2
    assert live(study) == []


def test_a_dateline_is_shown_apart_and_stays_in_its_sentence(
    lead: FlaskClient, preview: str
) -> None:
    page = lead.get(preview).text
    assert '<span class="dateline">PORT VELEN — </span>The ferry Alma waited' in page
    assert page.count('class="dateline"') == 1


def test_the_line_ends_that_a_form_makes_are_no_change_to_the_text(
    lead: FlaskClient, bring: Bring
) -> None:
    page = lead.get(bring(text=PASTED.replace("\n", "\r\n")).location).text
    assert "line ends were changed" not in page


def test_a_saved_page_shows_what_was_left_out(lead: FlaskClient, bring: Bring) -> None:
    page = lead.get(bring(PAGE.encode(), "fog.html").location).text
    assert "Left out of the text" in page
    assert "Home Sport Weather" in page
    assert words(page, "headline") == ["Ferry waits nine hours in the fog"]


def test_saving_brings_the_article_into_the_project(
    study: Study, lead: FlaskClient, preview: str
) -> None:
    answer = lead.post(preview, data=DETAILS | {"intent": "live"}, follow_redirects=True)
    assert "“Nine hours in the fog” is in the project now." in answer.text
    (article,) = live(study)
    assert (article.title, article.outlet, article.published_on) == (
        "Nine hours in the fog",
        "Velen Post",
        "2026-03-03",
    )
    page = lead.get(f"/p/{study.slug}/articles/{article.id}").text
    assert "https://velen.example/fog" in page
    assert "Nobody was hurt." in page
    assert lead.get(preview).location == f"{preview}/articles"


def test_without_a_script_the_zones_are_kept_with_the_form(
    study: Study, lead: FlaskClient, preview: str
) -> None:
    shown = zones(lead.get(preview).text)
    body = [name for name, zone in shown.items() if zone == "body"]
    before = len(body)
    form = DETAILS | shown | {body[0]: "furniture", "intent": "keep"}
    assert lead.post(preview, data=form).location == preview
    after = zones(lead.get(preview).text)
    assert after[body[0]] == "furniture"
    assert list(after.values()).count("body") == before - 1
    assert "set by hand" in lead.get(preview).text
    assert live(study) == []


def test_a_changed_zone_comes_back_as_the_fragment_that_the_page_includes(
    lead: FlaskClient, preview: str
) -> None:
    page = lead.get(preview).text
    name = next(name for name, zone in zones(page).items() if zone == "furniture")
    answer = lead.post(f"{preview}/zones", data={name: "caption"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert zones(answer.text)[name] == "caption"
    fragment = lead.get(preview).text
    assert re.sub(r"\s+", " ", answer.text).strip() in re.sub(r"\s+", " ", fragment)
    # The field keeps its name and id, so that the keyboard stays where it was.
    assert f'id="{name}"' in answer.text


def test_a_changed_zone_changes_how_many_sentences_are_labelled(
    lead: FlaskClient, preview: str
) -> None:
    page = lead.get(preview).text
    count = int(re.findall(r"(\d+) sentences? to label", page)[0])
    names = [name for name, zone in zones(page).items() if zone == "headline"]
    answer = lead.post(f"{preview}/zones", data={names[0]: "furniture"})
    assert answer.location == preview
    assert f"{count - 1} sentences to label" in lead.get(preview).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "The article needs a title."),
        ({"published_on": "3 March"}, "The date is 2026-03-01"),
        ({"published_on": "2026-02-30"}, "The date is 2026-03-01"),
        ({"url": "velen.example"}, "begins with http://"),
        ({"url": "javascript:alert(1)"}, "begins with http://"),
        ({"language": "English!"}, "The language is a code"),
        ({"outlet": "x" * 501}, "at most 500 characters"),
    ],
)
def test_what_cannot_be_used_is_told_and_everything_typed_is_kept(
    study: Study, lead: FlaskClient, preview: str, wrong: dict[str, str], sentence: str
) -> None:
    shown = zones(lead.get(preview).text)
    name = next(name for name, zone in shown.items() if zone == "furniture")
    form = DETAILS | shown | {name: "credit", "intent": "live"} | wrong
    answer = lead.post(preview, data=form)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert 'value="Ilse Brandt"' in answer.text
    assert zones(answer.text)[name] == "credit"
    assert live(study) == []


def test_a_zone_that_does_not_exist_is_refused(lead: FlaskClient, preview: str) -> None:
    before = zones(lead.get(preview).text)
    name = next(iter(before))
    assert lead.post(f"{preview}/zones", data={name: "poem"}).status_code == 400
    assert lead.post(f"{preview}/zones", data={"zone-x": "body"}).status_code == 400
    assert zones(lead.get(preview).text) == before


def test_another_language_splits_the_sentences_anew(lead: FlaskClient, bring: Bring) -> None:
    text = "Schiff wartet\n\nDas Schiff wartete bzw. es trieb. Am 3. März lief es ein.\n"
    address = bring(text=text).location
    form = DETAILS | {"intent": "keep"}
    lead.post(address, data=form | {"language": "de"})
    german = lead.get(address).text
    lead.post(address, data=form | {"language": "en"})
    english = lead.get(address).text
    assert "Am 3. März lief es ein." in german
    assert german.count('class="break"') < english.count('class="break"')


def test_a_dropped_import_leaves_nothing(lead: FlaskClient, preview: str, stored: Stored) -> None:
    answer = lead.post(f"{preview}/drop", follow_redirects=True)
    assert "nothing was saved" in answer.text
    assert set(stored().values()) == {0}


def test_unfinished_imports_stand_on_top_of_the_list_and_are_for_leads_alone(
    study: Study, lead: FlaskClient, preview: str, sign_in: SignIn
) -> None:
    study.add_article("It rained.", title="Rain")
    page = lead.get(f"/p/{study.slug}/articles").text
    assert page.index("Unfinished imports") < page.index("In the project")
    assert f'href="{preview}"' in page
    assert sign_in("ana").get(preview).status_code == 403
    assert "fog" not in sign_in("ana").get(f"/p/{study.slug}").text


def test_a_project_without_articles_leads_to_the_import(study: Study, lead: FlaskClient) -> None:
    page = lead.get(f"/p/{study.slug}/articles").text
    assert "No articles yet" in page
    assert f'href="/p/{study.slug}/imports"' in page


def test_an_import_that_was_saved_already_says_so_and_stays_as_it_is(
    study: Study, lead: FlaskClient, preview: str
) -> None:
    form = DETAILS | {"intent": "live"}
    lead.post(preview, data=form)
    for address in (preview, f"{preview}/zones", f"{preview}/drop", f"{preview}/live"):
        answer = lead.post(address, data=form | {"title": "Another"}, follow_redirects=True)
        assert answer.status_code == 200
        assert "saved to the project already" in answer.text
    assert [article.title for article in live(study)] == ["Nine hours in the fog"]


def test_an_import_that_was_dropped_in_another_tab_says_so_and_leads_on(
    study: Study, lead: FlaskClient, preview: str, stored: Stored
) -> None:
    lead.post(f"{preview}/drop")
    for address in (preview, f"{preview}/zones", f"{preview}/drop", f"{preview}/live"):
        answer = lead.post(address, data=DETAILS | {"intent": "live"})
        assert answer.status_code == 404
        assert "This import is not there any more" in answer.text
        assert f'href="/p/{study.slug}/imports"' in answer.text
    assert "is not there any more" in lead.get(preview, follow_redirects=True).text
    assert set(stored().values()) == {0}


def test_a_form_that_is_sent_twice_imports_once(
    study: Study, lead: FlaskClient, stored: Stored
) -> None:
    address = f"/p/{study.slug}/imports"
    (act,) = re.findall(r'name="act" value="([^"]+)"', lead.get(address).text)
    first, second = (lead.post(address, data={"text": PASTED, "act": act}) for _ in range(2))
    assert first.location == second.location
    assert stored()["import_batch"] == 1
    other = lead.post(address, data={"text": "Another\n\nIt snowed all day.", "act": act})
    assert other.location != first.location


@pytest.mark.parametrize("name", ["title", "outlet", "byline", "url", "text_licence"])
def test_what_is_far_too_long_keeps_the_form_and_says_how_much_is_kept(
    lead: FlaskClient, preview: str, name: str
) -> None:
    long = "https://velen.example/" + "x" * 20_000
    answer = lead.post(preview, data=DETAILS | {name: long, "intent": "live"})
    assert answer.status_code == 400
    assert "at most 500 characters" in answer.text
    assert "Ilse Brandt" in answer.text or name == "byline"
    assert long in answer.text


def test_the_licence_of_a_text_is_kept(lead: FlaskClient, preview: str) -> None:
    lead.post(preview, data=DETAILS | {"text_licence": "CC BY 4.0", "intent": "keep"})
    assert 'value="CC BY 4.0"' in lead.get(preview).text


def test_markup_in_an_article_is_shown_as_text(lead: FlaskClient, bring: Bring) -> None:
    text = "A headline of note\n\nShe wrote <script>alert(1)</script> on the wall. It stayed.\n"
    page = lead.get(bring(text=text).location).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; on the wall." in page


def test_two_drafts_of_one_text_become_one_article(
    study: Study, lead: FlaskClient, bring: Bring, stored: Stored
) -> None:
    text = "A ferry sank.\n\nNobody was hurt, its operator said on Monday evening in Velen."
    drafts = [bring(text=text).location for _ in range(2)]
    form = {"title": "A ferry", "language": "en", "intent": "live"}
    first, second = (lead.post(draft, data=form) for draft in drafts)
    assert first.status_code == 303
    assert second.status_code == 400
    assert "This text is already in the project" in second.text
    assert len(study.database.read(queries.live_articles, study.project_id)) == 1
    assert stored()["article"] == 2


def test_an_article_without_anything_to_label_is_not_saved(
    study: Study, lead: FlaskClient, bring: Bring
) -> None:
    draft = bring(text="A ferry sank off Velen on Monday evening, its operator said.").location
    zones = re.findall(r'name="(zone-\d+)"', lead.get(draft).text)
    form = {"title": "A ferry", "language": "en", "intent": "live"} | dict.fromkeys(
        zones, "furniture"
    )
    answer = lead.post(draft, data=form)
    assert answer.status_code == 400
    assert "nothing to label" in answer.text
    assert study.database.read(queries.live_articles, study.project_id) == []
