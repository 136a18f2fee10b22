"""Child processes that end with their parent, however that ends: return, Ctrl-C, SIGTERM or kill -9.

Between parent and child stands a small process of its own, which runs this file: it holds one end of a pipe whose other
end only the parent has. When the pipe closes, or the parent's id changes, it ends the child and everything that the
child started. The kernel's own parent-death signal alone would not do: it is tied to the *thread* that started the
child. This file imports nothing but the standard library, so that the small process is there at once.
"""

import contextlib
import ctypes
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_SET_DEATH_SIGNAL, _SET_SUBREAPER = 1, 36
_LOOK_SECONDS = 0.5


@dataclass(slots=True)
class Leashed:
    """A child on its leash. `pid` is the child's own id; `code` is its exit code once it has ended."""

    pid: int
    _keeper: "subprocess.Popen[bytes]"
    _remove: Path | None = None

    @property
    def code(self) -> int | None:
        """The exit code, negative for a signal as in `subprocess`; None while it runs."""
        found = self._keeper.poll()
        return found if found is None or found < 128 else 128 - found

    def wait(self, seconds: float | None = None) -> int | None:
        """Waits for the child to end by itself; its exit code, or None after so many seconds."""
        try:
            self._keeper.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        return self.code

    def stop(self) -> int:
        """Asks the child to end (SIGTERM), waits, ends it hard after its grace, removes its folder; its exit code."""
        if self._keeper.stdin and not self._keeper.stdin.closed:
            self._keeper.stdin.close()
        self._keeper.wait()
        if self._remove:
            shutil.rmtree(self._remove, ignore_errors=True)
        return self.code or 0


def start(
    command: Sequence[str | Path],
    *,
    log: IO[bytes],
    environment: Mapping[str, str] | None = None,
    grace: float = 15.0,
    remove: Path | None = None,
    keep: Sequence[int] = (),
) -> Leashed:
    """Starts the command with its output in `log`; the folder `remove` goes with it when it is stopped.

    `grace` is how many seconds it may take from SIGTERM to its end; the file descriptors in `keep` stay open in it.
    Raises OSError where it cannot be started.
    """
    keeper = subprocess.Popen(
        [sys.executable, "-I", "-S", __file__, str(os.getpid()), str(grace), str(remove or ""), *map(str, command)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        env=environment,
        start_new_session=True,
        pass_fds=keep,
    )
    leashed = Leashed(0, keeper, remove)
    with keeper.stdout or contextlib.nullcontext() as answers:
        first = answers.readline() if answers else b""
    if not first:
        raise OSError(f"{command[0]} could not be started (exit code {leashed.stop()})")
    leashed.pid = int(first)
    return leashed


def _keep(parent: int, grace: float, remove: str, command: Sequence[str]) -> int:
    """The small process: starts the child, waits for its end or the parent's, leaves nothing behind."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_SET_SUBREAPER, 1, 0, 0, 0)  # what the child leaves behind comes to us, so that we can end it
    wake_out, wake_in = os.pipe()
    os.set_blocking(wake_in, False)
    signal.set_wakeup_fd(wake_in)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        start_new_session=True,
        close_fds=False,  # what we were given to keep, the child keeps; our own are closed by themselves
        # There is one thread here, so the parent-death signal is safe: it covers a kill -9 of this very process.
        preexec_fn=lambda: libc.prctl(_SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0),  # noqa: PLW1509
    )
    with contextlib.suppress(BrokenPipeError):  # the parent may have ended already; the next look sees it
        os.write(1, b"%d\n" % child.pid)
    os.close(1)
    while child.poll() is None and os.getppid() == parent:
        ready, _, _ = select.select([0, wake_out], [], [], _LOOK_SECONDS)
        if 0 in ready or (wake_out in ready and set(os.read(wake_out, 64)) & {signal.SIGTERM, signal.SIGINT}):
            break
    ended_itself = child.poll() is not None
    code = _ended(child, grace)
    _end_orphans()
    if remove and not ended_itself:  # else the parent may want to read there why
        shutil.rmtree(remove, ignore_errors=True)
    return code if code >= 0 else 128 - code


def _ended(child: "subprocess.Popen[bytes]", grace: float) -> int:
    if child.poll() is None:
        child.terminate()
    try:
        code = child.wait(grace)
    except subprocess.TimeoutExpired:
        child.kill()
        code = child.wait()
    return code


def _end_orphans() -> None:
    """Ends every process that the child started and left, until none comes to us any more."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            orphans = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        except OSError:
            return
        for orphan in orphans:
            os.kill(int(orphan), signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


if __name__ == "__main__":
    sys.exit(_keep(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3], sys.argv[4:]))
