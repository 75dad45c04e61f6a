"""One common factor behind all items, and omega from it.

omega total = (Σ loading)² / ((Σ loading)² + Σ own variance), in the units of the items (McDonald, 1999, Test Theory,
chapter 6). The model is fitted by maximum likelihood, by statsmodels.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# With two items, the model has more numbers than the data.
FEWEST_ITEMS = 3
# An own variance at its limit means that the model was bent to fit (Heywood, 1931).
_LEAST_OWN = 0.005
# Items that repeat each other, or pairs that contradict each other, have no likelihood.
_SINGULAR = 1e-10


def one_factor(correlations: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Return the loading of each item on the one factor, or None if the model has no proper solution.

    Args:
        correlations: items x items.
    """
    from statsmodels.multivariate.factor import Factor  # noqa: PLC0415  # slow to load, and rarely needed

    if len(correlations) < FEWEST_ITEMS or np.linalg.eigvalsh(correlations)[0] < _SINGULAR:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # a start of its own, as the library's is drawn by chance
        found = Factor(corr=correlations, n_factor=1, method="ml").fit(start=_start(len(correlations)))
    loadings = np.asarray(found.loadings, dtype=float)[:, 0]
    if not found.mle_retvals.success or not np.isfinite(loadings).all() or (1 - loadings**2).min() < _LEAST_OWN:
        return None
    return loadings if loadings.sum() >= 0 else -loadings


def _start(items: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.full((items, 1), 0.5), np.full(items, 0.75)


def omega_total(matrix: NDArray[np.float64]) -> float | None:
    """Return omega total of covariances, or None if one factor does not fit; items without variance add nothing."""
    spread = np.sqrt(np.diag(matrix))
    kept = spread > 0
    if kept.sum() < FEWEST_ITEMS:
        return None
    spread = spread[kept]
    loadings = one_factor(matrix[np.ix_(kept, kept)] / np.outer(spread, spread))
    if loadings is None:
        return None
    common = float((loadings * spread).sum()) ** 2
    return common / (common + float(((1 - loadings**2) * spread**2).sum()))
