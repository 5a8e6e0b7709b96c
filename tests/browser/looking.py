"""A page is looked at once per make: with axe, at 320 pixels, at double size, by its pieces, and with the Tab key.

Two pages of one make are built of the same kinds of pieces (element, classes, role), so axe would say the same of both.
"""

from pathlib import Path

HERE = Path(__file__).parent
LOOK, KEYS = (HERE / "looks.js").read_text(), (HERE / "keys.js").read_text()
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
LARGE = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.documentElement.style.fontSize = "200%";
  const found = document.documentElement.scrollWidth > innerWidth ? ["wider than the window at double size"] : [];
  for (const e of document.querySelectorAll("main *")) {
    const style = getComputedStyle(e);
    const hides = ["hidden", "clip"].includes(style.overflowY) && !e.closest(".sr-only, svg, [hidden], .usa-sr-only");
    if (hides && e.checkVisibility() && e.clientHeight > 1 && e.scrollHeight > e.clientHeight + 2 && e.innerText.trim())
      found.push(`cut off at double size: ${e.outerHTML.slice(0, 100)}`);
  }
  return found;
}"""
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 800}


class Looking:
    """One browser context's eyes. `known`: the makes that were looked at before, by any of them."""

    def __init__(self, page, violations, known: set):
        self.page, self.violations, self.known = page, violations, known
        self.devices = page.context.new_cdp_session(page)

    def at(self, kind: str, *, desk: bool = False) -> tuple[list, dict]:
        """What is wrong with the page that is open, and what was read of it."""
        seen = self.page.evaluate(f"({LOOK})({{width: 320, desk: {str(desk).lower()}}})")
        found = list(seen["wrong"])
        make = (kind, seen["make"])
        if make not in self.known:
            self.known.add(make)
            found += self.violations(self.page)
            found += [] if desk else self.enlarged()
            found += self.walked()
        return found, seen

    def enlarged(self) -> list:
        self.page.set_viewport_size(DESK)
        found = self.page.evaluate(LARGE, SPACING)
        self.page.set_viewport_size(PHONE)
        return found

    def walked(self) -> list:
        """From the top of the main part with the Tab key until it is left: each control once, in order, ringed."""
        tab = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
        for _ in range(self.page.evaluate(f"({KEYS})({{before: true}})")):
            self.devices.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **tab})
        return self.page.evaluate(f"({KEYS})({{before: false}})")
