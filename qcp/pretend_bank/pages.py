"""The bank's own page: what is paid, and three buttons. It asks for no card."""

from html import escape

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} - Pretend bank</title>
<style>
body{{font:1.1rem/1.5 system-ui,sans-serif;margin:0;background:#f4f1ea;color:#1b1b1b}}
main{{max-width:34rem;margin:2rem auto;padding:1.5rem;background:#fff;border:2px dashed #8a6d1b}}
button,a.leave{{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.8rem;margin:.6rem 0}}
a.leave{{text-align:center}}
button.pay{{background:#1a4480;color:#fff;border:0}} .note{{background:#faf3d1;padding:.6rem}}
</style></head><body><main>{body}</main></body></html>"""

OPEN = """<h1>Pay {dollars}</h1>
<p class="note"><strong>Pretend bank.</strong> No money moves here, and no card is asked for.
With a real bank this page would take the card.</p>
<p>{about}</p>
<form method="post"><button class="pay" name="do" value="pay">Pay {dollars}</button>
<button name="do" value="decline">Let the card be refused</button></form>
<p>{refused}</p><a class="leave" href="{leave}">Go back without paying</a>"""

ENDED = """<h1>{words}</h1><p class="note"><strong>Pretend bank.</strong> No money moves here.</p>
<p>{about}: {dollars}</p><a class="leave" href="{leave}">Go back</a>"""


def dollars(cents: int) -> str:
    return f"${cents // 100:,}.{cents % 100:02d}"


def session_page(session: dict, refused: bool = False) -> str:
    """What the payer sees of a session."""
    words = {
        "about": escape(session["about"]),
        "dollars": dollars(session["amount_total"]),
        "leave": escape(session["cancel_url"] or session["success_url"]),
        "refused": "The card was refused. Try again, or go back." if refused else "",
    }
    if session["status"] == "open":
        return PAGE.format(title=f"Pay {words['dollars']}", body=OPEN.format(**words))
    title = "This is paid" if session["status"] == "complete" else "This page has ended"
    if session["status"] == "complete":
        words["leave"] = escape(session["success_url"])
    return PAGE.format(title=title, body=ENDED.format(words=title, **words))
