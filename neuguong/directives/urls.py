"""Addresses of directives, tasks and findings."""

from django.urls import path

from neuguong.directives.views import answering, findings, plans
from neuguong.directives.views import provisions as items
from neuguong.directives.views import tasks as work
from neuguong.directives.views.registers import directives

app_name = "directives"
urlpatterns = [
    *directives.urls(),
    path("<int:pk>/provisions/", items.provisions, name="provisions"),
    path("<int:pk>/plan/", plans.plan, name="plan"),
    path("<int:pk>/plan.docx", plans.plan_word, name="plan_word"),
    path("<int:pk>/concretise/", answering.concretise, name="concretise"),
    path("provisions/<int:pk>/inapplicable/", answering.set_aside, name="set_aside"),
    path("inapplicable/<int:pk>/", answering.inapplicable, name="inapplicable"),
    path("inapplicable/<int:pk>/edit/", answering.inapplicable_edit, name="inapplicable_edit"),
    path("inapplicable/<int:pk>/return/", answering.inapplicable_return, name="inapplicable_return"),
    path("inapplicable/<int:pk>/remove/", answering.inapplicable_remove, name="inapplicable_remove"),
    *work.tasks.urls("tasks/"),
    *(path(f"tasks/<int:pk>/{event}/", work.task_step(event), name=f"task_{event}") for event in work.STEPS),
    path("tasks/<int:pk>/delay/", work.task_delay, name="task_delay"),
    path("tasks/delays/<int:pk>/grant/", work.delay_grant, name="delay_grant"),
    path("tasks/delays/<int:pk>/refuse/", work.delay_refuse, name="delay_refuse"),
    *findings.FINDINGS.urls("findings/"),
    path("findings/about/<str:kind>/<int:pk>/", findings.finding_raise, name="finding_raise"),
    path("findings/<int:pk>/answer/", findings.finding_answer, name="finding_answer"),
    path("findings/<int:pk>/assign/", findings.finding_assign, name="finding_assign"),
    path("findings/<int:pk>/close/", findings.finding_close, name="finding_close"),
    path("findings/<int:pk>/return/", findings.finding_return, name="finding_return"),
]
