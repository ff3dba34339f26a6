// What the islands ask of the browser (app/src/islands/browser.js), where it can be tried without one.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';

/** The browser that the script finds: a page of the portal with one island. */
const gone = [];
globalThis.location = {
  href: 'https://portal.example/recover/sent?x=1',
  origin: 'https://portal.example',
  pathname: '/recover/sent',
  search: '?x=1',
  assign: (path) => gone.push(['to', path]),
  replace: (path) => gone.push(['instead', path]),
};
globalThis.document = { querySelectorAll: () => [{ dataset: { props: '{"label":"Go","seconds":600,"says":["a","b"]}' } }] };

const source = await readFile(new URL('../../app/src/islands/browser.js', import.meta.url), 'utf8');
const { ours, go, post, next, given, complete } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

test('a path of the portal is one', () => {
  for (const path of ['/', '/recover/enrol', '/approvals/7k3m?step=code#x', '/desk?search=%C3%B6', '/desk?search=ö']) {
    assert.equal(ours(path), true, path);
  }
});

test('an address elsewhere, or one that browsers read otherwise, is none', () => {
  const bad = ['', 'recover', '//evil.example', '/\\evil.example', '\\/evil.example', '/a\\b', 'https://evil.example/', 'javascript:alert(1)', ' /recover'];
  // Browsers leave out tabs and line ends, so these two begin with `//`.
  bad.push('/\t/evil.example', '/\n/evil.example', '/\r/evil.example', '/a\u0000b', '/a\u007fb', '/a\u0085b');
  for (const path of bad) assert.equal(ours(path), false, JSON.stringify(path));
});

test('one goes to a path of the portal, and nowhere else', () => {
  gone.length = 0;
  go('//evil.example', false);
  go('/\t/evil.example', true);
  assert.deepEqual(gone, []);
  go('/recover/enrol', false);
  go('/recover/over', true);
  assert.deepEqual(gone, [['to', '/recover/enrol'], ['instead', '/recover/over']]);
});

test('props are read by their names', () => {
  const island = next();
  assert.equal(island, 0);
  assert.equal(given(island, 'label'), 'Go');
  assert.equal(given(island, 'seconds'), '600');
  assert.equal(given(island, 'says', 1), 'b');
  assert.equal(given(island, 'says', 9), '');
  assert.equal(given(island, 'nothing'), '');
});

test('words are completed with what was typed as it stands', () => {
  assert.equal(complete('“{symbol}” is in no pass.', '{symbol}', '$&'), '“$&” is in no pass.');
  assert.equal(complete('Type this group.', '', ''), 'Type this group.');
});

test('a refusal that wants a sign-in first leads there and comes back here', async () => {
  gone.length = 0;
  const answers = [
    [401, { code: 'sign-in-first', message: 'Sign in first.' }],
    [403, { code: 'prove-again', message: 'Show that it’s still you.' }],
    [429, { code: 'too-often', message: 'Wait a little.' }],
    [200, { id: 7 }],
  ];
  globalThis.fetch = async () => {
    const [status, body] = answers.shift();
    return { ok: status < 400, status, json: async () => body };
  };
  assert.deepEqual(await post('/api/x', {}), { code: 'leaving' });
  assert.deepEqual(await post('/api/x', {}), { code: 'leaving' });
  assert.deepEqual(gone, [['to', '/?then=%2Frecover%2Fsent%3Fx%3D1'], ['to', '/prove?then=%2Frecover%2Fsent%3Fx%3D1']]);
  assert.deepEqual(await post('/api/x', {}), { code: 'too-often', message: 'Wait a little.' });
  assert.deepEqual(await post('/api/x', {}), { data: { id: 7 } });
  globalThis.fetch = async () => {
    throw new TypeError('no network');
  };
  assert.deepEqual(await post('/api/x', {}), { code: 'offline' });
});
