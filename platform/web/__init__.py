"""The web shell: who asks, bodies, answers, problems, pages, and the areas it mounts."""

from dougong.platform.web.answers import Answer, redirect, write
from dougong.platform.web.application import AREAS, create_app
from dougong.platform.web.asked import Ask, Asked
from dougong.platform.web.bodies import FormBody, JsonBody, record_fields, seen_change_no
from dougong.platform.web.deployment import Deployment
from dougong.platform.web.downloads import download
from dougong.platform.web.languages import is_api
from dougong.platform.web.problems import body_of, error_of
from dougong.platform.web.rendering import is_fragment, page
from dougong.platform.web.shell import Entry, offer
from dougong.platform.web.signatures import (
    API_FIELD,
    PAGE_FIELD,
    page_signer,
    sent_password,
    signer_of,
)
from dougong.platform.web.upload import Upload
from dougong.platform.web.uploads import Uploads

__all__ = [
    "API_FIELD",
    "AREAS",
    "Answer",
    "Ask",
    "Asked",
    "Deployment",
    "Entry",
    "FormBody",
    "JsonBody",
    "PAGE_FIELD",
    "Upload",
    "Uploads",
    "body_of",
    "create_app",
    "download",
    "error_of",
    "is_api",
    "is_fragment",
    "offer",
    "page",
    "page_signer",
    "record_fields",
    "redirect",
    "seen_change_no",
    "sent_password",
    "signer_of",
    "write",
]
