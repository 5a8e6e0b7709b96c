"""What is typed and uploaded about QOPI scores."""

from django import forms

from qcp.documents.fields import UploadField

from ..imports.scores import CHARTS, SCORES

LONGEST_BOX = 200_000
BOX = forms.Textarea(attrs={"rows": 8, "spellcheck": "false"})


class ImportForm(forms.Form):
    """Two CSV files, or their text: what was sent stays in the boxes until it is right."""

    scores_file = forms.FileField(label="Scores file (CSV)", required=False, help_text=f"Columns: {', '.join(SCORES)}.")
    scores_text = forms.CharField(
        label="Or paste the lines of the scores file", required=False, widget=BOX, strip=False
    )
    charts_file = forms.FileField(label="Charts file (CSV)", required=False, help_text=f"Columns: {', '.join(CHARTS)}.")
    charts_text = forms.CharField(
        label="Or paste the lines of the charts file", required=False, widget=BOX, strip=False
    )

    def clean(self):
        if not self.content("scores"):
            self.add_error("scores_file", "Choose the scores file, or paste its lines below.")
        return self.cleaned_data

    def content(self, name: str) -> bytes | None:
        """The file when one was chosen, else the pasted text, else None."""
        upload = self.files.get(f"{name}_file")
        if upload:
            upload.seek(0)
            return upload.read()
        return self.data.get(f"{name}_text", "").encode() or None

    def kept(self) -> "ImportForm":
        """The same form with the files' text in the boxes, so that it can be put right there."""
        texts = {f"{name}_text": legible(self.content(name) or b"") for name in ("scores", "charts")}
        form = ImportForm({**self.data.dict(), **texts})
        form.full_clean()
        return form


def legible(content: bytes) -> str:
    """What can be put right in a box: text of a size that people read. Anything else stays in its file."""
    try:
        return content.decode("utf-8-sig") if len(content) <= LONGEST_BOX else ""
    except UnicodeDecodeError:
        return ""


class AnswerForm(forms.Form):
    """What the practice answers to what staff wrote."""

    note = forms.CharField(
        label="Your answer",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What you changed, or why the figures are right as they are. Staff read it beside the figures.",
        error_messages={"required": "Write what you changed, or why nothing had to be."},
    )


class ReportForm(forms.Form):
    report = UploadField(label="Final QOPI report", purpose="qopi-report", pieces=True)
