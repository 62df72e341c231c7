"""Addresses of the pages on people on the street."""

from django.urls import path

from yiwang.web.field import (
    bills,
    coverage,
    duty,
    quotas,
    route_planning,
    routes,
    shifts,
    terminals,
    training,
)

app_name = "field"
urlpatterns = [
    path("shifts/", shifts.shifts, name="shifts"),
    path("shifts/plan/", shifts.plan, name="plan"),
    path("shifts/change/", shifts.change_week, name="change_week"),
    path("shifts/<int:number>/", shifts.shift, name="shift"),
    path("routes/", routes.routes, name="routes"),
    path("routes/new/", route_planning.new, name="route_new"),
    path("routes/<int:number>/", routes.route, name="route"),
    path("routes/<int:route>/change/", route_planning.change, name="route_change"),
    path("routes/<int:number>/end/", routes.end, name="route_end"),
    path("duty/", duty.duty, name="duty"),
    path("duty/here/", duty.here, name="here"),
    path("log-ins/", duty.entries, name="log_ins"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("training/", training.training, name="training"),
    path("terminals/", terminals.terminals, name="terminals"),
    path("terminals/quotas/", quotas.quotas, name="quotas"),
    path("terminals/bills/", bills.bills, name="bills"),
    path("terminals/bills/check/<int:number>/", bills.check, name="bill_check"),
    path("terminals/bills/check/<int:number>/decide/", bills.decide, name="bill_decide"),
    path("terminals/bills/<int:number>/", bills.bill, name="bill"),
    path("terminals/bills/<int:number>/report/", bills.report, name="bill_report"),
]
