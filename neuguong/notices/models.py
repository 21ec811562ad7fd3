"""What accounts are told, each known here by its number alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from neuguong.core import clock
from neuguong.core.models import Record


class Notice(models.Model):
    """Something that the account `recipient_id` is told, by a kind and what fills its words.

    `key` says what it is about and for whom: told twice, it is there once. `link` is a path of this site.
    """

    recipient_id = models.BigIntegerField(editable=False)
    kind = models.CharField(_("loại"), max_length=40, editable=False)
    said = models.JSONField(default=dict, editable=False)
    link = models.CharField(max_length=400, blank=True, editable=False)
    key = models.CharField(max_length=200, unique=True, editable=False)
    at = models.DateTimeField(_("lúc"), default=clock.now, editable=False)
    read_at = models.DateTimeField(_("đọc lúc"), null=True, editable=False)
    # Whether a mail still has to tell it, and the one that did.
    by_mail = models.BooleanField(default=True, editable=False)
    letter = models.ForeignKey("notices.Letter", on_delete=models.SET_NULL, null=True, editable=False)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(name="notice_by_recipient", fields=["recipient_id", "-at", "-id"]),
            models.Index(
                name="notice_to_mail",
                fields=["recipient_id", "id"],
                condition=Q(by_mail=True, letter__isnull=True, read_at__isnull=True),
            ),
            models.Index(name="notice_unread", fields=["recipient_id"], condition=Q(read_at__isnull=True)),
        )
        constraints = (
            models.CheckConstraint(name="notice_leads_within_the_site", condition=Q(link="") | Q(link__startswith="/")),
        )

    def __str__(self) -> str:
        return self.key


class LetterStatus(models.TextChoices):
    """How far a letter is on its way; lifecycle.py says what may follow what."""

    QUEUED = "queued", _("đang chờ gửi")
    SENDING = "sending", _("đang gửi")
    HANDING = "handing", _("đang trao cho máy chủ thư")
    SENT = "sent", _("đã gửi")
    UNSURE = "unsure", _("chưa rõ máy chủ thư đã nhận chưa")
    FAILED = "failed", _("máy chủ thư không nhận")
    DROPPED = "dropped", _("bỏ, vì tài khoản đã thôi dùng")


class Letter(models.Model):
    """A mail to the account `recipient_id`, written down in the transaction of what it tells of, sent by the worker.

    `key` makes it one letter, however often it is queued; `message_id` stays with it through every try. `claim` is
    whose try is under way. Once it is on its way or given up, what it says is forgotten.
    """

    key = models.CharField(_("khóa"), max_length=200, unique=True, editable=False)
    recipient_id = models.BigIntegerField(_("tài khoản nhận"), editable=False)
    sort = models.CharField(_("loại"), max_length=40, editable=False)
    subject = models.CharField(_("về việc"), max_length=200, blank=True, editable=False)
    said = models.JSONField(_("nội dung"), default=dict, editable=False)
    language = models.CharField(_("ngôn ngữ"), max_length=7, editable=False)
    message_id = models.CharField(_("mã thư"), max_length=120, unique=True, editable=False)
    status = models.CharField(
        _("tình trạng"), max_length=8, choices=LetterStatus.choices, default=LetterStatus.QUEUED, editable=False
    )
    claim = models.CharField(_("lượt gửi"), max_length=50, blank=True, editable=False)
    attempts = models.PositiveIntegerField(_("số lần thử"), default=0, editable=False)
    not_before = models.DateTimeField(_("gửi từ"), default=clock.now, editable=False)
    queued_at = models.DateTimeField(_("ghi lúc"), default=clock.now, editable=False)
    ended_at = models.DateTimeField(_("xong lúc"), null=True, editable=False)
    trouble = models.CharField(_("trở ngại"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("thư")
        verbose_name_plural = _("thư")
        ordering = ("pk",)
        indexes = (
            models.Index(
                name="letter_waiting",
                fields=["not_before", "id"],
                condition=Q(status__in=("queued", "sending", "handing")),
            ),
            models.Index(name="letter_by_status", fields=["status", "id"]),
        )

    def __str__(self) -> str:
        return self.key


class Preference(Record):
    """How the account `account_id` is told by mail; in the app it is told always.

    `mail_off`: codes of the kinds that no mail tells. No mail is written from the hour `quiet_from` until
    `quiet_until`; without them as the installation has it, never where both are the same.
    """

    account_id = models.BigIntegerField(_("tài khoản"), unique=True, editable=False)
    mail_off = models.JSONField(_("loại không gửi thư"), default=list, blank=True)
    quiet_from = models.PositiveSmallIntegerField(_("từ giờ"), null=True, blank=True)
    quiet_until = models.PositiveSmallIntegerField(_("đến giờ"), null=True, blank=True)
    language = models.CharField(_("ngôn ngữ của thư"), max_length=7, default="vi")

    class Meta:
        verbose_name = _("cách nhận thông báo")
        verbose_name_plural = _("cách nhận thông báo")
        constraints = (
            models.CheckConstraint(
                name="preference_hours_of_a_day",
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False, quiet_from__lte=23, quiet_until__lte=23),
                violation_error_message=_("Chọn cả giờ bắt đầu và giờ kết thúc, từ 0 đến 23."),
            ),
        )

    def __str__(self) -> str:
        return str(self.account_id)


class Carrier(models.Model):
    """The process that carries letters: one row, by which pages tell whether it runs and what is in its way."""

    place = models.CharField(max_length=120)
    seen_at = models.DateTimeField(default=clock.now)
    trouble = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.place
