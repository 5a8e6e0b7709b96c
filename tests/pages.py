"""Reads a page as a person meets it: its title, its forms with what stands in them, and what is said to be wrong."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "br", "hr", "img", "link", "meta", "wbr", "source", "area", "col", "embed", "track"}


@dataclass
class Form:
    """`values`: what would be sent as it stands. `named`: every control's name with its kinds."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    controls: list[dict] = field(default_factory=list)

    @property
    def keyed(self) -> bool:
        return "form_key" in self.values

    def __contains__(self, name: str) -> bool:
        return any(control.get("name") == name for control in self.controls)


class Page(HTMLParser):
    """Page(response) or Page(text)."""

    def __init__(self, response):
        super().__init__()
        self.title, self.forms, self.by_id, self.open = "", [], {}, []
        self.links: list[tuple[str, str]] = []
        self._area = self._select = None
        self.feed(response if isinstance(response, str) else response.content.decode())

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs} | {"tag": tag, "text": "", "inside": self.inside()}
        if tag not in VOID:
            self.open.append(given)
        if "id" in given:
            self.by_id[given["id"]] = given
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        if tag in ("input", "textarea", "select", "button") and self.forms and "form" in [e["tag"] for e in self.open]:
            self.control(tag, given)
        if tag == "option" and self._select is not None and "selected" in given:
            self.forms[-1].values.setdefault(self._select, []).append(given.get("value", ""))

    def inside(self) -> list[dict]:
        return list(self.open)

    def control(self, tag, given):
        form, name, kind = self.forms[-1], given.get("name", ""), given.get("type", tag)
        form.controls.append(given)
        if tag == "select":
            self._select = name
        if not name or kind in ("submit", "button", "file") or tag in ("select", "button"):
            return
        if tag == "textarea":
            self._area = given
            return
        if kind not in ("radio", "checkbox") or "checked" in given:
            form.values.setdefault(name, []).append(given.get("value", "on" if kind == "checkbox" else ""))

    def handle_endtag(self, tag):
        while self.open and self.open[-1]["tag"] != tag:
            self.open.pop()
        if not self.open:
            return
        done = self.open.pop()
        if tag == "textarea" and self._area is not None:
            self.forms[-1].values.setdefault(self._area["name"], []).append(done["text"].removeprefix("\n"))
            self._area = None
        if tag == "select":
            self._select = None
        if tag == "title" and not self.title:
            self.title = done["text"].strip()
        if tag == "a":
            self.links.append((done.get("href", ""), " ".join(done["text"].split())))

    def handle_data(self, text):
        for each in self.open:
            each["text"] += text

    # --- what is wrong -----------------------------------------------------------------------

    @property
    def summary(self) -> list[tuple[str, str]]:
        """(where it leads, what it says) of each line of the summary."""
        start = next((each for each in self.by_id.values() if each["id"] == "error-summary-title"), None)
        return [link for link in self.links if link[0].startswith("#id_")] if start else []

    def text_of(self, identity: str) -> str:
        return " ".join(self.by_id.get(identity, {"text": ""})["text"].split())

    def described(self, control: dict) -> str:
        """The ids that a control, or the group around it, is described by."""
        groups = [each for each in control["inside"] if each["tag"] == "fieldset"]
        return " ".join(each.get("aria-describedby", "") for each in [control, *groups])


def faults(page: Page) -> list[str]:
    """What a page that was refused does not do as it should; nothing when it says well what is wrong."""
    found = [] if page.title.startswith("Error: ") else [f"the title is {page.title}"]
    found += [] if page.summary else ["there is no summary that leads anywhere"]
    for href, text in page.summary:
        control = page.by_id.get(href[1:])
        if control is None or control["tag"] not in ("input", "textarea", "select"):
            found.append(f"“{text}” leads to no control: {href}")
            continue
        told = [name for name in page.described(control).split() if name.endswith("_error")]
        if not any(text in page.text_of(name) for name in told):
            found.append(f"“{text}” does not stand at {href}")
    return found


def form_of(page: Page, *names: str) -> Form:
    """The form of the page that has all these fields."""
    return next(form for form in page.forms if form.method == "post" and all(name in form for name in names))
