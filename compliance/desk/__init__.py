from . import appeal, certification, decision, plan, report, revocation, status_event

__all__ = ["appeal", "certification", "decision", "plan", "report", "revocation", "status_event"]
