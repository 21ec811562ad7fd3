"""Addresses of rounds, nominations and awards."""

from neuguong.commendations.views import Awards, Nominations, Rounds

app_name = "commendations"
urlpatterns = [
    *Rounds().urls("rounds/"),
    *Nominations().urls("nominations/"),
    *Awards().urls(),
]
