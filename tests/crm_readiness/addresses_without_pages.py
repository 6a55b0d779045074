"""The addresses of the product without its own pages for refusals; for a negative control."""

from crm_readiness.urls import urlpatterns

__all__ = ["urlpatterns"]
