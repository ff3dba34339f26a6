// What the islands ask of the browser: our own endpoints, and passkeys.

/** Posts JSON. Never rejects: `{ data }`, or `{ code, message }` of a refusal; `offline` when there is no answer that can be read. */
export async function post(url, body) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      cache: 'no-store',
    });
    const data = await answer.json();
    return answer.ok ? { data } : { code: data.code, message: data.message };
  } catch {
    return { code: 'offline' };
  }
}

/** Fetches JSON; the browser keeps the answer and asks whether it changed. `undefined` when there is none. */
export async function read(url) {
  try {
    const answer = await fetch(url, { headers: { accept: 'application/json' }, cache: 'no-cache' });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const named = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

/** Whether this browser knows passkeys at all. */
export const able = () => Boolean(globalThis.PublicKeyCredential && navigator.credentials?.get);

/** Whether it offers them in the field for the user name. */
export const offers = async () => able() && Boolean(await PublicKeyCredential.isConditionalMediationAvailable?.());

let pending;
/** One question at a time: a new one ends the one before. */
function only() {
  pending?.abort();
  pending = new AbortController();
  return pending.signal;
}

// Written out rather than left to `toJSON`: browsers before 2025 lack it, and borrowed machines are often old.
function answer(challenge, found) {
  const { response } = found;
  const parts = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    parts.attestationObject = text(response.attestationObject);
    parts.transports = response.getTransports?.() ?? [];
  } else {
    parts.authenticatorData = text(response.authenticatorData);
    parts.signature = text(response.signature);
    parts.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  return {
    id: challenge.id,
    credential: {
      id: found.id,
      rawId: text(found.rawId),
      type: found.type,
      response: parts,
      clientExtensionResults: found.getClientExtensionResults(),
    },
  };
}

/** Asks for a passkey; `quiet` offers it in the field for the user name only. */
export async function get(challenge, quiet) {
  const { publicKey } = challenge.options;
  const found = await navigator.credentials.get({
    publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: named(publicKey.allowCredentials) },
    mediation: quiet ? 'conditional' : 'optional',
    signal: only(),
  });
  return answer(challenge, found);
}

/** Makes a passkey. `place` is where it should live: `client-device`, `hybrid` (a phone, by QR), `security-key`, or anywhere. */
export async function create(challenge, place) {
  const { publicKey } = challenge.options;
  const options = {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    user: { ...publicKey.user, id: bytes(publicKey.user.id) },
    excludeCredentials: named(publicKey.excludeCredentials),
  };
  if (place) {
    options.hints = [place];
    options.authenticatorSelection = {
      ...publicKey.authenticatorSelection,
      authenticatorAttachment: place === 'client-device' ? 'platform' : 'cross-platform',
    };
  }
  return answer(challenge, await navigator.credentials.create({ publicKey: options, signal: only() }));
}
