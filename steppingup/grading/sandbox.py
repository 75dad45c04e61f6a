"""Run the code of learners where an exercise has been set up for that: in a kernel that sees nothing else.

Only exercises named in ``execute`` of a session's configuration come here. bubblewrap (a program of Linux) gives the
kernel read-only system files, a copy of the submission that is thrown away, and no network, no keys, no gradebook, no
processes of others. Sockets are files, as there is no network. Where bubblewrap cannot do that, nothing is run.

Limits: processor time, memory, size of files and number of processes. The last one does not hold for root, so let a
user without rights grade such exercises, or limit the number of processes of the whole service (``pids.max``).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import DeadKernelError
from nbgrader.preprocessors import Execute
from traitlets import Integer, List, Unicode

from steppingup.common.errors import SessionError
from steppingup.grading.notebook import FORMAT
from steppingup.grading.safe_files import copy_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbformat import NotebookNode

PROGRAM = "bwrap"
NOBODY = "65534"
INSIDE = "/submission"
LINKED = ("bin", "lib", "lib32", "lib64", "sbin")
HOW = "Install the package 'bubblewrap', or take the exercise out of 'execute' in nbgrader_config.py."


class SandboxedKernelManager(AsyncKernelManager):
    """Starts a kernel inside bubblewrap."""

    work = Unicode(help="The copy of the submission that the kernel may write to.")
    prefix = List(Unicode(), help="What stands before the command of the kernel.")

    @property
    def kernel_spec(self) -> KernelSpec:
        """Return what says how a kernel is started and interrupted."""
        found = super().kernel_spec or KernelSpec()
        found.interrupt_mode = "message"  # a signal would end the sandbox and not the cell
        return found

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        """Return the command: always this Python's own kernel, whatever the notebook asks for."""
        kernel = [sys.executable, "-m", "ipykernel_launcher", "-f", str(self.connection_file)]
        return [*self.prefix, *kernel, *(extra_arguments or [])]


class SandboxExecute(Execute):
    """nbgrader's Execute for the exercises named here, in a sandbox; all others pass through untouched."""

    execute = List(Unicode(), help="Exercises whose code is run.").tag(config=True)
    memory = Integer(4096, help="The most memory of a kernel, in MiB.").tag(config=True)
    seconds = Integer(120, help="The most processor time of a kernel, in seconds.").tag(config=True)
    file_size = Integer(64, help="The largest file that a kernel may write, in MiB.").tag(config=True)
    processes = Integer(64, help="The most processes and threads of a kernel; does not hold for root.").tag(config=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["kernel_manager_class"] = SandboxedKernelManager
        super().__init__(*args, **kwargs)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any], km: Any = None) -> Any:  # noqa: ARG002
        """Run a notebook.

        Raises:
            SessionError: there is no sandbox on this machine; nothing is run without one.
        """
        if resources["nbgrader"]["assignment"] not in self.execute:
            return nb, resources
        check_sandbox()
        with tempfile.TemporaryDirectory(prefix="su-") as folder:
            work, sockets = Path(folder) / "work", Path(folder) / "run"
            copy_folder(Path(resources["metadata"]["path"]), work)
            sockets.mkdir()
            manager = SandboxedKernelManager(
                transport="ipc", connection_file=str(sockets / "kernel.json"), work=str(work),
                prefix=sandbox_command(work, sockets, self._limits()), config=self.config, kernel_name="python3",
            )  # fmt: skip
            try:
                return super().preprocess(nb, resources, km=manager)
            except DeadKernelError:
                return _ended(nb), resources

    def _limits(self) -> list[str]:
        """Return the limits as the program of util-linux reads them."""
        mib = 1024 * 1024
        sizes = [f"--as={self.memory * mib}", f"--fsize={self.file_size * mib}", "--core=0"]
        return ["prlimit", *sizes, f"--cpu={self.seconds}", f"--nproc={self.processes}"]


def sandbox_command(work: Path, sockets: Path, limits: Sequence[str] = ()) -> list[str]:
    """Return what stands before a command that is to be run in a sandbox.

    Args:
        work: a folder that the command may write to; it is ``/submission`` inside.
        sockets: a folder that both sides see under its own name.
        limits: a command that sets limits and becomes the rest.
    """
    command = [PROGRAM, "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    command += ["--uid", NOBODY, "--gid", NOBODY, "--hostname", "sandbox", "--cap-drop", "ALL"]
    command += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]  # noqa: S108 - one of its own
    for folder in ("/usr", *dict.fromkeys((sys.base_prefix, sys.prefix))):
        command += ["--ro-bind", folder, folder]
    for name in LINKED:
        path = Path("/") / name
        if path.is_symlink():
            command += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            command += ["--ro-bind", str(path), str(path)]
    command += [
        "--bind",
        str(work),
        INSIDE,
        "--bind",
        str(sockets),
        str(sockets),
        "--chdir",
        INSIDE,
        "--remount-ro",
        "/",
    ]
    for name, value in {"HOME": "/tmp", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "MPLBACKEND": "agg"}.items():  # noqa: S108
        command += ["--setenv", name, value]
    return [*command, *limits]


def check_sandbox() -> None:
    """Make sure that a sandbox can be made here.

    Raises:
        SessionError: it cannot; the text says why and what to do.
    """
    if shutil.which(PROGRAM) is None:
        raise SessionError(f"Code of learners is run in a sandbox only, and there is no bubblewrap here. {HOW}")
    if said := _refusal():
        what = f"bubblewrap cannot make one here ({said}); many containers forbid it"
        raise SessionError(f"Code of learners is run in a sandbox only, and {what}. {HOW}")


def _ended(nb: NotebookNode) -> NotebookNode:
    """Mark what did not run because the code ended its kernel: nbgrader gives full marks to a cell without output."""
    error = {
        "output_type": "error",
        "ename": "DeadKernelError",
        "evalue": "The code ended its kernel.",
        "traceback": [],
    }
    for cell in nb.cells:
        if cell.cell_type == "code" and not cell.get("execution_count"):
            cell.outputs = [FORMAT.from_dict(error)]
    return nb


@cache
def _refusal() -> str:
    with tempfile.TemporaryDirectory(prefix="su-") as folder:
        command = [*sandbox_command(Path(folder), Path(folder)), "true"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["no reason given"])[-1]
