from . import appeal, certification, decision, plan, report, revocation

__all__ = ["appeal", "certification", "decision", "plan", "report", "revocation"]
