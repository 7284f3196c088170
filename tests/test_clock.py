"""The jumping clock: real while anyone works, skipped while all wait."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from shopper.clock import Bell, JumpingClock, RealClock

NOON = datetime(2026, 10, 9, 12, tzinfo=UTC)


def test_a_week_takes_no_time_when_everybody_waits() -> None:
    async def week() -> tuple[timedelta, float]:
        clock, began = JumpingClock(NOON), time.monotonic()
        with clock.working():
            await clock.sleep_until(NOON + timedelta(days=7))
        return clock.now() - NOON, time.monotonic() - began

    passed, took = asyncio.run(week())
    assert timedelta(days=7) <= passed < timedelta(days=7, seconds=5)
    assert took < 2


def test_it_does_not_jump_while_somebody_works() -> None:
    async def work() -> timedelta:
        clock = JumpingClock(NOON)

        async def sleeper() -> None:
            await clock.sleep_until(NOON + timedelta(hours=1))

        waiting = asyncio.create_task(sleeper())
        with clock.working():
            await asyncio.sleep(0.2)
            passed = clock.now() - NOON
        await waiting
        return passed

    assert asyncio.run(work()) < timedelta(minutes=1)


def test_sleepers_wake_in_the_order_of_their_times_and_each_at_its_own() -> None:
    async def several() -> list[tuple[int, timedelta]]:
        clock, woken = JumpingClock(NOON), []

        async def one(hours: int) -> None:
            with clock.working():
                await clock.sleep_until(NOON + timedelta(hours=hours))
                woken.append((hours, clock.now() - NOON))
                await asyncio.sleep(0.02)  # it works on after waking: nobody may jump over that

        await asyncio.gather(*(one(hours) for hours in (30, 2, 7, 2)))
        return woken

    woken = asyncio.run(several())
    assert [hours for hours, _ in woken] == [2, 2, 7, 30]
    assert all(timedelta(hours=hours) <= at < timedelta(hours=hours, minutes=1) for hours, at in woken)


def test_a_look_before_the_jump_wakes_whoever_has_mail() -> None:
    async def mail() -> timedelta:
        clock, bell = JumpingClock(NOON), Bell()

        async def look() -> None:
            bell.ring()

        clock.before_jump.append(look)
        with clock.working():
            await clock.sleep_until(NOON + timedelta(days=3), bell)
        return clock.now() - NOON

    assert asyncio.run(mail()) < timedelta(minutes=1)


def test_a_bell_that_rang_before_is_not_lost() -> None:
    async def early() -> timedelta:
        clock, bell = JumpingClock(NOON), Bell()
        bell.ring()
        await clock.sleep_until(NOON + timedelta(days=3), bell)
        return clock.now() - NOON

    assert asyncio.run(early()) < timedelta(minutes=1)


def test_a_cancelled_sleeper_takes_its_holds_back() -> None:
    async def cancel() -> timedelta:
        clock = JumpingClock(NOON)

        async def sleeper() -> None:
            with clock.working():
                await clock.sleep_until(NOON + timedelta(days=9))

        with clock.working():
            task = asyncio.create_task(sleeper())
            await asyncio.sleep(0.01)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await asyncio.sleep(0.05)
            return clock.now() - NOON

    assert asyncio.run(cancel()) < timedelta(minutes=1)


def test_the_real_clock_wakes_at_its_time_or_at_the_bell() -> None:
    async def real() -> tuple[float, float]:
        clock, bell = RealClock(), Bell()
        began = time.monotonic()
        await clock.sleep_until(clock.now() + timedelta(seconds=0.15))
        slept = time.monotonic() - began
        asyncio.get_running_loop().call_later(0.05, bell.ring)
        began = time.monotonic()
        await clock.sleep_until(clock.now() + timedelta(seconds=30), bell)
        return slept, time.monotonic() - began

    slept, rung = asyncio.run(real())
    assert slept >= 0.15
    assert rung < 5


def test_who_waits_for_a_turn_does_not_stop_the_clock_of_those_who_have_it() -> None:
    """Four customers chat with a shop that lets in four; a fifth waits at the door."""

    async def story() -> None:
        clock, turns = JumpingClock(), asyncio.Semaphore(1)
        inside = asyncio.Event()

        async def chats() -> datetime:
            with clock.working():
                async with turns:
                    inside.set()
                    await clock.sleep_until(clock.now() + timedelta(hours=1))
                    return clock.now()

        async def waits() -> datetime:
            await inside.wait()
            with clock.working():
                with clock.waiting():
                    await turns.acquire()
                return clock.now()

        began = clock.now()
        answered, let_in = await asyncio.wait_for(asyncio.gather(chats(), waits()), 5)
        assert answered - began >= timedelta(hours=1)
        assert let_in >= answered

    asyncio.run(story())


def test_a_sleeper_wakes_in_real_time_while_others_work() -> None:
    async def story() -> None:
        clock = JumpingClock()
        with clock.working():
            sleeper = asyncio.create_task(clock.sleep_until(clock.now() + timedelta(seconds=0.05)))
            await asyncio.wait_for(sleeper, 5)
            assert not clock._skipped

    asyncio.run(story())
