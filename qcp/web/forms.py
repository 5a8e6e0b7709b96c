"""One way to show a form again: as it was typed, with what is wrong in words, and the status that says so."""

from django.shortcuts import render

UNPROCESSABLE = 422


def render_form(request, template: str, context: dict, form=None, *, failed: bool | None = None):
    """The page with its form. After a POST that did not pass: status 422, and 'Error: ' in front of the title.

    failed: say it yourself when the refusal came from the act and not from the form.
    """
    context = {**context, "form": form} if form is not None else dict(context)
    context["failed"] = request.method == "POST" if failed is None else failed
    return render(request, template, context, status=UNPROCESSABLE if context["failed"] else 200)
