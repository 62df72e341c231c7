"""Addresses of the budget."""

from django.urls import path

from yiwang.web.budget import (
    disclosures,
    evaluations,
    importing,
    ledger,
    monitoring,
    overview,
    targets,
)

app_name = "budget"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("projects/", overview.projects, name="projects"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/<int:number>/back/", ledger.take_back, name="take_back"),
    path("import/", importing.page, name="import"),
    path("import/<int:number>/", importing.check, name="import_check"),
    path("import/<int:number>/decide/", importing.decide, name="import_decide"),
    path("intakes/<int:number>/", importing.intake, name="intake"),
    path("targets/", targets.targets, name="targets"),
    path("targets/edit/", targets.edit, name="promise_edit"),
    path("targets/<int:number>/", targets.promise, name="promise"),
    path("targets/<int:number>/evaluate/", evaluations.begin, name="begin"),
    path("evaluations/", evaluations.evaluations, name="evaluations"),
    path("evaluations/<int:number>/", evaluations.evaluation, name="evaluation"),
    path("hands/<str:kind>/<int:number>/", targets.hand, name="hand"),
    path("disclosures/", disclosures.disclosures, name="disclosures"),
    path("disclosures/<int:number>/", disclosures.disclosure, name="disclosure"),
    path("disclosures/<int:number>/hand/", disclosures.hand, name="disclosure_hand"),
    path("disclosures/<int:number>/<str:form>/", disclosures.file, name="disclosure_file"),
    path("monitoring/", monitoring.page, name="monitoring"),
    path("monitoring/deviation/", monitoring.deviation, name="deviation"),
]
