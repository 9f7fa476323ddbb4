"""The operator's acknowledgement: where the law asks for one, nobody's choices are shown before it is logged."""

from __future__ import annotations

import hashlib
from functools import cache

from concord.web.host.models import Acknowledgement

VERSION = "2026-11"
TEXT = """\
I have read this for the organisation that runs this site.

1. Concord has no CE mark and no UKCA mark. It is published as source text, not placed on the market as a device.
2. Showing a person the treatments that approvals and guidelines support for a situation like hers may make this site a
   medical device under Regulation (EU) 2017/745 or the UK Medical Devices Regulations 2002. Whoever puts it into
   service with a medical purpose can be its manufacturer.
3. We have made our own regulatory decision on this, in writing, with someone who is qualified to make it.
4. We are the controller of the health data that people enter. We have a legal basis for it, and we have assessed its
   impact on data protection.
5. The knowledge is as reviewed as the banner on its pages says, and no more.
"""


def text_hash() -> str:
    return hashlib.sha256(TEXT.encode()).hexdigest()


def log(name: str, region: str) -> Acknowledgement:
    """Adds a line to the log. Nothing takes it away again."""
    return Acknowledgement.objects.create(name=name, region=region, version=VERSION, text_hash=text_hash())


def given(region: str) -> bool:
    """Whether this very text was acknowledged for this region. A yes stays a yes, and is asked for only once."""
    if not _seen(region):
        _seen.cache_clear()
    return _seen(region)


@cache
def _seen(region: str) -> bool:
    return Acknowledgement.objects.filter(region=region, text_hash=text_hash()).exists()
