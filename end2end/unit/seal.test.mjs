// The browser's half of the sealed pass (app/src/islands/seal.js) against vectors. Run: node --test end2end/unit
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';

// A module for browsers: node would take a lone `.js` for something else.
const source = await readFile(new URL('../../app/src/islands/seal.js', import.meta.url), 'utf8');
const { unseal, bytes } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const hex = (text) => new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'));
const text = (data) => Buffer.from(data).toString();

/** A private key as the browser holds it: not to be read out. */
function privateKey(secret, point) {
  const part = (from, to) => Buffer.from(point.slice(from, to)).toString('base64url');
  const key = { kty: 'EC', crv: 'P-256', d: Buffer.from(secret).toString('base64url'), x: part(1, 33), y: part(33, 65) };
  return crypto.subtle.importKey('jwk', key, { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
}

/** RFC 9180 A.3.1: base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, first message. */
const RFC = {
  secret: hex('f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2'),
  point: hex(`04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30a
    d6aa8f80e30f1d128aafd68a2ce72ea0`),
  enc: hex(`04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be
    863c403ce65c9bfcb9382657222d18c4`),
  info: hex('4f6465206f6e2061204772656369616e2055726e'),
  aad: hex('436f756e742d30'),
  sealed: hex('5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434'),
};

/** The suite in use, AES-256-GCM; sealed by another implementation (PyHPKE 0.6). The RFC has no vector for it with this KEM. */
const OURS = {
  secret: hex('9a96b8aa4532791a27fac1af12974694cf9197c5b1612c1457d55105c87b7fb9'),
  point: hex(`042163d1eb941a7c9ab049f07b12ab6cba46c391300ab938c2fa88bf0f3c1cfdfcd521a4bb37796347e8f321dfec05794f
    c7e7ae12dd0d6b0600393785ba562561`),
  enc: hex(`04a0988c927b442ddfc30c8782e90f02696767fbf87c4f19f6578e869329747e7611fdd82ca8a626e578e40b56f2c9105673
    af685eb11a55511dfed736d0adcf17`),
  info: new TextEncoder().encode('request, person, fingerprint'),
  sealed: hex('36c61af6d38a8c0029dc952c0ce9303b2b177684187462e1047f8565b84253060faffd95bf6deeb0'),
};

test('the vector of the RFC opens', async () => {
  const key = await privateKey(RFC.secret, RFC.point);
  const opened = await unseal(key, RFC.point, RFC.enc, RFC.sealed, RFC.info, { id: 1, length: 16 }, RFC.aad);
  assert.equal(text(opened), 'Beauty is truth, truth beauty');
});

test('a pass sealed by another implementation opens', async () => {
  const key = await privateKey(OURS.secret, OURS.point);
  assert.equal(text(await unseal(key, OURS.point, OURS.enc, OURS.sealed, OURS.info)), '7K3M9QXZ0ABCDEFGHJKMNPQR');
});

test('i04_what_is_sealed_to_one_key_opens_with_no_other', async () => {
  const other = await privateKey(RFC.secret, RFC.point);
  await assert.rejects(unseal(other, RFC.point, OURS.enc, OURS.sealed, OURS.info));
});

test('another request, person or fingerprint, or one changed bit, opens nothing', async () => {
  const key = await privateKey(OURS.secret, OURS.point);
  const info = new TextEncoder().encode('request, person, fingerprinT');
  await assert.rejects(unseal(key, OURS.point, OURS.enc, OURS.sealed, info));
  const changed = OURS.sealed.map((byte, place) => (place === 3 ? byte ^ 1 : byte));
  await assert.rejects(unseal(key, OURS.point, OURS.enc, changed, OURS.info));
});

test('base64url is read without padding', () => {
  assert.deepEqual([...bytes('-_8')], [0xfb, 0xff]);
  assert.deepEqual([...bytes('')], []);
});
