"""The platform's own tables, one class per file, and `table_of` a class."""

from dougong.platform.storage.platform_tables.api_token import ApiToken
from dougong.platform.storage.platform_tables.app_user import AppUser
from dougong.platform.storage.platform_tables.approval import Approval
from dougong.platform.storage.platform_tables.approval_seat import ApprovalSeat
from dougong.platform.storage.platform_tables.approval_voiding import ApprovalVoiding
from dougong.platform.storage.platform_tables.approval_vote import ApprovalVote
from dougong.platform.storage.platform_tables.audit import Audit
from dougong.platform.storage.platform_tables.connection import Connection
from dougong.platform.storage.platform_tables.definition import DefinitionRow
from dougong.platform.storage.platform_tables.definition_base import DefinitionBase
from dougong.platform.storage.platform_tables.definition_draft import DefinitionDraft
from dougong.platform.storage.platform_tables.definition_revision import DefinitionRevision
from dougong.platform.storage.platform_tables.definitions_revision import DefinitionsRevision
from dougong.platform.storage.platform_tables.department import Department
from dougong.platform.storage.platform_tables.event import Event
from dougong.platform.storage.platform_tables.external_id import ExternalId
from dougong.platform.storage.platform_tables.file_claim import FileClaim
from dougong.platform.storage.platform_tables.idempotency import Idempotency
from dougong.platform.storage.platform_tables.incident import Incident
from dougong.platform.storage.platform_tables.instance import Instance
from dougong.platform.storage.platform_tables.instance_step import InstanceStep
from dougong.platform.storage.platform_tables.job import JobRow
from dougong.platform.storage.platform_tables.login_attempt import LoginAttempt
from dougong.platform.storage.platform_tables.mail import Mail
from dougong.platform.storage.platform_tables.message import MessageRow
from dougong.platform.storage.platform_tables.message_record import MessageRecord
from dougong.platform.storage.platform_tables.message_step import MessageStep
from dougong.platform.storage.platform_tables.notification_choice import NotificationChoice
from dougong.platform.storage.platform_tables.notification_item import NotificationItem
from dougong.platform.storage.platform_tables.number_series import NumberSeries
from dougong.platform.storage.platform_tables.pack_install import PackInstall
from dougong.platform.storage.platform_tables.record_comment import RecordComment
from dougong.platform.storage.platform_tables.search_token import SearchToken
from dougong.platform.storage.platform_tables.signature import Signature
from dougong.platform.storage.platform_tables.site import Site
from dougong.platform.storage.platform_tables.stand_in import StandIn
from dougong.platform.storage.platform_tables.stored_file import StoredFile
from dougong.platform.storage.platform_tables.subscription import Subscription
from dougong.platform.storage.platform_tables.table_of import table_of
from dougong.platform.storage.platform_tables.task import Task
from dougong.platform.storage.platform_tables.task_event import TaskEvent
from dougong.platform.storage.platform_tables.task_person import TaskPerson
from dougong.platform.storage.platform_tables.task_role import TaskRole
from dougong.platform.storage.platform_tables.user_role import UserRole
from dougong.platform.storage.platform_tables.user_session import UserSession

__all__ = [
    "ApiToken",
    "AppUser",
    "Approval",
    "ApprovalSeat",
    "ApprovalVoiding",
    "ApprovalVote",
    "Audit",
    "Connection",
    "DefinitionBase",
    "DefinitionDraft",
    "DefinitionRevision",
    "DefinitionRow",
    "DefinitionsRevision",
    "Department",
    "Event",
    "ExternalId",
    "FileClaim",
    "Idempotency",
    "Incident",
    "Instance",
    "InstanceStep",
    "JobRow",
    "LoginAttempt",
    "MessageRecord",
    "MessageRow",
    "MessageStep",
    "NotificationItem",
    "NumberSeries",
    "Mail",
    "NotificationChoice",
    "PackInstall",
    "RecordComment",
    "SearchToken",
    "Signature",
    "Site",
    "StandIn",
    "StoredFile",
    "Subscription",
    "Task",
    "TaskEvent",
    "TaskPerson",
    "TaskRole",
    "UserRole",
    "UserSession",
    "table_of",
]
