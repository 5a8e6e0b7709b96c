from . import certification, decision, plan, report

__all__ = ["certification", "decision", "plan", "report"]
