from django.urls import path

from .views import care, files, papers, pieces

app_name = "documents"

urlpatterns = [
    path("files/<uuid:pk>/", files.file, name="file"),
    path("files/<uuid:pk>/read/", files.read, name="read"),
    path("files/<uuid:pk>/pages/<int:number>.png", files.page_image, name="page"),
    path("files/<uuid:pk>/second-look/", care.second_look, name="second-look"),
    path("files/<uuid:pk>/destroy/", care.destroy, name="destroy"),
    path("letters/<uuid:pk>.pdf", files.letter, name="letter"),
    path("papers/", papers.papers, name="papers"),
    path("papers/<slug:template>/", papers.paper, name="paper"),
    path("papers/<slug:template>/restore/", papers.restore, name="paper-restore"),
    path("uploads/", pieces.begin, name="upload-begin"),
    path("uploads/<uuid:pk>/", pieces.standing, name="upload"),
    path("uploads/<uuid:pk>/parts/<int:number>/", pieces.part, name="upload-part"),
    path("uploads/<uuid:pk>/give-up/", pieces.give_up, name="upload-give-up"),
]
