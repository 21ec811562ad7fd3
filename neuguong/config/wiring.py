"""The one place where the rooms' figures, duties and events are joined."""

from neuguong.accounts import personal_data as of_accounts
from neuguong.accounts import rules as accounts
from neuguong.accounts.queries import addresses_of
from neuguong.activities import duties as duties_of_activities
from neuguong.activities import figures as activities
from neuguong.activities import personal_data as of_activities
from neuguong.campaigns import telling as told_by_campaigns
from neuguong.campaigns.actions import retire_rules
from neuguong.campaigns.duties.consequences import duties_about
from neuguong.campaigns.queries.consequences import figures_about
from neuguong.classification import duties as duties_of_classification
from neuguong.classification import figures as classification
from neuguong.classification import personal_data as of_classification
from neuguong.commendations import figures as commendations
from neuguong.commendations import personal_data as of_commendations
from neuguong.commitments import duties as duties_of_commitments
from neuguong.commitments import figures as commitments
from neuguong.commitments import personal_data as of_commitments
from neuguong.core import schedule, telling
from neuguong.directives import duties as duties_of_directives
from neuguong.directives import figures as directives
from neuguong.files import personal_data as of_files
from neuguong.initiatives import duties as duties_of_initiatives
from neuguong.initiatives import figures as initiatives
from neuguong.initiatives import personal_data as of_initiatives
from neuguong.interchange import personal_data as of_interchange
from neuguong.notices import personal_data as of_notices
from neuguong.organisations import personal_data as of_organisations
from neuguong.organisations import rules as people
from neuguong.organisations.actions import REACTIONS
from neuguong.organisations.queries import names_about
from neuguong.organisations.queries.consequences import CONSEQUENCES
from neuguong.portal import scheduled
from neuguong.portal import telling as told_by_portal
from neuguong.privacy import personal_data as of_privacy
from neuguong.privacy import registry as personal_data
from neuguong.privacy.queries import is_erased
from neuguong.reporting import duties as duties_of_reporting
from neuguong.reporting import figures as reporting

# In the order of the contract, which is the order of the work.
_ROOMS = (directives, activities, commitments, initiatives, commendations, classification, reporting)

_DUTIES = (
    duties_of_directives,
    duties_of_activities,
    duties_of_commitments,
    duties_of_initiatives,
    duties_of_classification,
    duties_of_reporting,
)
# In the order in which a copy tells them, between who it is and their account.
_HOLDERS = (of_commitments, of_activities, of_initiatives, of_commendations, of_classification, of_privacy)


def join() -> None:
    """Join everything; called once when Django is ready."""
    for room in _ROOMS:
        room.join()
    for kinds in _DUTIES:
        kinds.join()
    CONSEQUENCES.add(figures_about)
    CONSEQUENCES.add(duties_about)
    if retire_rules not in REACTIONS:
        REACTIONS.append(retire_rules)
    accounts.ABOUT.append(names_about)
    people.withhold("restriction")
    people.bury(is_erased)
    personal_data.join(of_organisations.HOLDINGS)
    for holder in _HOLDERS:
        personal_data.join(holder.HOLDINGS, holder.EXPIRIES)
    for sender in (of_files, of_interchange):
        personal_data.join(sender.HOLDINGS)
    personal_data.join(of_notices.HOLDINGS, of_notices.EXPIRIES)
    personal_data.join(of_accounts.HOLDINGS, of_accounts.EXPIRIES)
    telling.address_by(addresses_of)
    telling.join((*told_by_campaigns.KINDS, *told_by_portal.KINDS))
    for work in scheduled.WORKS:
        schedule.join(work)
