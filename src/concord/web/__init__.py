"""The site: Django, server-rendered, one folder a feature with its own views and templates. It needs no JavaScript."""
