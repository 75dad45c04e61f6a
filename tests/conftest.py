"""Laws are about results: a busy machine must not fail them. Loaded first, so that settings of a test build on it."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
