"""What an application claims and what it cites for it, as the office reads both side by side."""

from django.db.models import Max
from django.urls import reverse

from applications.gaps import policies as policy_gaps
from applications.queries import receipts, submissions
from qcp.access.models import Opening
from qcp.documents.work import Claim, Paper, Section

DIFFERS = "What the latest submission says differently from the one before."
BY_POLICY = "Each policy that the standards ask for, and where the practice says that it is found."
JUDGE = "Accept each document, or send it back with what is to be changed."


def sections(application, reader) -> list[Section]:
    """First what changed, then what policies are to prove, then the documents to judge, then every answer."""
    looked_at = Opening.objects.filter(person=reader, subject_id=application.pk).aggregate(at=Max("at"))["at"]
    handed_in = documents_of(application)
    differing = [Claim(each.label, asks=each.topic, said=both(each)) for each in submissions.differences(application)]
    changed = [Section("Changed since the submission before", differing, DIFFERS)] if differing else []
    return [
        *changed,
        Section("Policies and the standards that ask for them", needed(application, handed_in), BY_POLICY),
        Section("Documents to judge", documents(handed_in, looked_at), JUDGE),
        Section("Answers", answers(application, looked_at)),
    ]


def both(difference) -> list[tuple[str, str]]:
    return [("Before", difference.before), ("Now", difference.after)]


def documents_of(application) -> list:
    """The policy documents as they stand now, read once; each knows the application that is at hand."""
    found = list(application.policy_documents.current().for_list())
    for document in found:
        document.application = application
    return found


def needed(application, handed_in) -> list[Claim]:
    """A claim per policy, with the standards that ask for it and the pages that are cited."""
    return [
        Claim(
            str(row.policy_type),
            state="" if row.complete else "Incomplete",
            asks=" ".join(f"{standard.code}: {standard.paraphrase}" for standard in row.standards),
            said=[("Missing", policy_gaps.sentence(row))] if row.missing else [],
            papers=[paper(citation) for citation in row.citations],
        )
        for row in policy_gaps.coverage(application, [each for each in handed_in if each.stands])
    ]


def paper(citation) -> Paper:
    shows = f"for standard {citation.standard.code}" if citation.standard else ""
    return Paper(citation.document.file, citation.pages, citation.first_page, shows)


def documents(handed_in, looked_at) -> list[Claim]:
    """Each document as it stands now, with its buttons."""
    return [
        Claim(
            str(document),
            state=document.get_state_display(),
            said=[("Covers", "; ".join(document.covers))],
            papers=[Paper(document.file)],
            news="handed in since you last looked." if looked_at and document.opened_at > looked_at else "",
            record=document,
            url=reverse("applications:policy-changes", args=[document.pk]) if document.replaces_id else "",
            url_says="What this revision says differently",
        )
        for document in handed_in
        if document.file
    ]


def answers(application, looked_at) -> list[Claim]:
    """Page by page every question with its answer, and what was handed in as proof."""
    anew = submissions.changed_since(application, looked_at) if looked_at else {}
    return [
        Claim(
            f"Step {part['step'].number}, {part['topic'].title}",
            said=[(item.label, item.shown) for item in part["items"]],
            papers=[Paper(file) for file in application.proofs(part["topic"])] if part["topic"].proof else [],
            news=f"{counted(anew[part['topic'].slug])} since you last looked." if part["topic"].slug in anew else "",
        )
        for part in receipts.sections(application)
        if part["items"]
    ]


def counted(names: list[str]) -> str:
    return "one answer changed" if len(names) == 1 else f"{len(names)} answers changed"
