"""When a file was delivered: what the sender's machine says and when we first saw it, and which of the two counts."""

from datetime import datetime, timedelta

from rkci.cycles import DeliveryRule

SKEW = timedelta(minutes=5)
"""By how much clocks of two machines may differ before one of them tells the future."""
INSTANT = timedelta(microseconds=1)


def received_at(sent_at: datetime, seen_at: datetime, before: datetime | None, rule: DeliveryRule) -> datetime:
    """The instant that counts, for the deadline and for which word is the newest.

    `sent_at` is the file's modification time, `before` what counts for the file that was under this name until now:
    what took its place came after it. Where the first sight counts, the sender is believed as far back as
    `lag_minutes`, the time between two looks at the inbox. Nobody delivers what was seen already.
    """
    counted = sent_at
    if rule.counts == "first_seen":
        counted = max(sent_at, seen_at - timedelta(minutes=rule.lag_minutes))
    if before is not None:
        counted = max(counted, before + INSTANT)
    return min(counted, seen_at)


def doubt(sent_at: datetime, seen_at: datetime, opens: datetime, rule: DeliveryRule) -> str | None:
    """Why the sender's time is asked about: future, before_cycle (earlier than its first phase), apart (`apart_hours`
    and more before the first sight, where that is flagged); None if it is not."""
    if sent_at > seen_at + SKEW:
        return "future"
    if sent_at < opens:
        return "before_cycle"
    if rule.flag and seen_at - sent_at >= timedelta(hours=rule.apart_hours):
        return "apart"
    return None
