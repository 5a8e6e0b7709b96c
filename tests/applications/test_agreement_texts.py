"""Publishing agreements: versions that never change, and what is asked of open applications."""

import json
from io import StringIO

import pytest
import yaml
from django.core.management import call_command

from applications.models import AgreementText, Application
from applications.queries.progress import rows

NEW = {
    "slug": "license-terms",
    "version": "2",
    "effective": "2021-01-01",
    "title": "License Terms",
    "body": "The terms as the program has them.",
}


def bring_in(tmp_path, *texts, apply=True):
    path = tmp_path / "agreements.yaml"
    path.write_text(yaml.safe_dump({"agreements": list(texts)}))
    answer = StringIO()
    call_command("import_agreements", str(path), "--json", *(["--apply"] if apply else []), stdout=answer)
    return json.loads(answer.getvalue())


def test_a_new_version_takes_the_place_of_the_placeholder_and_asks_open_applications_again(complete, tmp_path):
    answer = bring_in(tmp_path, NEW)

    text = AgreementText.objects.get(slug="license-terms", version="2")
    application = Application.objects.get(pk=complete.pk)
    assert answer["applied"]
    assert not text.is_placeholder
    assert [str(gap) for gap in rows(application)[1].gaps] == ["Sign the License Terms."]


def test_a_dry_run_publishes_nothing_and_the_same_text_twice_is_unchanged(catalogue, tmp_path):
    assert not bring_in(tmp_path, NEW, apply=False)["applied"]
    assert AgreementText.objects.filter(version="2").count() == 0

    bring_in(tmp_path, NEW)
    assert [row["verdict"] for row in bring_in(tmp_path, NEW)["rows"]] == ["unchanged"]


@pytest.mark.parametrize(
    "change",
    [{"version": "1"}, {"body": " "}, {"effective": "soon"}, {"effective": "2020-01-01"}, {"title": None}],
)
def test_what_cannot_be_published_is_refused_and_nothing_comes_in(catalogue, tmp_path, change):
    with pytest.raises(SystemExit):
        bring_in(tmp_path, NEW, NEW | {"slug": "logo-guidelines", "version": "2"}, NEW | change)

    assert AgreementText.objects.count() == 5


def test_signed_words_cannot_be_changed_under_their_version(complete, tmp_path):
    text = complete.agreements[0][0]
    changed = NEW | {"slug": text.slug, "version": text.version}

    with pytest.raises(SystemExit):
        bring_in(tmp_path, changed)

    assert AgreementText.objects.get(pk=text.pk).body == text.body
