"""What a collection of returned files tells the trainer: plain values that the command and the desk show alike."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Placed:
    """A file whose learner and exercise are known; notes are what the trainer should know of it."""

    file: str
    code: str
    exercise: str
    saved: str
    late: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unplaced:
    """A file that was not entered.

    Args:
        file: its name in the inbox.
        reason: why; a whole sentence.
        advice: what to do; a whole sentence.
        mark: the SHA-256 of the file, by which a decision about it is remembered.
        suggestion: the code on the roster that the typed one resembles most.
        readable: whether the trainer only has to say whose it is.
    """

    file: str
    reason: str
    advice: str
    mark: str = ""
    suggestion: str = ""
    readable: bool = False


@dataclass(frozen=True)
class Shared:
    """Two learners whose files hold the very same attempts."""

    exercise: str
    codes: tuple[str, str]
    answers: int


@dataclass
class Collected:
    """The report of one collection; `absent` names, per exercise, the codes from which nothing has come so far."""

    entered: list[Placed] = field(default_factory=list)
    known: list[Placed] = field(default_factory=list)
    aside: list[Placed] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    shared: list[Shared] = field(default_factory=list)
    absent: dict[str, list[str]] = field(default_factory=dict)
    ignored: int = 0
