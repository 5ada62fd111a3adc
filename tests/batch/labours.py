"""What the processes of the tests do; they import it by its name."""

from __future__ import annotations

import gc
import os
import signal
import time
from pathlib import Path

from hornbook.errors import PackError, Problem
from hornbook.output import write_whole


def square(number: int) -> int:
    if number == 3:
        raise PackError(Problem("three is wrong", "take four"))
    if number == 5:
        raise ZeroDivisionError("five is a fault")
    return number * number


def fragile(job: tuple[str, Path]) -> str:
    """Die always, or at the first attempt."""
    name, folder = job
    if name == "always" or (name == "once" and not (folder / "died").exists()):
        (folder / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return name


def slow(folder: Path) -> None:
    """Write file after file, each as slowly as a bad disk would."""
    fsync = os.fsync
    os.fsync = lambda descriptor: (time.sleep(0.05), fsync(descriptor))[1]
    for number in range(1000):
        write_whole(folder / f"{number}.txt", b"whole" * 1000)


def deaf(folder: Path) -> None:
    """Catch whatever there is, as some libraries do, and say who did."""
    (folder / f"{os.getpid()}.txt").touch()
    while True:
        try:
            time.sleep(60)
        except BaseException:  # noqa: BLE001 - this is what is tried
            continue


def threshold(_number: int) -> int:
    """After how many new objects garbage is looked for in this process."""
    return gc.get_threshold()[0]


def sealed(number: int) -> Sealed:
    return Sealed(number)


class Sealed:
    """An outcome that cannot be read where it arrives."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __setstate__(self, state: object) -> None:
        raise ValueError(f"the seal of {state} holds")


_inside: list[int] = []


def crowded(number: int) -> int:
    """How many are at this at the same time, at most."""
    _inside.append(number)
    time.sleep(0.01)
    most = len(_inside)
    _inside.remove(number)
    return most
