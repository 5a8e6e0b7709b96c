"""The page on which somebody declares whether they have a conflict of interest."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from . import conflicts
from .forms import ConflictForm
from .models import ConflictQuestion

THANKS = "Thank you: your answer is recorded."


@form_page
def conflict(request, pk):
    """Name and city, and two answers. It is asked once; what follows is the record's own affair."""
    question = get_object_or_404(ConflictQuestion, pk=pk, asked_of=request.user)
    form = ConflictForm(request.POST if request.method == "POST" else None) if question.is_open else None
    if request.method == "POST" and form and form.is_valid():
        with outcome(request) as result:
            conflicts.answer(question, by=request.user, conflict=form.conflict)
        if result:
            messages.success(request, THANKS)
            return redirect("web:home")
    return render_form(request, "access/conflict.html", {"question": question}, form)
