"""Concord: from a person's situation with metastatic breast cancer to a brief to talk over with an oncologist."""

__version__ = "0.1.0"
