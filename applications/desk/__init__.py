from . import invoice, policy_document  # noqa: F401  registers itself
