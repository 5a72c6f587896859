"""A round: every feed that is due is polled once, several hosts at a time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime
from typing import Final

from mithaq.sources.feeds.fetch import Fetcher, Limits
from mithaq.sources.feeds.memory import Memory
from mithaq.sources.feeds.plan import Plan
from mithaq.sources.feeds.poll import Polled, Site, poll_feed
from mithaq.sources.feeds.robots import Robots

NAME: Final = "Mithaq"
_AT_ONCE: Final = 8


def open_fetcher(plan: Plan, version: str) -> Fetcher:
    """Return what fetches for a plan; it names itself and whom to write to.

    Args:
        plan: What is watched.
        version: Of the program.
    """
    contact = f" (+{plan.contact})" if plan.contact else ""
    limits = Limits(plan.timeout, plan.deadline, plan.pause)
    return Fetcher(f"{NAME}/{version}{contact}", plan.allow, limits)


def poll_due(plan: Plan, memory: Memory, fetcher: Fetcher, now: datetime) -> Iterator[Polled]:
    """Yield what each feed brought that is due, as they come.

    Args:
        plan: What is watched.
        memory: What was read before.
        fetcher: What fetches (`open_fetcher`).
        now: The time.
    """
    due = [feed for feed in plan.feeds if memory.is_due(feed.url, now)]
    site = Site(plan, fetcher, Robots(fetcher, NAME), now)
    pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="feed")
    try:
        for done in as_completed([pool.submit(poll_feed, feed, memory, site) for feed in due]):
            yield done.result()
    except BaseException:
        # Ended from outside: nobody waits for slow servers.
        fetcher.close()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def find_next(plan: Plan, memory: Memory, now: datetime) -> float:
    """Return in how many seconds the next feed is due; 0 where one is.

    Args:
        plan: What is watched.
        memory: What was read before.
        now: The time.
    """
    states = (memory.feeds.get(feed.url) for feed in plan.feeds)
    waits = [(state.due - now).total_seconds() if state and state.due else 0.0 for state in states]
    return max(0.0, min(waits))
