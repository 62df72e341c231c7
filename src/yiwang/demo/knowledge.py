"""Fills the made-up knowledge base, each article written by one and published by another."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from yiwang.demo.district import Made
from yiwang.demo.stories import STORIES
from yiwang.knowledge import actions
from yiwang.org import queries as org


def fill(made: Made) -> int:
    """Write and publish the answers of the stories; how many."""
    owner = org.units_that_handle().first()
    writer = made.workers["editor"]
    reviewer = replace(made.workers["supervisor"])
    count = 0
    for number, story in enumerate(story for story in STORIES if story.answer):
        text = actions.Text(
            question=story.title.removeprefix("咨询"),
            answer=story.answer,
            sources="演示内容，非真实政策",
            owner=owner,
            expires_on=timezone.localdate() + timedelta(days=7 + 120 * number),
            category=story.category,
        )
        written = actions.write(text=text, worker=writer)
        actions.publish(article_id=written.pk, worker=reviewer)
        count += 1
    return count
