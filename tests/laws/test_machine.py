"""Laws 1, 2 and 3: any order, repeats, partitions, kills, corrections and withdrawals come to the same answer.

The machine publishes versions of articles, delivers them in any order and more than once, kills the worker before any
of its writes, and folds the partitions in any order. At every rest three readings of the same articles must agree:
the tables and alerts of the worker, `answer` over the set, and the naive twin.
"""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from schemas.claims import ArticleClaims
from streams.codebook.policy import Policy
from streams.fold.answer import answer
from tests.laws import strategies
from tests.laws.twin import standing, twin
from tests.laws.worker import KilledError, Life, Worker

lives = st.none() | st.integers(0, 6)


class Corrections(RuleBasedStateMachine):
    """Versions and generations of a few articles, whose claims fit their rows."""

    policy: Policy = strategies.SMALL
    names = st.sampled_from("abcdefg")
    when = strategies.days
    versions, generations = 3, 2

    def __init__(self) -> None:
        super().__init__()
        self.published: dict[tuple[str, int], ArticleClaims] = {}
        self.delivered: list[ArticleClaims] = []
        self.worker = Worker(self.policy)

    @initialize(partitions=st.integers(1, 3))
    def begin(self, partitions: int) -> None:
        """A worker with some partitions."""
        self.worker = Worker(self.policy, partitions=partitions)

    @rule(data=st.data(), life=lives)
    def publish(self, data: st.DataObject, life: int | None) -> None:
        """An article, another version of one, or another reading of a version."""
        kinds = {"versions": self.versions, "generations": self.generations}
        row = data.draw(strategies.rows(names=self.names, when=self.when, **kinds))
        self.deliver(self.published.setdefault(self.identity(row), row), life)

    @precondition(lambda self: self.delivered)
    @rule(data=st.data(), life=lives, hours=st.integers(0, 3))
    def repeat(self, data: st.DataObject, life: int | None, hours: int) -> None:
        """A record again: as it was, or as an old file that is read again later."""
        row = data.draw(st.sampled_from(self.delivered))
        self.deliver(row.model_copy(update={"received": f"2025-01-01T{hours:02d}:00:01Z"}) if hours else row, life)

    @rule(data=st.data(), life=lives)
    def fold(self, data: st.DataObject, life: int | None) -> None:
        """The next record of some partition."""
        waiting = [number for number in range(self.worker.partitions) if self.worker.lag(number)]
        if waiting:
            partition = data.draw(st.sampled_from(waiting))
            try:
                self.worker.step(partition, Life(life))
            except KilledError:
                self.worker.step(partition, Life())

    @rule()
    def rest(self) -> None:
        """Everything is folded: three readings agree."""
        self.worker.settle()
        expected = twin(standing(self.delivered), self.policy)
        assert answer(self.delivered, self.policy) == expected
        assert self.worker.answer() == expected
        assert not self.worker.overflowed()

    def teardown(self) -> None:
        """The last look."""
        self.rest()

    def identity(self, row: ArticleClaims) -> tuple[str, int]:
        """What makes two rows one: what one generation reads in one content is always the same."""
        return row.version.content, row.version.generation

    def deliver(self, row: ArticleClaims, life: int | None) -> None:
        """A kill is followed by the same record again, as long as it is not acknowledged."""
        self.delivered.append(row)
        try:
            self.worker.take(row, Life(life))
        except KilledError:
            self.worker.take(row, Life())


class Overflow(Corrections):
    """Many articles of one version each, whose claims do not fit: what is kept does not depend on the order."""

    policy = strategies.TIGHT
    names = st.sampled_from([f"article-{number}" for number in range(12)])
    when = strategies.one_or_two
    versions, generations = 1, 1

    def identity(self, row: ArticleClaims) -> tuple[str, int]:
        """An article is never corrected: what a row has dropped cannot come back."""
        return row.article_id, 0

    def rest(self) -> None:
        """As above, but rows may have dropped claims."""
        self.worker.settle()
        expected = twin(standing(self.delivered), self.policy)
        assert answer(self.delivered, self.policy) == expected
        assert self.worker.answer() == expected


class Years(Corrections):
    """The distances of the policy as it is."""

    policy = strategies.DEFAULT


TestCorrections = Corrections.TestCase
TestOverflow = Overflow.TestCase
TestYears = Years.TestCase
