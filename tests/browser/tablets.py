"""A tablet in tests: a real Chromium with a memory of its own."""

from functools import partial

from surveys.models import Finding


class Tablet:
    def __init__(self, playwright, launch, folder, server):
        self.server = server
        self.start = partial(playwright.chromium.launch_persistent_context, folder, headless=True, **launch)

    def open(self, offline=False):
        self.context = self.start(offline=offline)
        if not offline:
            self.context.add_cookies(self.cookies)
        self.page = self.context.pages[0]
        self.page.goto(self.address)

    def until_kept(self, words="Ready for a visit without a network"):
        """The page says that all is on the tablet."""
        self.page.locator(".field-ready").get_by_text(words).wait_for(state="attached")

    def card(self, number=0, page=None):
        return (page or self.page).locator("[data-card]").nth(number)

    def says(self, words, page=None):
        (page or self.page).locator("[data-kept]").get_by_text(words).wait_for()


def first(survey):
    return Finding.objects.get(pk=survey.findings()[0].pk)
