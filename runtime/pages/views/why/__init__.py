"""Why a computed value is what it is."""

from dougong.runtime.pages.views.why.view import WhyView, why_view

__all__ = ["WhyView", "why_view"]
