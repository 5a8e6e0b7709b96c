"""A bank that is none: a small program that speaks the part of Stripe's language that the portal uses.

It stands in for Stripe in tests, and beside the embedded portal so that paying by card can be tried. No money moves,
and its page asks for no card. It knows nothing of the portal but the address to which it sends signed messages.
"""
