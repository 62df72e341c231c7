"""Writes, reviews, renews and retires articles of the knowledge base."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from yiwang.kernel.refusals import Invalid, NotAllowed, NotFound, NotNow
from yiwang.knowledge.models import Article, ArticleVersion
from yiwang.org.actors import Worker
from yiwang.org.models import Unit
from yiwang.search import actions as search


@dataclass(frozen=True, kw_only=True)
class Text:
    """What an article says."""

    question: str
    answer: str
    sources: str
    owner: Unit
    expires_on: date
    category: str = ""


@transaction.atomic
def write(*, text: Text, worker: Worker, article_id: int | None = None) -> Article:
    """A new article, or a new version of one; it must be published by another person."""
    _check(text)
    article = get(article_id) if article_id else Article(version=0)
    article.question, article.answer = text.question.strip(), text.answer.strip()
    article.sources, article.category = text.sources.strip(), text.category
    article.owner, article.expires_on = text.owner, text.expires_on
    article.state, article.written_by = Article.State.DRAFT, worker.person_id
    article.version += 1
    article.save()
    _remember(article, "写稿", worker)
    search.remove(kind="knowledge", object_id=article.pk)
    return article


def _check(text: Text) -> None:
    if not text.question.strip() or not text.answer.strip():
        raise Invalid("请填写问题和答案")
    if not text.sources.strip():
        raise Invalid("请写明答案的依据", fields={"sources": "请写明答案的依据"})
    if text.expires_on <= timezone.localdate():
        raise Invalid("有效期应晚于今天", fields={"expires_on": "有效期应晚于今天"})


@transaction.atomic
def publish(*, article_id: int, worker: Worker) -> Article:
    """Let everybody find it. Raises `NotAllowed` for the person who wrote it."""
    article = get(article_id)
    if article.state != Article.State.DRAFT:
        raise NotNow("只有待审核的知识可以发布")
    if article.written_by is not None and article.written_by == worker.person_id:
        raise NotAllowed("撰写人不能审核自己的知识", rule="separation")
    article.state = Article.State.PUBLISHED
    article.save(update_fields=["state"])
    _remember(article, "发布", worker)
    text = f"{article.question} {article.answer}"
    search.index(kind="knowledge", object_id=article.pk, text=text)
    return article


@transaction.atomic
def renew(*, article_id: int, until: date, worker: Worker) -> Article:
    """The owner has looked at it and it still holds."""
    article = get(article_id)
    if until <= timezone.localdate():
        raise Invalid("有效期应晚于今天")
    article.expires_on, article.reminded_on = until, None
    article.save(update_fields=["expires_on", "reminded_on"])
    _remember(article, "续期", worker)
    return article


@transaction.atomic
def retire(*, article_id: int, worker: Worker) -> Article:
    """It is found no more; cases that cite it keep what it said."""
    article = get(article_id)
    article.state = Article.State.RETIRED
    article.save(update_fields=["state"])
    _remember(article, "停用", worker)
    search.remove(kind="knowledge", object_id=article.pk)
    return article


def cite(*, article_id: int) -> None:
    """An answer was given from it."""
    Article.objects.filter(pk=article_id).update(cited=F("cited") + 1)


def reminded(*, article_ids: list[int]) -> None:
    """The owners were told today."""
    Article.objects.filter(pk__in=article_ids).update(reminded_on=timezone.localdate())


def get(article_id: int) -> Article:
    """One article. Raises `NotFound`."""
    found = Article.objects.select_related("owner").filter(pk=article_id).first()
    if found is None:
        raise NotFound("没有这条知识")
    return found


def _remember(article: Article, what: str, worker: Worker) -> None:
    content = {
        "question": article.question,
        "answer": article.answer,
        "sources": article.sources,
        "expires_on": article.expires_on.isoformat(),
        "category": article.category,
    }
    ArticleVersion.objects.create(
        article=article,
        version=article.version,
        what=what,
        content=content,
        by=worker.person_id,
        by_name=worker.person_name,
        at=timezone.now(),
    )
