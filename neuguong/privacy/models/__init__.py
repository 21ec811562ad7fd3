"""Rows of people's rights over their data: requests, notices read, restrictions, removals and what they leave."""

from neuguong.privacy.models.days import DayOff
from neuguong.privacy.models.notices import NoticeRead
from neuguong.privacy.models.removals import Ground, Removal, RemovalStatus, Tombstone
from neuguong.privacy.models.requests import CLOSED, DataRequest, RequestKind, RequestStatus
from neuguong.privacy.models.restrictions import Restriction

__all__ = [
    "CLOSED",
    "DataRequest",
    "DayOff",
    "Ground",
    "NoticeRead",
    "Removal",
    "RemovalStatus",
    "RequestKind",
    "RequestStatus",
    "Restriction",
    "Tombstone",
]
