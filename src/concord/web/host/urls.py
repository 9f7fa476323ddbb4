"""The addresses of this feature, after the language."""

from django.urls import URLPattern, URLResolver

pages: list[URLPattern | URLResolver] = []
