"""`make pictures`: every kind of page of every role, in every mode, as pictures in build/pictures/ to be looked at.

Needs the demo program running (`make run`, in another window). Those named in KEPT also go to docs/pictures/.
"""

import os
import re
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qcp.settings.embedded")
django.setup()

from django.conf import settings  # noqa: E402  known after the setup only
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.walking import is_page, shape  # noqa: E402

ROLES = ("signatory", "other.signatory", "surveyor", "reviewer", "council", "staff", "manager")
LEAVE_OUT = (
    "/static/",
    "/files/",
    "/letters/",
    "/accounts/2fa/",
    "/accounts/logout/",
    "/admin/jsi18n/",
    "/admin/logout/",
)
ALIKE = re.compile(r"(?<=/wordings/)[^/]+|(?<=/papers/)[^/]+|(?<=/home/queues/)[^/]+|(?<=/jobrun/)[^/]+|^/admin/r/\S+")
LINKS = """() => [...document.querySelectorAll("a[href^='/']")].map(a => a.getAttribute("href").split("#")[0])"""
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
MODES: dict[str, tuple[dict, dict, str]] = {  # window, media, size of the letters
    "light": (DESK, {"color_scheme": "light"}, ""),
    "dark": (DESK, {"color_scheme": "dark"}, ""),
    "phone": (PHONE, {"color_scheme": "light"}, ""),
    "large": (DESK, {"color_scheme": "light"}, "200%"),
    "forced": (DESK, {"forced_colors": "active", "color_scheme": "dark"}, ""),
    "print": (DESK, {"media": "print"}, ""),
}
PLAIN = {"media": "screen", "forced_colors": "none", "color_scheme": "light"}
KEPT = {  # (role, kind of address, mode): name of the picture in docs
    ("other.signatory", "/home/", "light"): "home-practice",
    ("other.signatory", "/home/", "phone"): "home-practice-phone",
    ("other.signatory", "/home/", "dark"): "home-practice-dark",
    ("signatory", "/inbox/how/", "light"): "letters-how",
    ("signatory", "/register/", "light"): "register",
    ("signatory", "/verify/QCP-#-#/", "light"): "verify",
    ("reviewer", "/home/", "light"): "home-reviewer",
    ("surveyor", "/home/", "light"): "home-surveyor",
    ("council", "/home/", "light"): "home-council",
    ("staff", "/home/", "light"): "home-staff",
    ("staff", "/admin/", "light"): "desk",
    ("staff", "/program/", "light"): "program",
    ("staff", "/gallery/", "light"): "gallery-light",
    ("staff", "/gallery/", "dark"): "gallery-dark",
    ("staff", "/gallery/", "forced"): "gallery-forced-colours",
    ("staff", "/gallery/", "print"): "gallery-print",
}
TALL = 1400  # a kept picture is cut there
BESIDE = {"staff": ["/gallery/"]}  # what no link leads to


def kind(path: str) -> str:
    """An address without what differs from record to record; the words of one letter stand for those of all."""
    return ALIKE.sub("#", shape(path))


def main(address: str, folder: Path, modes: list[str]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        seen: dict[str, set[str]] = {}
        taken = [shot for role in ROLES for shot in pictures_of(browser, address, role, folder, modes, seen)]
        browser.close()
    lines = (f'<figure><img loading="lazy" src="{name}"><figcaption>{name}</figcaption></figure>' for name in taken)
    (folder / "index.html").write_text("<!doctype html><title>Pictures</title>" + "\n".join(lines))
    print(f"{len(taken)} pictures in {folder}/index.html")


def pictures_of(browser, address: str, role: str, folder: Path, modes: list[str], seen: dict[str, set[str]]):
    """Sign in, walk from home, and take each page in each mode; a manager's only where it is not for the staff."""
    page = browser.new_page(viewport=DESK)
    page.goto(f"{address}/accounts/login/")
    page.fill("[name=login]", f"{role}@demo.example")
    page.fill("[name=password]", settings.DEMO_PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/home/")
    todo = ["/home/", *BESIDE.get(role, ())]
    known = set(todo)
    seen[role] = known
    while todo:
        path = todo.pop(0)
        page.goto(address + path)
        for link in page.evaluate(LINKS):
            if is_page(link, LEAVE_OUT) and kind(link) not in known:
                known.add(kind(link))
                todo.append(link)
        if role == "manager" and path != "/home/" and kind(path) in seen["staff"]:
            continue
        for mode in modes:
            yield take(page, role, path, mode, folder)
    page.context.close()


def take(page, role: str, path: str, mode: str, folder: Path) -> str:
    window, media, letters = MODES[mode]
    page.set_viewport_size(window)
    page.emulate_media(**{**PLAIN, **media})
    page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
    name = f"{role}{kind(path).replace('/', '-').replace('#', 'n')}{mode}.png"
    page.screenshot(path=folder / name, full_page=True)
    if kept := KEPT.get((role, kind(path), mode)):
        tall = page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": window["width"], "height": min(tall, TALL)}
        page.screenshot(path=settings.BASE_DIR / "docs" / "pictures" / f"{kept}.png", full_page=True, clip=clip)
    return name


if __name__ == "__main__":
    to = Path(settings.BASE_DIR, "build", "pictures")
    to.mkdir(parents=True, exist_ok=True)
    main(sys.argv[1], to, sys.argv[2:] or list(MODES))
