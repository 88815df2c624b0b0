"""What can be wrong, as exceptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from commonroom._commonroom import Refused


@dataclass(frozen=True)
class Fault:
    """One fault of a scenario: where it stands, what is wrong, what was probably meant."""

    file: str
    line: int | None
    column: int | None
    message: str
    suggestion: str | None


class ScenarioError(ValueError):
    """Scenarios or data are refused, in the very words of the command line: all faults at once, each with its
    place and, where there is one, the nearest thing that can be meant.

    ``faults`` holds them one by one; it is empty where no single place is at fault, for example when the
    worlds do not fit into memory. ``file``, ``line`` and ``column`` are those of the first.
    """

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = list(faults)

    @property
    def file(self) -> str | None:
        return self.faults[0].file if self.faults else None

    @property
    def line(self) -> int | None:
        return self.faults[0].line if self.faults else None

    @property
    def column(self) -> int | None:
        return self.faults[0].column if self.faults else None

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[str, list[Fault]]]:
        return type(self), (str(self), self.faults)


class RunError(RuntimeError):
    """A batch broke off: a file could not be written, memory ran out, or the program itself is at fault."""


class OutputExists(FileExistsError):
    """Something stands already where results are to go."""


class ScenarioWarning(UserWarning):
    """What to know before trusting a result."""


@contextmanager
def told() -> Iterator[None]:
    """Turn refusals of the native part into exceptions for users."""
    try:
        yield
    except Refused as refused:
        code, message, faults = refused.args
        raise _exception(code, message.rstrip("\n"), [Fault(*fault) for fault in faults]) from None


def _exception(code: int, message: str, faults: list[Fault]) -> BaseException:
    match code:
        case 2:
            return ValueError(message)
        case 3:
            return ScenarioError(message, faults)
        case 4:
            return OutputExists(message)
        case 130:
            return KeyboardInterrupt()
        case _:
            return RunError(message)
