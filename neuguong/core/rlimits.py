"""What a process that opens strangers' files may not have; loaded by such a process, so it needs next to nothing."""

import resource


def give_up(*, memory: int, cpu_seconds: int) -> None:
    """Take memory beyond `memory` bytes, CPU time, writing files and a core dump from this process, for good."""
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, least))
