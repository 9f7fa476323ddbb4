"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.plan import both, doctor, versions, views, writing

pages = [
    path("plan/", views.home, name="plan"),
    path("plan/all.json", views.along, name="plan_along"),
    path("plan/view/", both.mine, name="plan_mine"),
    path("plan/view/doctor/", both.ways, name="plan_ways"),
    path("plan/view/doctor/said/", both.reported, name="plan_reported"),
    path("plan/view/both/", both.sides, name="plan_sides"),
    path("plan/hand/", doctor.hand, name="plan_hand"),
    path("plan/doctor/<uuid:name>/", doctor.by_code, name="plan_code"),
    path("plan/write/", writing.write, name="plan_write"),
    path("plan/keep/", writing.keep, name="plan_keep"),
    path("plan/difference/", versions.pick, name="plan_pick"),
    path("plan/difference/<int:number>/<int:other>/", versions.differ, name="plan_differ"),
    path("plan/version/<int:number>/", versions.one, name="plan_version"),
    path("plan/version/<int:number>.pdf", versions.paper, name="plan_paper"),
    path("plan/version/<int:number>/brief.json", versions.brief, {"form": "json"}, name="plan_brief"),
    path("plan/version/<int:number>/brief.pdf", versions.brief, {"form": "pdf"}, name="plan_brief_paper"),
    path("plan/version/<int:number>/talked/", versions.talked, name="plan_talked"),
    path("plan/version/<int:number>/agree/", versions.agree, name="plan_agree"),
    path("plan/version/<int:number>/withdraw/", versions.withdraw, name="plan_withdraw"),
]
