from .standards import Domain, Edition, Evidence, Flag, PolicyType, Standard

__all__ = ["Domain", "Edition", "Evidence", "Flag", "PolicyType", "Standard"]
