"""The `dg_…` functions on PostgreSQL, installed by migration; each gives NULL for a NULL value."""

from __future__ import annotations

_EVEN = (
    "CASE WHEN abs(x * power(10::numeric, p) - trunc(x * power(10::numeric, p))) = 0.5 "
    "THEN 2 * round(x * power(10::numeric, p) / 2) / power(10::numeric, p) ELSE round(x, p) END"
)

_BODIES: tuple[tuple[str, str, str], ...] = (
    ("dg_even(x numeric, p integer)", "numeric", _EVEN),
    (
        "dg_fit(x numeric)",
        "numeric",
        "CASE WHEN abs(dg_even(x, 6)) < 1000000000000 THEN dg_even(x, 6) END",
    ),
    ("dg_length(a text)", "numeric", "length(a)::numeric"),
    ("dg_lower(a text)", "text", 'lower(a COLLATE "C")'),
    ("dg_upper(a text)", "text", 'upper(a COLLATE "C")'),
    ("dg_add(a numeric, b numeric)", "numeric", "dg_fit(a + b)"),
    ("dg_sub(a numeric, b numeric)", "numeric", "dg_fit(a - b)"),
    ("dg_mul(a numeric, b numeric)", "numeric", "dg_fit(a * b)"),
    (
        "dg_div(a numeric, b numeric)",
        "numeric",
        "CASE WHEN b <> 0 THEN dg_fit(a::numeric(60,34) / b) END",
    ),
    ("dg_mod(a numeric, b numeric)", "numeric", "CASE WHEN b <> 0 THEN dg_fit(mod(a, b)) END"),
    ("dg_round(x numeric)", "numeric", "dg_fit(dg_even(x, 0))"),
    (
        "dg_round(x numeric, p numeric)",
        "numeric",
        "CASE WHEN p = trunc(p) AND p BETWEEN 0 AND 6 THEN dg_fit(dg_even(x, p::integer)) END",
    ),
    ("dg_floor(x numeric)", "numeric", "dg_fit(floor(x))"),
    ("dg_ceil(x numeric)", "numeric", "dg_fit(ceil(x))"),
    ("dg_least(a numeric, b numeric)", "numeric", "least(a, b)"),
    ("dg_greatest(a numeric, b numeric)", "numeric", "greatest(a, b)"),
    ("dg_contains(a text, b text)", "boolean", "strpos(a, b) > 0"),
    (
        "dg_join(a text, b text)",
        "text",
        "CASE WHEN length(a) + length(b) <= 4000 THEN a || b END",
    ),
    (
        "dg_add_days(d date, n numeric)",
        "date",
        "CASE WHEN (d - date '0001-01-01') + trunc(n) BETWEEN 0 AND 3652058 "
        "THEN d + trunc(n)::integer END",
    ),
    ("dg_days_between(a date, b date)", "numeric", "(b - a)::numeric"),
    ("dg_year(d date)", "numeric", "extract(year from d)::numeric"),
    ("dg_month(d date)", "numeric", "extract(month from d)::numeric"),
    ("dg_day(d date)", "numeric", "extract(day from d)::numeric"),
    ("dg_date_of(t timestamptz, zone text)", "date", "(t AT TIME ZONE zone)::date"),
    (
        "dg_hours_between(a timestamptz, b timestamptz)",
        "numeric",
        "dg_div((extract(epoch from b) - extract(epoch from a)) * 1000000, 3600000000)",
    ),
)


def postgresql_functions() -> list[str]:
    """CREATE OR REPLACE statements, in the order they need each other."""
    return [
        f"CREATE OR REPLACE FUNCTION {signature} RETURNS {result} LANGUAGE sql IMMUTABLE STRICT "
        f"PARALLEL SAFE AS $$ SELECT {body} $$"
        for signature, result, body in _BODIES
    ]
