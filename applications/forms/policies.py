"""Step 5: handing in a file, and saying what it covers."""

import re

from django import forms
from django.core.validators import RegexValidator

from applications.gaps.policies import needed
from applications.models import PolicyType, Standard
from practices.models import Site
from qcp.documents.fields import UploadField

PAGES = RegexValidator(r"^\d+( ?- ?\d+)?(, ?\d+( ?- ?\d+)?)*$", "Write page numbers such as 3, 5-7.")


def pages_field():
    hint = "Page numbers such as 3, 5-7. Leave it empty when the whole file is meant."
    return forms.CharField(label="On which pages", required=False, max_length=60, validators=[PAGES], help_text=hint)


class SitesMixin:
    """A practice with one site is not asked about sites."""

    def offer_sites(self, application):
        sites = application.sites()
        self.fields["sites"].queryset = sites
        if len(sites) < 2:
            del self.fields["sites"]

    def chosen_sites(self):
        return list(self.cleaned_data.get("sites", []))


def sites_field():
    return forms.ModelMultipleChoiceField(
        Site.objects.none(),
        label="For which sites",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick none when it holds for all of them.",
    )


class UploadPolicyForm(SitesMixin, forms.Form):
    """A new file, and the policies that are in it."""

    file = UploadField(
        label="Files",
        purpose="policy",
        pieces=True,
        many=True,
        help_text="PDF, Word (.docx), PNG or JPEG, at most 25 MB each. One file or several. No patient information.",
    )
    policies = forms.ModelMultipleChoiceField(
        PolicyType.objects.none(),
        label="Which policies are in it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Of several files, tick what all of them hold, or tick nothing and say on each file's page.",
    )
    pages = pages_field()
    sites = sites_field()

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, **kwargs)
        asked = [policy_type.pk for policy_type in needed(application)]
        self.fields["policies"].queryset = PolicyType.objects.filter(pk__in=asked)
        self.offer_sites(application)

    def clean(self):
        given = super().clean()
        if len(given.get("file") or []) < 2 and not given.get("policies") and "policies" not in self.errors:
            self.add_error("policies", "Tick at least one policy that the file holds.")
        return given

    def citations(self):
        """The rows that `upload()` takes."""
        about = {"pages": self.cleaned_data["pages"], "sites": self.chosen_sites()}
        return [{"policy_type": policy_type, **about} for policy_type in self.cleaned_data["policies"]]


class ReplacePolicyForm(forms.Form):
    """A newer file for the same policies."""

    file = UploadField(label="New file", purpose="policy", pieces=True)


class CarryOverForm(forms.Form):
    """A policy of the last application: as it was, or a newer text."""

    answer = forms.ChoiceField(
        label="Is it still valid?",
        choices=[("valid", "Unchanged, and still valid: use it again"), ("newer", "Changed: hand in the newer file")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the policy is still valid."},
    )
    file = UploadField(label="Newer file", purpose="policy", pieces=True, required=False)

    def clean(self):
        given = super().clean()
        if given.get("answer") == "newer" and not given.get("file") and "file" not in self.errors:
            self.add_error("file", "Choose the newer file.")
        return given

    def newer(self):
        """The file that takes its place, if one does."""
        return self.cleaned_data["file"] if self.cleaned_data["answer"] == "newer" else None


class CitePolicyForm(SitesMixin, forms.Form):
    """One more thing that a document covers, or the same on other pages."""

    policy_type = forms.ModelChoiceField(PolicyType.objects.none(), label="Policy", empty_label="Choose a policy")
    standard = forms.ModelChoiceField(
        Standard.objects.none(),
        label="For which standard",
        required=False,
        empty_label="All standards that ask for it",
    )
    pages = pages_field()
    sites = sites_field()

    def __init__(self, *args, document, **kwargs):
        super().__init__(*args, **kwargs)
        self.document = document
        asked = needed(document.application)
        standards = [standard.pk for rows in asked.values() for standard in rows]
        self.fields["policy_type"].queryset = PolicyType.objects.filter(pk__in=[each.pk for each in asked])
        self.fields["standard"].queryset = Standard.objects.filter(pk__in=standards)
        self.offer_sites(document.application)

    def clean_pages(self):
        pages, last = self.cleaned_data["pages"], self.document.file.pages
        if last and any(not 1 <= int(number) <= last for number in re.findall(r"\d+", pages)):
            raise forms.ValidationError(f"The file has {last} pages. Give pages between 1 and {last}.")
        return pages

    def clean(self):
        policy_type, standard = self.cleaned_data.get("policy_type"), self.cleaned_data.get("standard")
        if policy_type and standard and standard.policy_document_id != policy_type.pk:
            self.add_error("standard", "This standard asks for another policy. Choose one that asks for this policy.")

    def citation(self):
        """What `cite()` takes."""
        given = {name: self.cleaned_data[name] for name in ("policy_type", "standard", "pages")}
        return {**given, "sites": self.chosen_sites()}
