import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = ["/", "/policies/", "/help/", "/nowhere/"]
OWN = ["/home/", "/gallery/"]
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""


@pytest.fixture
def opened(page, live_server, sign_in, stella):
    """Open a page as QCP staff, or a public one as nobody."""

    def open_(path):
        if path in OWN:
            sign_in(stella)
        page.goto(live_server.url + path)
        return page

    return open_


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PUBLIC + OWN)
def test_axe_finds_nothing(opened, page, violations, path, scheme):
    page.emulate_media(color_scheme=scheme)

    assert violations(opened(path)) == []


@pytest.mark.parametrize("path", PUBLIC + OWN)
def test_a_phone_never_scrolls_sideways(opened, page, path):
    page.set_viewport_size({"width": 320, "height": 256})

    assert opened(path).evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PUBLIC + OWN)
def test_text_at_double_size_and_wide_spacing_still_fits(opened, path):
    page = opened(path)
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }", SPACING
    )
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_mark_of_the_gauge_is_still_seen(opened, page, scheme):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page = opened("/gallery/")

    mark = page.locator(".p-mark").first.evaluate("e => getComputedStyle(e).stroke")
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert mark != ground


def test_the_letters_of_a_drawing_are_at_least_twelve_pixels_high_on_a_phone(opened, page):
    page.set_viewport_size({"width": 320, "height": 640})
    sizes = opened("/gallery/").evaluate("""() => [...document.querySelectorAll(".picture svg text")].map(
      e => parseFloat(getComputedStyle(e).fontSize) * e.ownerSVGElement.getScreenCTM().a)""")

    assert sizes
    assert min(sizes) >= 12


def test_the_first_tab_stop_leads_to_the_main_content(opened):
    page = opened("/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Skip to the main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_line_of_the_error_summary_leads_to_its_field(opened):
    page = opened("/gallery/")
    page.locator("[data-error-summary] a").first.click()

    assert page.evaluate("document.activeElement.id") == "wrong_legal_name"


def test_no_page_says_anything_to_the_console(opened, page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    for path in ["/", "/policies/", "/help/", "/home/"]:
        opened(path)

    assert said == []


FOCUSABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter(e => e.type !== "hidden" && e.checkVisibility() && !e.matches("[type=radio]")).length"""
HERE = """() => { const e = document.activeElement; if (e === document.body) return null;
  window.walk ??= new Map(); if (!walk.has(e)) walk.set(e, walk.size);
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {number: walk.get(e), radio: e.type === "radio", ring: style.outlineStyle !== "none",
          seen: !top || e.contains(top) || top.contains(e) || !!top.closest("label")} }"""


@pytest.mark.parametrize("path", PUBLIC + OWN)
def test_the_keyboard_reaches_every_control_once_with_a_ring_that_is_seen(opened, path):
    page = opened(path)
    page.evaluate("document.querySelector('.skip').focus()")
    controls, stops = page.evaluate(FOCUSABLE), [page.evaluate(HERE)]
    for _ in range(controls + 40):
        page.keyboard.press("Tab")
        stop = page.evaluate(HERE)
        if stop is None or stop["number"] == 0:
            break
        if stop["number"] != stops[-1]["number"]:  # a date has several stops of its own
            stops.append(stop)

    assert [stop["number"] for stop in stops] == list(range(len(stops)))
    assert len([stop for stop in stops if not stop["radio"]]) == controls
    assert all(stop["ring"] and stop["seen"] for stop in stops)
