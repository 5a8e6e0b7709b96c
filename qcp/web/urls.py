from django.urls import path

from .views import home, moves, public, queues, workshop

app_name = "web"

urlpatterns = [
    path("", public.front, name="front"),
    path("policies/", public.policies, name="policies"),
    path("help/", public.assistance, name="help"),
    path("healthz", public.healthz, name="healthz"),
    path("readyz", public.readyz, name="readyz"),
    path("alive/", home.alive, name="alive"),
    path("home/", home.home, name="home"),
    path("home/queues/<str:key>/", queues.queue, name="queue"),
    path("home/queues/<str:key>/export.<str:sheet>", queues.export, name="queue-export"),
    path("moves/<slug:slug>/<uuid:pk>/<slug:move>/", moves.make_move, name="move"),
    path("gallery/", workshop.gallery, name="gallery"),
]
