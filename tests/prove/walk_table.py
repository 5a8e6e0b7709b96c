"""What the handbook allows, written once more by hand: slug -> move -> (from, to, who). The walks compare with it."""

OFFICE = {"stella", "office", "max", "mona"}
PEOPLE = {
    "signatory": {"olivia"},
    "staff": OFFICE,
    "manager": {"max", "mona"},
    "reviewer": {"rita", "ron"},
    "surveyor": {"sam", "sue", "sam surveyor"},
    "system": {"SYSTEM"},
}
MOVES = """
score-submission submit           draft,returned -> submitted        signatory
score-submission return           submitted -> returned              staff
score-submission finalize         submitted -> final                 staff
score-submission correct          final -> submitted                 staff
score-submission withdraw         draft,submitted,returned -> withdrawn  signatory
application submit                draft,returned -> submitted        signatory
application return                submitted -> returned              staff
application accept                submitted -> survey_ready          staff
application start_survey          survey_ready -> in_survey          system
application enter_compliance      in_survey -> in_compliance         system
application certify               in_survey,in_compliance -> certified  system
application deny                  submitted,survey_ready,in_survey,in_compliance -> denied  system
application lapse                 survey_ready,in_survey,in_compliance -> lapsed  system
application reopen                denied,lapsed -> in_compliance     system
application withdraw              draft,submitted,returned,survey_ready,in_survey,in_compliance -> withdrawn  signatory
invoice pay                       open -> paid                       system,staff
invoice void                      open -> void                       staff,system
invoice waive                     open -> void                       manager
invoice refund                    paid -> refunded                   staff
policy-document clear             quarantined -> clean               system
policy-document reject            quarantined -> rejected            system
policy-document accept            clean -> accepted                  staff
policy-document return            clean,accepted -> returned         staff
survey propose                    unassigned -> proposed             staff
survey decline                    proposed -> unassigned             surveyor,signatory,system
survey clear_conflicts            proposed -> confirmed              system
survey schedule                   confirmed -> scheduled             staff
survey reschedule                 scheduled -> scheduled             staff
survey begin                      scheduled -> in_progress           surveyor
survey submit_findings            in_progress -> findings_submitted  surveyor
survey complete_report            findings_submitted -> report_completed  staff
survey return_findings            findings_submitted -> in_progress  staff
survey unassign                   proposed,confirmed,scheduled -> unassigned  staff,surveyor,system
survey cancel                     unassigned,proposed,confirmed,scheduled -> cancelled  staff,system
report send_to_committee          draft -> in_review                 staff
report return                     in_review -> draft                 reviewer
report issue                      in_review -> issued                reviewer
report supersede                  issued -> superseded               system
action-plan submit_plan           open -> plan_submitted             signatory
action-plan return_plan           plan_submitted -> open             reviewer
action-plan accept_plan           plan_submitted -> plan_accepted    reviewer
action-plan submit_evidence       plan_accepted -> evidence_submitted  signatory
action-plan return_evidence       evidence_submitted -> plan_accepted  reviewer
action-plan verify                evidence_submitted -> verified     reviewer
action-plan close                 open,plan_submitted,plan_accepted,evidence_submitted -> closed  system
decision release                  proposed -> released               manager
decision send_back                proposed -> returned               manager,system
certification enter_grace         active -> in_grace                 system
certification expire              active,in_grace -> expired         system
certification renew               active,in_grace -> renewed         system
certification surrender           active,in_grace -> surrendered     signatory
certification revoke              active,in_grace -> revoked         system
certification end_by_change       active,in_grace -> ended           staff
"""


def read() -> dict:
    """(slug, move, from) -> (to, names of those who may)."""
    found = {}
    for line in filter(None, MOVES.splitlines()):
        slug, move, sources, _, target, who = line.split()
        names = set().union(*(PEOPLE[each] for each in who.split(",")))
        found |= {(slug, move, source): (target, names) for source in sources.split(",")}
    return found


TABLE = read()
SLUGS = list(dict.fromkeys(slug for slug, _, _ in TABLE))
EVERYBODY = ("olivia", "eddie", "stan", "stella", "max", "mona", "rita", "ron", "sam", "sue", "carl")
