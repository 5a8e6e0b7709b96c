"""`make pictures`: every kind of page of every role, in every mode, as pictures in build/pictures/ to be looked at.

Needs the demo program running (`make run`, in another window). Those named in KEPT also go to docs/pictures/.
"""

import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qcp.settings.embedded")
django.setup()

from django.conf import settings  # noqa: E402  known after the setup only
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.walking import is_page, shape  # noqa: E402

ROLES = ("signatory", "surveyor", "reviewer", "council", "staff", "manager")
LEAVE_OUT = (
    "/static/",
    "/files/",
    "/letters/",
    "/accounts/2fa/",
    "/accounts/logout/",
    "/admin/jsi18n/",
    "/admin/logout/",
)
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
KEPT = {  # (role, address, mode): name of the picture in docs
    ("reviewer", "/home/", "light"): "home-reviewer",
    ("surveyor", "/home/", "light"): "home-surveyor",
    ("council", "/home/", "light"): "home-council",
    ("signatory", "/inbox/how/", "light"): "letters-how",
    ("signatory", "/home/", "phone"): "home-practice-phone",
    ("signatory", "/home/", "dark"): "home-practice-dark",
    ("staff", "/papers/award/", "light"): "words-on-paper",
    ("staff", "/gallery/", "light"): "gallery-light",
    ("staff", "/gallery/", "dark"): "gallery-dark",
    ("staff", "/gallery/", "forced"): "gallery-forced-colours",
    ("staff", "/gallery/", "print"): "gallery-print",
}
TALL = 1600  # a kept picture is cut there


def main(address: str, folder: Path, modes: list[str]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        taken = [shot for role in ROLES for shot in pictures_of(browser, address, role, folder, modes)]
        browser.close()
    lines = (f'<figure><img loading="lazy" src="{name}"><figcaption>{name}</figcaption></figure>' for name in taken)
    (folder / "index.html").write_text("<!doctype html><title>Pictures</title>" + "\n".join(lines))
    print(f"{len(taken)} pictures in {folder}/index.html")


def pictures_of(browser, address: str, role: str, folder: Path, modes: list[str]):
    """Sign in, walk from home, and take each page in each mode."""
    page = browser.new_page(viewport=DESK)
    page.goto(f"{address}/accounts/login/")
    page.fill("[name=login]", f"{role}@demo.example")
    page.fill("[name=password]", settings.DEMO_PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/home/")
    todo, known = ["/home/"], {"/home/"}
    while todo:
        path = todo.pop(0)
        page.goto(address + path)
        for link in page.evaluate(LINKS):
            if is_page(link, LEAVE_OUT) and shape(link) not in known:
                known.add(shape(link))
                todo.append(link)
        for mode in modes:
            yield take(page, role, path, mode, folder)
    page.context.close()


def take(page, role: str, path: str, mode: str, folder: Path) -> str:
    window, media, letters = MODES[mode]
    page.set_viewport_size(window)
    page.emulate_media(**{**PLAIN, **media})
    page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
    name = f"{role}{shape(path).replace('/', '-').replace('#', 'n')}{mode}.png"
    page.screenshot(path=folder / name, full_page=True)
    if kept := KEPT.get((role, path, mode)):
        clip = {"x": 0, "y": 0, "width": window["width"], "height": TALL}
        page.screenshot(path=settings.BASE_DIR / "docs" / "pictures" / f"{kept}.png", full_page=True, clip=clip)
    return name


if __name__ == "__main__":
    to = Path(settings.BASE_DIR, "build", "pictures")
    to.mkdir(parents=True, exist_ok=True)
    main(sys.argv[1], to, sys.argv[2:] or list(MODES))
