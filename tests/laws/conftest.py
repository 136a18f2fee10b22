"""How long the laws are tried: `ci` in a minute, always alike; `--hypothesis-profile=torture` as long as it takes."""

from hypothesis import HealthCheck, Phase, settings

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

settings.register_profile(
    "ci", max_examples=60, stateful_step_count=25, deadline=None, derandomize=True, suppress_health_check=_SLOW
)
settings.register_profile(
    "torture", max_examples=2000, stateful_step_count=60, deadline=None, suppress_health_check=_SLOW
)
settings.register_profile(
    "mutate",
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # that it fails is enough: nobody reads the example
    suppress_health_check=_SLOW,
)
settings.load_profile("ci")
