from playwright.sync_api import Page, Route, expect

from browser.labelling.work import Begin
from browser.live import Server, Watch, all_saved, press, sign_in
from factories import ATTRIBUTION, CLAIM, DENIAL, FRAMING

REFUSED = "the server responded with a status of"
GONE = "net::ERR_"


def hold(waiting: list[Route], route: Route) -> None:
    waiting.append(route)


def let_go(page: Page, waiting: list[Route]) -> None:
    """Let the request that is held go on, once it has been made."""
    while not waiting:
        page.wait_for_timeout(20)
    waiting.pop().continue_()


def state(page: Page) -> str:
    return page.locator(".save-state").inner_text()


def test_the_mark_appears_before_the_server_answers(begin: Begin) -> None:
    work = begin()
    page = work.open()
    waiting: list[Route] = []
    page.route("**/marks", lambda route: hold(waiting, route))
    page.keyboard.press("1")
    expect(page.locator(".sentence").first).to_have_attribute("data-mark", "C")
    expect(page.locator(".sentence").nth(1)).to_be_focused()
    assert state(page) == "Saving…"
    assert work.labels() == [None] * 5
    let_go(page, waiting)
    all_saved(page)
    assert work.labels()[0] == CLAIM


def test_what_is_labelled_without_a_network_is_sent_when_it_is_back(
    begin: Begin, watch: Watch
) -> None:
    watch.allow(GONE)
    work = begin()
    page = work.open()
    page.context.set_offline(True)
    press(page, ["1", "2", "3"])
    expect(page.locator(".save-state")).to_have_text("3 not saved yet, trying again")
    assert work.labels() == [None] * 5
    page.context.set_offline(False)
    all_saved(page)
    assert work.labels() == [CLAIM, DENIAL, ATTRIBUTION, None, None]


def test_unsent_labels_outlive_a_reload_and_a_restarted_server(
    begin: Begin, server: Server, watch: Watch
) -> None:
    watch.allow(GONE)
    work = begin()
    page = work.open()
    page.keyboard.press("4")
    all_saved(page)
    server.kill()
    press(page, ["1", "2"])
    expect(page.locator(".save-state")).to_have_text("2 not saved yet, trying again")
    page.close()
    server.start()
    again = page.context.new_page()
    holding = [True]
    held: list[Route] = []
    again.route("**/marks", lambda route: held.append(route) if holding else route.continue_())
    again.goto(work.path)
    expect(again.locator(".sentence").nth(1)).to_have_attribute("data-mark", "C")
    expect(again.locator(".palette-where")).to_have_text("Sentence 4 of 5")
    holding.clear()
    held[0].continue_()
    all_saved(again)
    assert work.labels() == [FRAMING, CLAIM, DENIAL, None, None]


def test_an_acknowledged_label_is_there_after_a_kill(
    begin: Begin, server: Server, watch: Watch
) -> None:
    watch.allow(GONE)
    work = begin()
    page = work.open()
    with page.expect_response("**/marks"):
        page.keyboard.press("2")
    server.kill()
    assert work.labels()[0] == DENIAL
    server.start()
    page.reload()
    expect(page.locator(".sentence").first).to_have_attribute("data-mark", "D")


def test_typing_on_while_the_server_restarts_loses_nothing(
    begin: Begin, server: Server, watch: Watch
) -> None:
    watch.allow(GONE)
    work = begin()
    page = work.open()
    press(page, ["1", "2"])
    server.kill()
    press(page, ["3", "4"])
    server.start()
    page.keyboard.press("1")
    all_saved(page)
    assert work.labels() == [CLAIM, DENIAL, ATTRIBUTION, FRAMING, CLAIM]


def test_an_answer_that_was_lost_is_asked_for_again(begin: Begin, watch: Watch) -> None:
    watch.allow(GONE)
    work = begin()
    page = work.open()
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            route.fetch()
            lost.append(route.request.url)
            route.abort()

    page.route("**/marks", lose)
    page.keyboard.press("1")
    expect(page.locator(".save-state")).to_have_text("1 not saved yet, trying again")
    all_saved(page)
    page.keyboard.press("z")
    expect(page.locator(".sentence").first).to_have_attribute("data-mark", "")
    all_saved(page)
    page.keyboard.press("z")
    expect(page.locator("#said")).to_have_text("There is nothing to undo.")


def test_an_undo_whose_answer_was_lost_is_shown_all_the_same(begin: Begin, watch: Watch) -> None:
    watch.allow(GONE)
    page = begin().open()
    page.keyboard.press("1")
    all_saved(page)
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            route.fetch()
            lost.append(route.request.url)
            route.abort()

    page.route("**/undo", lose)
    page.keyboard.press("z")
    expect(page.locator(".sentence").first).to_have_attribute("data-mark", "")
    all_saved(page)


def test_a_refusal_names_the_sentence_and_keeps_the_act(begin: Begin, watch: Watch) -> None:
    watch.allow(REFUSED)
    work = begin()
    page = work.open()
    page.keyboard.press("1")
    all_saved(page)
    refusal = {"title": "No", "detail": "Not now."}
    page.route("**/marks", lambda route: route.fulfill(status=409, json=refusal))
    press(page, ["k", "2"])
    notice = page.locator("#refusals")
    expect(notice).to_contain_text("Sentence 1: Denial was refused. Not now.")
    expect(page.locator(".sentence").first).to_have_attribute("data-mark", "C")
    expect(page.locator(".save-state")).to_have_text("1 refused")
    page.unroute("**/marks")
    page.reload()
    expect(notice).to_contain_text("Sentence 1: Denial was refused.")
    notice.get_by_role("button", name="Try again").click()
    all_saved(page)
    assert work.labels()[0] == DENIAL


def test_a_refused_act_can_be_discarded(begin: Begin, watch: Watch) -> None:
    watch.allow(REFUSED)
    work = begin()
    page = work.open()
    page.route("**/marks", lambda route: route.fulfill(status=409, json={"detail": "Not now."}))
    page.keyboard.press("2")
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#refusals")).to_be_empty()
    all_saved(page)
    assert work.labels()[0] is None


def test_who_is_signed_out_is_told_and_loses_nothing(
    begin: Begin, server: Server, watch: Watch
) -> None:
    watch.allow(REFUSED)
    work = begin()
    page = work.open()
    page.context.clear_cookies()
    page.keyboard.press("1")
    expect(page.locator(".save-state")).to_have_text("Signed out: 1 not saved yet")
    expect(page.get_by_role("link", name="Sign in again")).to_be_visible()
    sign_in(page.context, server, "ana")
    page.evaluate("dispatchEvent(new Event('focus'))")
    all_saved(page)
    expect(page.locator("#refusals")).to_be_empty()
    assert work.labels()[0] == CLAIM


def test_two_tabs_of_a_person_show_the_same(begin: Begin) -> None:
    work = begin()
    one = work.open()
    other = one.context.new_page()
    other.goto(work.path)
    one.keyboard.press("1")
    expect(other.locator(".sentence").first).to_have_attribute("data-mark", "C")
    press(other, ["j", "2"])
    expect(one.locator(".sentence").nth(1)).to_have_attribute("data-mark", "D")
    press(one, ["k", "4"])
    expect(other.locator(".sentence").first).to_have_attribute("data-mark", "F")
    all_saved(one)
    all_saved(other)
    assert work.labels()[:2] == [FRAMING, DENIAL]


def test_a_key_pressed_twice_labels_once_each(begin: Begin) -> None:
    work = begin()
    page = work.open()
    page.locator(".palette-label").first.dblclick()
    all_saved(page)
    assert work.labels() == [CLAIM, CLAIM, None, None, None]


def test_submitting_waits_for_unsent_labels(begin: Begin) -> None:
    work = begin()
    page = work.open()
    waiting: list[Route] = []
    page.route("**/marks", lambda route: hold(waiting, route))
    press(page, ["1", "Control+Enter", "Enter"])
    expect(page.locator("[data-waiting]")).to_contain_text("1 not saved yet")
    assert work.state() == "open"
    let_go(page, waiting)
    page.wait_for_url("**/work")
    assert work.state() == "submitted"
    assert work.labels()[0] == CLAIM


def test_where_nothing_can_be_stored_leaving_is_warned_of(begin: Begin, watch: Watch) -> None:
    watch.allow(GONE)
    work = begin()
    page = work.open()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('none'); }})"
    )
    page.reload()
    page.context.set_offline(True)
    page.keyboard.press("1")
    expect(page.locator(".save-state")).to_contain_text("Keep this page open")
    page.context.set_offline(False)
    all_saved(page)
    assert work.labels()[0] == CLAIM


def test_all_is_saved_where_the_page_comes_over_plain_http(begin: Begin) -> None:
    work = begin()
    page = work.open()
    page.add_init_script(
        "delete Crypto.prototype.randomUUID; delete Navigator.prototype.locks;"
        " delete Navigator.prototype.keyboard;"
    )
    page.reload()
    press(page, ["1", "2", "?"])
    expect(page.locator("#help")).to_contain_text("Undo")
    all_saved(page)
    assert work.labels()[:2] == [CLAIM, DENIAL]
