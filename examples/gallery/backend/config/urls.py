"""All addresses of the back end."""

from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView

from examples.gallery.backend.observing import health

_package = 'examples.gallery.backend'

urlpatterns = [
    path('api/', include(f'{_package}.people.urls')),
    path('api/', include(f'{_package}.photos.urls')),
    path('api/schema/', SpectacularJSONAPIView.as_view()),
    path('health/live', health.live),
    path('health/ready', health.ready),
]

handler400 = f'{_package}.api.problems.bad_request'
handler404 = f'{_package}.api.problems.not_found'
handler500 = f'{_package}.api.problems.server_error'
