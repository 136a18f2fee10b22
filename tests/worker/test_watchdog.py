"""The watchdog ends a worker in which nothing moves, and no other."""

import threading
import time

from streams.worker.watchdog import Progress, Watchdog


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def progress() -> tuple[Progress, Clock]:
    clock = Clock()
    return Progress(clock=clock), clock


def stuck(of: Progress) -> str | None:
    return of.stuck(still=120, stop=90)


def test_an_idle_worker_is_not_stuck_however_long_nothing_moves() -> None:
    worker, clock = progress()
    for _ in range(10):
        clock.now += 100
        worker.looked(0)
    assert stuck(worker) is None


def test_work_that_waits_while_nothing_moves_is_a_hang() -> None:
    worker, clock = progress()
    worker.looked(0)
    for _ in range(5):
        clock.now += 30
        worker.looked(7)
    assert stuck(worker) == "nothing has moved for 120 s although 7 records wait"
    worker.moved()
    assert stuck(worker) is None


def test_the_time_counts_from_when_work_began_to_wait() -> None:
    worker, clock = progress()
    clock.now += 500
    worker.looked(0)
    clock.now += 60
    worker.looked(3)
    assert stuck(worker) is None


def test_a_loop_that_looks_no_more_is_a_hang_also_without_work() -> None:
    worker, clock = progress()
    clock.now += 121
    assert "has not answered" in (stuck(worker) or "")


def test_a_stop_has_a_time_of_its_own() -> None:
    worker, clock = progress()
    worker.stopping()
    clock.now += 80
    worker.stopping()
    assert stuck(worker) is None
    clock.now += 11
    assert stuck(worker) == "stopping took over 90 s"


def test_the_thread_ends_the_process_once_and_says_why() -> None:
    worker, clock = progress()
    said: list[str] = []
    ended = threading.Event()

    def end(reason: str) -> None:
        said.append(reason)
        ended.set()

    dog = Watchdog(worker, still=120, stop=90, stopping=lambda: False, end=end)
    dog.start()
    clock.now += 121
    assert ended.wait(10)
    time.sleep(0.6)
    assert len(said) == 1
    dog.call_off()


def test_a_crash_of_faust_is_an_end_at_once() -> None:
    worker, _ = progress()
    said: list[str] = []
    ended = threading.Event()

    def end(reason: str) -> None:
        said.append(reason)
        ended.set()

    crash = RuntimeError("the coordinator is gone")
    dog = Watchdog(worker, still=120, stop=90, stopping=lambda: True, crashed=lambda: crash, end=end)
    dog.start()
    assert ended.wait(10)
    assert said == ["Faust crashed: RuntimeError('the coordinator is gone')"]
    dog.call_off()


def test_a_thread_that_is_called_off_ends_nothing() -> None:
    worker, clock = progress()
    said: list[str] = []
    dog = Watchdog(worker, still=120, stop=90, stopping=lambda: True, end=said.append)
    dog.start()
    dog.call_off()
    clock.now += 1000
    assert not said
    assert not dog._thread.is_alive()
