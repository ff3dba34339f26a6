// The key of a request, and the pass sealed to it: HPKE base mode (RFC 9180) with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256
// and AES-256-GCM, on WebCrypto. The private key cannot be read out, by this script neither.

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const words = (text) => new TextEncoder().encode(text);
const NONE = new Uint8Array();
const VERSION = words('HPKE-v1');
const KEM = [...words('KEM'), 0x00, 0x10];
const AES_256 = { id: 2, length: 32 };

/** The bytes of a text in base64url. */
export const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

export const sha256 = async (data) => new Uint8Array(await crypto.subtle.digest('SHA-256', data));

const text = (raw) => btoa(String.fromCharCode(...raw)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

async function hmac(key, ...parts) {
  const how = { name: 'HMAC', hash: 'SHA-256' };
  // An empty salt stands for a block of zeros, and WebCrypto takes no empty key.
  const imported = await crypto.subtle.importKey('raw', key.length ? key : new Uint8Array(32), how, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign(how, imported, Uint8Array.from(parts.flatMap((part) => [...part]))));
}

const extract = (suite, salt, label, secret) => hmac(salt, VERSION, suite, words(label), secret);
// Never more than 32 bytes are wanted, so one round is enough.
const expand = async (suite, secret, label, info, length) =>
  (await hmac(secret, [0, length], VERSION, suite, words(label), info, [1])).slice(0, length);

/**
 * Opens `sealed` with the private key of the pair whose public half is `publicKey` (65 bytes); rejects if it was sealed to another.
 * The last two arguments are for the vectors of the RFC.
 */
export async function unseal(privateKey, publicKey, enc, sealed, info, aead = AES_256, additionalData = NONE) {
  const suite = [...words('HPKE'), 0x00, 0x10, 0x00, 0x01, 0x00, aead.id];
  const sender = await crypto.subtle.importKey('raw', enc, CURVE, false, []);
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: sender }, privateKey, 256));
  const agreed = await extract(KEM, NONE, 'eae_prk', shared);
  const secret = await expand(KEM, agreed, 'shared_secret', [...enc, ...publicKey], 32);

  const context = [0, ...(await extract(suite, NONE, 'psk_id_hash', NONE)), ...(await extract(suite, NONE, 'info_hash', info))];
  const schedule = await extract(suite, secret, 'secret', NONE);
  const key = await crypto.subtle.importKey('raw', await expand(suite, schedule, 'key', context, aead.length), 'AES-GCM', false, ['decrypt']);
  const iv = await expand(suite, schedule, 'base_nonce', context, 12);
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed));
}

// Where the key cannot be kept (a private window, storage switched off) it lives as long as the page.
const here = new Map();

function store() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('latchkey', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('keys');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = opening.onblocked = () => reject(opening.error);
  });
}

function done(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function find(request) {
  if (here.has(request)) return here.get(request);
  const db = await store();
  return done(db.transaction('keys').objectStore('keys').get(request));
}

/**
 * A browser has one request at a time, so the keys of earlier ones open nothing any more. A used pass is no reason to forget its
 * key: if its enrolment comes to nothing, one further pass is sealed to the same key.
 */
async function forgetOthers(request) {
  const db = await store();
  const keys = db.transaction('keys', 'readwrite').objectStore('keys');
  const known = await done(keys.getAllKeys());
  await Promise.all(known.filter((other) => other !== request).map((other) => done(keys.delete(other))));
}

/**
 * The public key (65 bytes) of a request in this browser. It is made if there is none, unless `make` is false; then, and only
 * then, it may be missing. `kept` says whether it outlives the page.
 */
export async function publicKey(request, make) {
  let found = await find(request).catch(() => undefined);
  let kept = Boolean(found) && !here.has(request);
  if (!found && make) {
    const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
    found = { privateKey: pair.privateKey, publicKey: raw };
    try {
      const db = await store();
      const keys = db.transaction('keys', 'readwrite').objectStore('keys');
      // Of two tabs that get here together the first one's key stands.
      await done(keys.add(found, request)).catch((error) => {
        if (error?.name !== 'ConstraintError') throw error;
      });
      await forgetOthers(request).catch(() => undefined);
      found = await find(request);
      kept = true;
    } catch {
      here.set(request, found);
    }
  }
  return { key: found?.publicKey, text: found && text(found.publicKey), kept };
}

/** Opens a sealed pass (three texts in base64url) with the key of the request. */
export async function openPass(request, enc, sealed, info) {
  const pair = await find(request);
  const opened = await unseal(pair.privateKey, pair.publicKey, bytes(enc), bytes(sealed), bytes(info));
  return new TextDecoder().decode(opened);
}
