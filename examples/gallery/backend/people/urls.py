"""Addresses of people."""

from django.urls import path

from examples.gallery.backend.people.views import Accounts, Me, Sessions, Tickets

urlpatterns = [
    path('accounts', Accounts.as_view()),
    path('session', Sessions.as_view()),
    path('me', Me.as_view()),
    path('ticket', Tickets.as_view()),
]
