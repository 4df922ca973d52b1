"""One pure module for each coefficient of agreement.

Each has a function of `Ratings` that returns a `Coefficient`, and beside it a `..._values` function
of the additive sums, for the total or for a thousand resamples alike. There, NaN stands for
undefined; a `Coefficient` never carries it, but None and the reason.
"""
