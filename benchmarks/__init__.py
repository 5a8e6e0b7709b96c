"""`make bench`: how fast the pages are, as multiples of a bare Django page measured in the same run."""
