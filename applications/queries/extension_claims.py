"""What a request for more time claims, beside its evidence and what the program knows of the dates."""

from applications import extending
from applications.models import Extension
from qcp.documents import evidence
from qcp.documents.work import Claim, Paper, Section

written = extending.written
RULE = (
    "Something in nature that nobody could foresee or control, in the {} before the final deadline, keeps the practice "
    "from finishing in time. The manager decides, freely, up to {} days."
)


def sections(extension) -> list[Section]:
    """The request, what it is measured by, what a grant would move, and what was asked for before."""
    before = [claim_before(each) for each in extension.application.extensions.all() if each.pk != extension.pk]
    return [
        Section("The request", [request(extension)]),
        Section("Dates", [measured(extension), *would_move(extension)]),
        *([Section("Asked for before", before)] if before else []),
    ]


def request(extension) -> Claim:
    received = f"{written(extension.received_on)}{', in writing' if extension.came_elsewhere else ''}"
    fee = extension.fee
    said = [
        ("Day of the event", written(extension.event_on)),
        ("What it prevents", extension.basis),
        ("Received", received),
        ("Recorded by" if extension.came_elsewhere else "Asked for by", str(extension.asked_by)),
        ("Fee", f"{fee}, {fee.get_state_display().lower()}" if fee else "not invoiced"),
    ]
    return Claim(
        extension.ground_in_words,
        state=extension.get_state_display(),
        asks=RULE.format(extending.WINDOW, extending.longest()),
        said=said,
        papers=[Paper(file) for file in evidence.of(extension)],
    )


def measured(extension) -> Claim:
    """Whether event and request were in time."""
    final = extension.final_deadline_on
    opens = extending.window_opens_on(final)
    said = [
        ("The event had to happen", f"from {written(opens)} to {written(final)}"),
        ("The request had to arrive", f"by {written(final)}"),
        ("Days granted before", str(extending.granted_days(extension.application))),
    ]
    application = extension.application
    return Claim("In time", said=said, url=application.get_absolute_url(), url_says="How far the application is")


def would_move(extension) -> list[Claim]:
    """Each clock with its last day now, and with the most days; nothing once the request is decided."""
    if extension.state != Extension.State.REQUESTED:
        return []
    most = extending.days_open(extension.application)
    moved = extending.moved_by(extension.application, most)
    return [
        Claim(each.title, said=[("Now", written(each.now)), (f"With {most} days", written(each.then))])
        for each in moved
    ]


def claim_before(earlier) -> Claim:
    said = [("Received", written(earlier.received_on)), ("Days", str(earlier.days or 0))]
    return Claim(earlier.ground_in_words, state=earlier.get_state_display(), said=said)
