from . import appeal, certification, decision, plan, plaque, report, revocation, status_event

__all__ = ["appeal", "certification", "decision", "plan", "plaque", "report", "revocation", "status_event"]
