"""Topics of 4,326 real messages against 21 that a person sorted by hand."""

from itertools import combinations
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.insight.topics.sorted_by_hand import TOPICS
from yiwang.insight.topics.finding import find
from yiwang.insight.topics.trying import Columns, texts_of

pytestmark = pytest.mark.shared
FILE = SHARED / "data/messages/hot_topics_source.csv"
COLUMNS = Columns(
    text="留言详情",
    time="留言时间",
    title="留言主题",
    user="留言用户",
    id="留言编号",
    likes="点赞数",
)


@pytest.fixture(scope="module")
def found() -> list[set[int]]:
    texts = texts_of(Path(FILE), COLUMNS)
    topics = find(texts, until=max(text.on for text in texts), weeks=60, least=2)
    return [set(topic.keys) for topic in topics]


def pairs(groups) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def test_pairs_of_messages_that_belong_together_are_found(found: list[set[int]]):
    known = {key for topic in TOPICS for key in topic}
    true = pairs(TOPICS)
    # A pair with a message that was not sorted into a topic counts as wrong.
    told = {pair for pair in pairs(found) if known.intersection(pair)}
    precision, recall = len(told & true) / len(told), len(told & true) / len(true)
    assert precision >= 0.92 and recall >= 0.85, (precision, recall)


def test_most_topics_are_found_whole(found: list[set[int]]):
    shares = [max(len(set(topic) & group) / len(topic) for group in found) for topic in TOPICS]
    assert sum(share >= 0.7 for share in shares) >= 18, shares
