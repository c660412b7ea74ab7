"""Background work: put on the queue inside the transaction that wants it, done exactly once."""

from dougong.platform.jobs.embedded import EmbeddedJobs
from dougong.platform.jobs.job import Handler, Job
from dougong.platform.jobs.leasing import next_due
from dougong.platform.jobs.queue import cancel, due, enqueue, times
from dougong.platform.jobs.waker import Waker, set_waker

__all__ = [
    "EmbeddedJobs",
    "Handler",
    "Job",
    "Waker",
    "cancel",
    "due",
    "enqueue",
    "next_due",
    "set_waker",
    "times",
]
