"""A device that holds passkeys, without a browser: what the script would fill in."""

from __future__ import annotations

import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256, CoseKey
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAG = AuthenticatorData.FLAG
NONE = FLAG(0)
SITE = "testserver"


def _public(key: ec.EllipticCurvePrivateKey) -> CoseKey:
    made: CoseKey = ES256.from_cryptography_key(key.public_key())  # type: ignore[no-untyped-call]
    return made


class Device:
    """Makes passkeys and signs with them; `verified` is whether it looked who holds it."""

    def __init__(self, *, verified: bool = True) -> None:
        self.verified = verified
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = secrets.token_bytes(16)
        self.owner = b""

    def create(self, options: dict[str, Any]) -> str:
        given = options["publicKey"]
        self.owner = websafe_decode(given["user"]["id"])
        held = AttestedCredentialData.create(b"\0" * 16, self.name, _public(self.key))
        data = AuthenticatorData.create(sha256(SITE.encode()), self._flags(FLAG.AT), 0, held)
        made = AttestationObject.create("none", data, {})
        return self._written("webauthn.create", given["challenge"], attestationObject=websafe_encode(made))

    def get(self, options: dict[str, Any]) -> str:
        given = options["publicKey"]
        data = AuthenticatorData.create(sha256(SITE.encode()), self._flags(), 1)
        client = self._client("webauthn.get", given["challenge"])
        signature = self.key.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._written(
            "webauthn.get",
            given["challenge"],
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(signature),
            userHandle=websafe_encode(self.owner),
        )

    def _flags(self, more: FLAG = NONE) -> FLAG:
        return FLAG.UP | (FLAG.UV if self.verified else NONE) | more

    def _client(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(kind, challenge, f"https://{SITE}")

    def _written(self, kind: str, challenge: str, **response: str) -> str:
        name = websafe_encode(self.name)
        more = {"clientDataJSON": websafe_encode(self._client(kind, challenge)), **response}
        told = {"id": name, "rawId": name, "type": "public-key", "response": more}
        return json.dumps({**told, "clientExtensionResults": {"credProps": {"rk": True}}})
