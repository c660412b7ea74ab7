"""Who people are: users, roles, sessions, tokens, and the rights that follow."""

from dougong.platform.identity.actors import NOBODY, actor_for, rights_of
from dougong.platform.identity.departments import head_of, head_over, set_head
from dougong.platform.identity.passwords import hashed, matches
from dougong.platform.identity.sessions import (
    Session,
    check_throttle,
    create_token,
    revoke_sessions,
    session_for,
    sign_in,
    sign_out,
    user_of_token,
)
from dougong.platform.identity.signing import Deed, Signer, confirmed, sign, unsigned
from dougong.platform.identity.users import (
    create_department,
    create_site,
    create_user,
    people,
    people_with,
    roles_of,
    set_preference,
    set_roles,
    site_timezone,
    site_title,
    user_by_id,
    user_by_login,
)

__all__ = [
    "Deed",
    "NOBODY",
    "Session",
    "Signer",
    "actor_for",
    "check_throttle",
    "confirmed",
    "create_department",
    "create_site",
    "create_token",
    "create_user",
    "hashed",
    "head_of",
    "head_over",
    "matches",
    "people",
    "people_with",
    "revoke_sessions",
    "rights_of",
    "roles_of",
    "session_for",
    "set_head",
    "set_preference",
    "set_roles",
    "sign",
    "sign_in",
    "sign_out",
    "site_timezone",
    "site_title",
    "unsigned",
    "user_by_id",
    "user_by_login",
    "user_of_token",
]
