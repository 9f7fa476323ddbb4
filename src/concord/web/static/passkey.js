// Making a passkey and signing in with one. The form goes on as any other does; only the browser can fill in its credential.
"use strict";

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const opened = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

async function create({ publicKey }) {
  const wanted = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: opened(publicKey.excludeCredentials),
      authenticatorSelection: { ...publicKey.authenticatorSelection, ...wanted },
    },
  });
  return written(made, {
    attestationObject: toText(made.response.attestationObject),
    transports: made.response.getTransports?.() || [],
  });
}

async function get({ publicKey }) {
  const found = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      allowCredentials: opened(publicKey.allowCredentials),
    },
  });
  const { authenticatorData, signature, userHandle } = found.response;
  return written(found, {
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: userHandle ? toText(userHandle) : null,
  });
}

function written(one, response) {
  return {
    id: one.id,
    rawId: toText(one.rawId),
    type: one.type,
    authenticatorAttachment: one.authenticatorAttachment,
    clientExtensionResults: one.getClientExtensionResults(),
    response: { clientDataJSON: toText(one.response.clientDataJSON), ...response },
  };
}

async function options(form) {
  if (form.dataset.given) return JSON.parse(form.dataset.given);
  const headers = { "X-Requested-With": "XMLHttpRequest" };
  const body = form.dataset.passkey === "create" ? { method: "POST", body: new FormData(form) } : {};
  return (await fetch(form.dataset.options, { headers, ...body })).json();
}

function tell(lines) {
  const place = document.querySelector("[data-passkey-wrong]");
  place.replaceChildren(
    ...(lines || [place.dataset.passkeyWrong]).map((line) => {
      const made = document.createElement("p");
      made.textContent = line;
      return made;
    }),
  );
  place.hidden = false;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const given = await options(form);
      if (given.wrong) return tell(given.wrong);
      const made = form.dataset.passkey === "create" ? await create(given.creation_options) : await get(given.request_options);
      form.elements.credential.value = JSON.stringify(made);
      form.submit();
    } catch {
      tell();
    }
  });
}
