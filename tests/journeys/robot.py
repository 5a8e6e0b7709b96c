"""Somebody at a browser who reads labels and answers what is asked, without knowing how the portal is built."""

import re

from playwright.sync_api import Browser, Page

NO = ("is_fellowship", "is_merging", "gives_cells", "treats_children", "gives_at_home")  # asked, and answered with no
TEXTS = (  # a word of the label, and what is written then
    ("phone", "555 201 3344"),
    ("e-mail", "desk@practice.example"),
    ("how many", "12"),
    ("number", "12"),
    ("", "One on-call oncologist"),
)


class Person:
    """One account in a browser of its own."""

    def __init__(self, browser: Browser, address: str, name: str, password: str):
        self.address = address
        self.page: Page = browser.new_context(viewport={"width": 1100, "height": 900}).new_page()
        self.go("/accounts/login/")
        self.page.fill("[name=login]", f"{name}@demo.example")
        self.page.fill("[name=password]", password)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url("**/home/")

    def go(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.address + path)

    def home(self) -> None:
        self.go("/home/")

    def follow(self, link: str) -> str:
        """Press the first link whose text has these words; where it led."""
        self.page.get_by_role("link", name=re.compile(link)).first.click()
        self.page.wait_for_load_state()
        return self.page.url

    def press(self, button: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=re.compile(button)).first.click()

    def reads(self) -> str:
        """The words of the page."""
        return self.page.locator("main, #content").first.inner_text()

    def links(self, part: str) -> list[str]:
        """Where the links of the page lead that have this in their address."""
        found = self.page.locator(f'main a[href*="{part}"]').all()
        return list(dict.fromkeys(link.evaluate("a => a.href") for link in found))

    def until(self, button: str, path: str) -> None:
        """Open the page again until the button is there: a worker has something to do first."""
        for _ in range(240):
            self.go(path)
            if self.page.get_by_role("button", name=re.compile(button)).count():
                return
            self.page.wait_for_timeout(500)
        raise AssertionError(f"No button “{button}” came up at {path}: {self.reads()[:2000]}")

    def answer_everything(self) -> None:
        """Every question of the form on the page."""
        seen: set[str] = set()
        for name, kind, value, label in self.page.eval_on_selector_all(
            "main form[method=post] [name]",
            "fields => fields.map(f => [f.name, f.type, f.value, (f.labels && f.labels[0] || {}).innerText || ''])",
        ):
            if name not in seen and kind not in ("hidden", "submit", "button", "file"):
                self.answer(name, kind, value, label.lower())
            if kind != "checkbox":
                seen.add(name)

    def answer(self, name: str, kind: str, value: str, label: str) -> None:
        field = self.page.locator(f'main [name="{name}"]')
        if kind == "radio":
            no = self.page.locator(f'main [name="{name}"][value="no"]')
            (no if name.split("-")[0] in NO else field.first).check(force=True)
        elif kind == "checkbox":
            (field.first if value == "on" else self.page.locator(f'main [name="{name}"][value="{value}"]')).check(
                force=True
            )
        else:
            field.fill(next(text for word, text in TEXTS if word in label))
