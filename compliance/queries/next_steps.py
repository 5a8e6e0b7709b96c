"""What happens next with an appeal or a revocation, and who has to act: a sentence for each state."""

from compliance.states import AppealState, RevocationState

APPEAL = {
    AppealState.FILED: "the program asks three members of the Oversight Council who had no part in the case.",
    AppealState.PANEL_NAMED: "the program sets the day of the hearing, and the panel hears the practice.",
    AppealState.HEARD: "the members of the panel vote, each with reasons. Two of three votes decide.",
    AppealState.UPHELD: "nothing more here. The decision stands; the practice may apply anew.",
    AppealState.OVERTURNED: "the application goes on, up to its new final deadline.",
    AppealState.REFUSED_LATE: "nothing more here. The decision stands; the practice may apply anew.",
    AppealState.WITHDRAWN: "nothing more here. The decision stands.",
}
CASE = {
    RevocationState.RECEIVED: "a manager names a second person, and then the ground and the certification.",
    RevocationState.SCREENED: "a manager begins the investigation, which places the legal hold.",
    RevocationState.INVESTIGATING: "a manager serves the notice, or dismisses the case.",
    RevocationState.NOTICE_SERVED: "the practice responds or asks for a hearing, until its time is over.",
    RevocationState.HEARING_REQUESTED: "three members of the Oversight Council hear the practice.",
    RevocationState.HEARD: "a manager decides, together with a second person.",
    RevocationState.REVOKED: "nothing more here. The certification is revoked.",
    RevocationState.DISMISSED: "nothing more here. The certification stays as it is.",
}
