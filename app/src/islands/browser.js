// What the islands ask of the browser: their props, our own endpoints, forms, and passkeys.

// The page wrote the props of each island beside it.
const islands = document.querySelectorAll('leptos-island');
let started = 0;

/** The place of the island that starts now: `boot.js` starts them in this order. */
export const next = () => started++;

/** One prop of an island, or one item of it, as text. */
export function given(island, name, place) {
  const value = JSON.parse(islands[island].dataset.props)[name];
  return String((place === undefined ? value : value?.[place]) ?? '');
}

/** Whether this is a path of the portal as the portal writes them: an address elsewhere, or one that browsers read otherwise, is none. */
export function ours(path) {
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path)) return false;
  return new URL(path, location.href).origin === location.origin;
}

/** Goes to a path of the portal, and nowhere else; `instead` of this page if nobody is to come back to it. */
export function go(path, instead) {
  if (ours(path)) location[instead ? 'replace' : 'assign'](path);
}

// What the portal wants first, by the code of its refusal: the page for it.
const FIRST = { 'sign-in-first': '/', 'prove-again': '/prove' };

/**
 * Posts JSON. Never rejects: `{ data }`, or `{ code, message }` of a refusal; `offline` when there is no answer that can be read,
 * `leaving` when the person is asked to sign in or to prove presence first.
 */
export async function post(url, body) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      cache: 'no-store',
    });
    const data = await answer.json();
    const first = FIRST[data?.code];
    if (!answer.ok && first) {
      go(`${first}?then=${encodeURIComponent(location.pathname + location.search)}`);
      return { code: 'leaving' };
    }
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

/** Asks `take` whenever a form is about to be sent; it is sent unless that says it took it. */
export function onSubmit(form, take) {
  form.addEventListener('submit', (event) => {
    if (take()) event.preventDefault();
  });
}

/** Words with `value` in the place of `mark`. */
export const complete = (words, mark, value) => (mark ? words.replace(mark, () => value) : words);

function make(kind, what, ...inside) {
  const made = Object.assign(document.createElement(kind), what);
  made.append(...inside);
  return made;
}

/**
 * Shows what has to be mended as the server's page would: `problems` are words by the id of their field, empty where nothing has to
 * be. They stand beside the field and in a summary that takes the focus; what stood there before goes.
 */
export function mend(heading, problems) {
  const list = make('ul', {});
  for (const [field, words] of Object.entries(problems)) {
    const input = document.getElementById(field);
    const id = `${field}-error`;
    document.getElementById(id)?.remove();
    input.parentElement.classList.toggle('field-bad', Boolean(words));
    input.setAttribute('aria-invalid', Boolean(words));
    input.setAttribute('aria-describedby', words ? `${field}-hint ${id}` : `${field}-hint`);
    if (!words) continue;
    input.before(make('p', { id, className: 'error' }, words));
    list.append(make('li', {}, make('a', { href: `#${field}` }, words)));
  }
  document.querySelector('.error-summary')?.remove();
  if (!list.firstChild) return;
  const box = make('div', { className: 'error-summary', role: 'alert', tabIndex: -1 }, make('h2', {}, heading), list);
  document.querySelector('h1').before(box);
  box.focus();
}

/** Moves a code from behind the `#` of the address, which is never sent, into a field. */
export function takeCode(field) {
  const input = document.getElementById(field);
  const code = location.hash.slice(1);
  if (!input || !code) return;
  input.value = code;
  history.replaceState(null, '', location.pathname);
}

/** Says in the page's heading that somebody is asked now: before the key was taken nobody was. */
export function asked(heading) {
  const shown = document.querySelector('h1');
  document.title = document.title.replace(shown.textContent, () => heading);
  shown.textContent = heading;
  document.getElementById('not-yet')?.remove();
}

/** Gives the codes on the page out as a file. They stand in no address: that of the file is a name for it in this page, and goes again. */
export function saveCodes(file, first) {
  const lines = [first, ...Array.from(document.querySelectorAll('.codes li'), (code) => code.textContent)];
  const href = URL.createObjectURL(new Blob([lines.join('\r\n')], { type: 'text/plain;charset=utf-8' }));
  make('a', { href, download: file }).click();
  // Browsers fetch it a moment after the click.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
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
