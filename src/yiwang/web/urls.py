"""Every address of the web."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path
from django.views.i18n import set_language

from yiwang.web import home
from yiwang.web.api.inbound import city
from yiwang.web.api.router import api

urlpatterns = [
    path("", home.home, name="home"),
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("language/", set_language, name="set_language"),
    path("post/", home.post, name="post"),
    path("healthz", home.health, name="health"),
    path("watermark.svg", home.watermark, name="watermark"),
    path("desk/", include("yiwang.web.desk.urls")),
    path("cases/", include("yiwang.web.cases.urls")),
    path("boards/", include("yiwang.web.boards.urls")),
    path("cockpit/", include("yiwang.web.cockpit.urls")),
    path("figures/", include("yiwang.web.figures.urls")),
    path("map/", include("yiwang.web.map.urls")),
    path("alerts/", include("yiwang.web.alerts.urls")),
    path("frozen/", include("yiwang.web.frozen.urls")),
    path("reports/", include("yiwang.web.reports.urls")),
    path("scores/", include("yiwang.web.scores.urls")),
    path("audits/", include("yiwang.web.audits.urls")),
    path("budget/", include("yiwang.web.budget.urls")),
    path("hub/", include("yiwang.web.hub.urls")),
    path("insight/", include("yiwang.web.insight.urls")),
    path("field/", include("yiwang.web.field.urls")),
    path("phone/", include("yiwang.web.phone.urls")),
    path("manage/", include("yiwang.web.manage.urls")),
    path("knowledge/", include("yiwang.web.knowledge.urls")),
    path("registers/", include("yiwang.web.registers.urls")),
    path("public/", include("yiwang.web.public.urls")),
    path("open311/v2/", include("yiwang.web.open311.urls")),
    path("api/v1/", api.urls),
    path("api/inbound/city/", city, name="city"),
]
handler400 = "yiwang.web.home.bad_request"
handler403 = "yiwang.web.home.forbidden"
handler404 = "yiwang.web.home.not_found"
handler500 = "yiwang.web.home.server_error"
