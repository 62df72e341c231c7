"""Addresses of the registers."""

from django.urls import path

from yiwang.web.registers import checks, doubles, houses, parts

app_name = "registers"
urlpatterns = [
    path("parts/", parts.index, name="parts"),
    path("parts/import/", parts.importing_page, name="parts_import"),
    path("parts/surveys/<int:number>/", parts.survey, name="parts_survey"),
    path("parts/<str:code>/", parts.part, name="part"),
    path("houses/", houses.grids, name="houses"),
    path("houses/cycles/", houses.publish, name="houses_cycles"),
    path("doubles/", doubles.index, name="doubles"),
    path("doubles/merge/", doubles.merge, name="merge"),
    path("people/import/", doubles.importing_page, name="people_import"),
    path("people/intakes/<int:number>/", doubles.intake, name="intake"),
    path("houses/grids/<str:code>/", houses.grid, name="houses_grid"),
    path("houses/grids/<str:code>/new/", houses.register, name="house_new"),
    path("houses/<int:number>/", houses.house, name="house"),
    path("houses/<int:number>/reveal/", houses.reveal, name="house_reveal"),
    path("houses/<int:number>/sensitive/", houses.sensitive, name="house_sensitive"),
    path("houses/<int:number>/note/", houses.note, name="house_note"),
    path("houses/<int:number>/visit/", houses.visit, name="house_visit"),
    path("houses/<int:number>/photos/<uuid:key>/", houses.photo, name="house_photo"),
    path("checks/", checks.index, name="checks"),
    path("checks/<int:number>/", checks.check, name="check"),
    path("checks/<int:number>/frame/", checks.frame, name="check_frame"),
    path("checks/<int:number>/record/", checks.record, name="check_record"),
]
