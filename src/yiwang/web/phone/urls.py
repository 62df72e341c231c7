"""Addresses of the phone; all below one folder, so that its worker answers for nothing else."""

from django.contrib.auth.views import LoginView
from django.urls import path

from yiwang.web.phone import houses, installing, pages, patrol, sending

app_name = "phone"
urlpatterns = [
    path("", pages.tasks, name="tasks"),
    path("tasks/<str:number>/", pages.task, name="task"),
    path("houses/", houses.houses, name="houses"),
    path("houses/<int:number>/", houses.house, name="house"),
    path("houses/<int:number>/reveal/", houses.reveal, name="reveal"),
    path("patrol/", patrol.patrol, name="patrol"),
    path("report/", pages.choose, name="choose"),
    path("report/<str:procedure>/", pages.report, name="report"),
    path("queue/", pages.queue, name="queue"),
    path("send/", sending.send, name="send"),
    path("login/", LoginView.as_view(template_name="phone/login.html"), name="login"),
    path("offline/", installing.offline, name="offline"),
    path("worker.js", installing.worker, name="worker"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
]
