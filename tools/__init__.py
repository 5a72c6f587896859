"""Scripts that make generated data and fit weights; not part of the package."""
