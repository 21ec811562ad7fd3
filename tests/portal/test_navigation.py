"""The shell leads nobody to a page that refuses them."""

import pytest

from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import grant_role
from neuguong.organisations.models import Role
from neuguong.portal.navigation import SECTIONS
from tests.bloc import ACCOUNTS, Bloc, found_bloc

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


@pytest.mark.parametrize("name", ACCOUNTS)
def test_every_page_that_is_offered_opens(bloc: Bloc, name: str) -> None:
    place = ACCOUNTS[name][1]
    for section in SECTIONS:
        page = section.pages[0][1]
        answer = bloc.open(name, page, place=place)
        assert answer.status_code == 200, page
        for tab in answer.context["shell"].tabs:
            assert bloc.client(name).get(tab.href).status_code == 200, (name, tab.key)


def test_only_who_enters_records_is_offered_the_import(bloc: Bloc) -> None:
    grant_role(actor=SYSTEM, user=bloc.users["sibling"], role=Role.INSPECTOR, organisation=bloc.places["DSO"])
    for name, offered in (("cell", True), ("sibling", True), ("member", False), ("inspector", False)):
        page = bloc.open(name, "reporting:figures", place=ACCOUNTS[name][1])
        assert ("interchange:list" in [tab.key for tab in page.context["shell"].tabs]) is offered, name
