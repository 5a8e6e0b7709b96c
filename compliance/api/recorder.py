"""The writer beside the interface: every disclosure stands in the practice's log before the answer leaves."""

from django.http import JsonResponse

from practices.actions.releasing import disclose
from qcp.workflow.refusals import OutOfDate

REVOKED_MEANWHILE = {"detail": "A practice has just revoked its consent. Ask once more."}


class DisclosureRecorder:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        taken = getattr(request, "disclosed", None)
        if taken is None or response.status_code != 200:
            return response
        try:
            disclose(taken.sent, channel=taken.channel)
        except OutOfDate:
            return JsonResponse(REVOKED_MEANWHILE, status=409)
        return response
