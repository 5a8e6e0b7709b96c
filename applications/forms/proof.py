"""The document that shows what an answer says."""

from django import forms

from qcp.documents.fields import UploadField


class ProofForm(forms.Form):
    use_required_attribute = False

    def __init__(self, proof, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"] = UploadField(label=proof.title, purpose="policy")
        self.fields["file"].help_text = f"{proof.hint} {self.fields['file'].help_text}"
