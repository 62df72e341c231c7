"""Finds articles of the knowledge base and those that need their owner."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from yiwang.kernel.bigrams import tokens
from yiwang.knowledge.models import Article, ArticleVersion
from yiwang.search import queries as search

DAYS_BEFORE = 14


def valid() -> QuerySet[Article]:
    """What may be answered from today."""
    return Article.objects.filter(
        state=Article.State.PUBLISHED, expires_on__gte=timezone.localdate()
    ).select_related("owner")


def found(text: str, *, category: str = "", limit: int = 20) -> list[Article]:
    """Valid articles that hold every word, the most used first; all of them without words."""
    articles = valid()
    if text.strip():
        articles = articles.filter(pk__in=search.matching("knowledge", text))
    if category:
        articles = articles.filter(category__startswith=category)
    return list(articles.order_by("-cited", "-id")[:limit])


def listed(*, state: str = "", text: str = "") -> list[Article]:
    """Articles for those who keep them, soonest to expire first."""
    articles = Article.objects.select_related("owner").order_by("expires_on", "id")
    if state:
        articles = articles.filter(state=state)
    if text.strip():
        articles = articles.filter(Q(question__icontains=text) | Q(answer__icontains=text))
    return list(articles[:200])


def due_for_reminder() -> list[Article]:
    """Published articles that expire soon and whose owner was not told within a week."""
    today = timezone.localdate()
    told = Q(reminded_on=None) | Q(reminded_on__lt=today - timedelta(days=7))
    soon = Article.objects.filter(
        told, state=Article.State.PUBLISHED, expires_on__lt=today + timedelta(days=DAYS_BEFORE)
    )
    return list(soon.select_related("owner").order_by("expires_on"))


def expiring(*, owner: int | None = None) -> list[Article]:
    """Published articles that expire soon or have expired, of one unit or of all."""
    until = timezone.localdate() + timedelta(days=DAYS_BEFORE)
    articles = Article.objects.filter(state=Article.State.PUBLISHED, expires_on__lt=until)
    if owner is not None:
        articles = articles.filter(owner=owner)
    return list(articles.order_by("-expires_on")[:100])


def versions(article: Article) -> list[ArticleVersion]:
    """What became of an article, the newest first."""
    return list(article.versions.order_by("-id"))


def likely(text: str, *, category: str = "", limit: int = 4) -> list[Article]:
    """Valid articles whose question shares words with a text, the most alike first."""
    words = set(tokens(text))
    if len(words) < 3:
        return []
    scored = []
    for article in valid().order_by("-cited", "-id")[:500]:
        shared = len(words & set(tokens(article.question)))
        if category and article.category and category.startswith(article.category[:4]):
            shared += 1
        if shared >= 2:
            scored.append((-shared, article.pk, article))
    return [article for _, _, article in sorted(scored)[:limit]]
