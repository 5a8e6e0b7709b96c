from . import appeal, certification, decision, plan, report

__all__ = ["appeal", "certification", "decision", "plan", "report"]
