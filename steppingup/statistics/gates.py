"""When a number may be shown: enough people, for privacy first and for meaning second.

The numbers of :class:`Gates` are data: :func:`gates_of` changes them from a table of settings. The rows up to 30 are
practice of the field; those for Rasch are working rules (Linacre: 27 to 61 people make a useful first calibration);
those for DIF come from a simulation, in which 100 people per group missed a bias of one logit four times in five.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from steppingup.common.errors import StatisticsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Why there is no number; each has a message `statistics.REASON`.
Reason = Literal["few", "same", "none", "single", "apart", "full", "one-kind", "no-fit", "refused", "rows"]
# What a gate may be asked about: the fields of `Gates`.
What = Literal[
    "show", "breakdown", "share", "interval", "category", "correlation", "reliability", "distractors",
    "rasch_exploratory", "rasch", "dif", "dif_verdict", "two_parameter",
]  # fmt: skip
# They keep people from being found: settings may raise them only.
PRIVATE: tuple[What, ...] = ("show", "breakdown", "share")
# Fisher's interval of a correlation divides by the square root of n - 3.
_LEAST: dict[str, int] = {"correlation": 4}


@dataclass(frozen=True)
class Gates:
    """The least number of people for each statistic.

    Args:
        show: below it nothing is shown at all, as everybody in the room could tell who answered what.
        interval: from here on, a share or a mean has an interval; below it, any interval says "anything is possible".
        correlation: from here on, correlations and upper-lower differences of items.
        breakdown: from here on, a number may be split by role, place or language.
        share: from here on, a number may leave the house.
        category: answers that each step of a rating scale needs.
        reliability: alpha, omega and the standard error.
        distractors: options by score band, and their flags.
        rasch_exploratory: a Rasch model to look at, nothing more.
        rasch: a Rasch model to report.
        dif: differential item functioning as a description, in all groups together, without a verdict.
        dif_verdict: a verdict on it, in each group.
        two_parameter: a model with slopes.
    """

    show: int = 5
    interval: int = 10
    correlation: int = 30
    breakdown: int = 10
    share: int = 10
    category: int = 10
    reliability: int = 30
    distractors: int = 30
    rasch_exploratory: int = 30
    rasch: int = 100
    dif: int = 250
    dif_verdict: int = 300
    two_parameter: int = 500


def gates_of(settings: Mapping[str, object]) -> Gates:
    """Change gates from a table of settings.

    Raises:
        StatisticsError: a name is unknown, a value is no whole number, or it is below what the statistic needs.
    """
    known = asdict(Gates())
    for name, value in settings.items():
        if name not in known:
            raise StatisticsError(f"there is no gate '{name}'; the gates are {', '.join(known)}")
        least = known[name] if name in PRIVATE else _LEAST.get(name, 1)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise StatisticsError(f"the gate '{name}' is {value!r}; give a whole number from {least} on")
    return replace(Gates(), **dict(settings))  # type: ignore[arg-type]  # looked at above


@dataclass(frozen=True)
class Allowed:
    """Whether a statistic may be shown; true if so.

    Args:
        what: the gate.
        n: how many people there are.
        least: how many it needs.
        reason: ``few`` or ``none`` if it may not; empty if it may.
    """

    what: What
    n: int
    least: int
    reason: Reason | Literal[""] = ""

    def __bool__(self) -> bool:
        return not self.reason


def allowed(what: What, n: int, gates: Gates | None = None) -> Allowed:
    """Tell whether ``n`` people are enough; for ``dif_verdict`` n is the smallest group.

    Nobody at all is never enough, whatever the gates say.

    Raises:
        ValueError: there is no such gate.
    """
    if what not in get_args(What):
        raise ValueError(f"there is no gate '{what}'")
    least = max(1, getattr(gates or Gates(), what))
    return Allowed(what, n, least, "none" if n <= 0 else "few" if n < least else "")


@dataclass(frozen=True)
class Measure:
    """A number, or the reason why there is none.

    Args:
        value: the number; None if there is a reason.
        n: how many people or answers it rests on.
        reason: ``few`` not enough answers, ``same`` all answers alike, so that nothing can go along with them,
            ``none`` nothing of the kind was asked or chosen, ``single`` too few items, ``apart`` items that too few
            people answered together, ``full`` full marks before, so that there is nothing left to gain, ``one-kind``
            cases of one kind only, ``no-fit`` the model has no solution, ``refused`` a number that misleads and is
            never given, ``rows`` only sums are known, and it needs the answers of each person; empty if
            there is a number.
        low: lower end of the interval in which the number lies at 95 % confidence; None without one.
        high: its upper end.
    """

    value: float | None
    n: int
    reason: Reason | Literal[""] = ""
    low: float | None = None
    high: float | None = None


def few(n: int) -> Measure:
    """Say that there are not enough answers."""
    return Measure(None, n, "few" if n else "none")


def without(reason: Reason, n: int) -> Measure:
    """Say why there is no number."""
    return Measure(None, n, reason)


def mean_of(values: Sequence[float], least: int) -> Measure:
    """Return the mean of at least ``least`` values."""
    return Measure(sum(values) / len(values), len(values)) if len(values) >= max(1, least) else few(len(values))
