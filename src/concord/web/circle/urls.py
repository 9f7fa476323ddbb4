"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.circle import her, theirs

pages = [
    path("circle/", her.home, name="circle"),
    path("circle/log/", her.log, name="circle_log"),
    path("circle/invite/<slug:kind>/", her.invite, name="circle_invite"),
    path("circle/one/<uuid:number>/", her.one, name="circle_one"),
    path("circle/one/<uuid:number>/withdraw/", her.withdraw, name="circle_withdraw"),
    path("circle/one/<uuid:number>/code/", her.code, name="circle_new_code"),
    path("circle/with/<uuid:number>/", theirs.by_code, name="circle_code"),
    path("circle/open/<uuid:number>/", theirs.come, name="circle_open"),
    path("circle/here/", theirs.here, name="circle_here"),
    path("circle/note/<slug:part>/", theirs.note, name="circle_note"),
    path("circle/leave/", theirs.go, name="circle_leave"),
]
