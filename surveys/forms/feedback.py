"""The questions of one side."""

from django import forms

from ..feedback import QUESTIONS, Mark


class FeedbackForm(forms.Form):
    text = forms.CharField(
        label="Anything else", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="No patient may be recognised here.",
    )  # fmt: skip

    def __init__(self, *args, side, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = QUESTIONS[side]
        for key, words in self.asked.items():
            self.fields[key] = forms.TypedChoiceField(
                label=words, choices=Mark.choices, coerce=int, widget=forms.RadioSelect
            )
        self.order_fields([*self.asked, "text"])

    def inputs(self) -> dict:
        return {"marks": {key: self.cleaned_data[key] for key in self.asked}, "text": self.cleaned_data["text"]}
