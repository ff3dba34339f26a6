/** Names of all kinds: whoever asks, the page looks the same; what a name contains is shown and does nothing. */
import { expect, test } from '@playwright/test';

import { CAST, Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { ask, code, firstDay, recordIsWhole, shown } from '../../support/steps';

const SCRIPT = '<script>alert(1)</script>';
const RIGHT_TO_LEFT = 'נועה לוי';
const LONG = 'Long-'.repeat(19) + 'Name';
const row = (user: string, name: string, active: string, emergency: string) =>
  `${user},${name},${user}@work.example,,maria,,en,Europe/Berlin,Field,1,${active},,no,${emergency}\n`;

let server: Latchkey;
test.beforeAll(async () => {
  const people = row('tag', SCRIPT, 'yes', 'no') + row('noa', RIGHT_TO_LEFT, 'yes', 'no') + row('long', LONG, 'yes', 'no');
  server = await Latchkey.start({ people: CAST + people + row('gone', 'Gone Away', 'no', 'no') + row('glass', 'Break Glass', 'yes', 'yes') });
});
test.afterAll(async () => {
  await server.stop();
});

test('the waiting page is the same for every name', async ({ browser, viewport }) => {
  const asking = await Someone.with(browser, server, 'Whoever asks', viewport ? { viewport } : {});
  const pages: string[] = [];
  for (const user of ['dora', 'nobody-at-all', 'gone', 'glass', SCRIPT, 'x'.repeat(300)]) {
    await ask(asking, user);
    const digits = /^\d{3}$|\d \d \d, \d \d \d/gm;
    const text = await shown(asking);
    expect(text).toContain(`You asked for ${user.slice(0, 100)}`);
    pages.push(text.replace(/You asked for \S+\./, 'You asked for (name).').replaceAll(digits, '(code)'));
  }
  for (const page of pages) expect(page).toBe(pages[0]);
  // The emergency account is never let back in by a request; security learns of it.
  await server.mail.newest('sara@work.example', /Break Glass, an emergency account/);
  expect(server.mail.count('glass@work.example', /./)).toBe(0);
  expect(server.mail.count('gone@work.example', /./)).toBe(0);
  await asking.close();
});

test('a name that is a script, right-to-left or long is only a name', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const maria = await Someone.with(browser, server, 'Maria', look);
  const asking = await Someone.with(browser, server, 'Whoever asks', look);
  maria.page.on('dialog', () => maria.complaints.push('a script of a name ran'));
  await firstDay(maria, 'maria', 'Work phone');
  for (const user of ['tag', 'noa', 'long']) {
    await ask(asking, user);
    await code(asking.page);
    await server.mail.newest('maria@work.example', new RegExp({ tag: 'script', noa: RIGHT_TO_LEFT, long: 'Long-Long' }[user] ?? ''));
  }
  await maria.goto('/approvals');
  await maria.at(/people need you/);
  for (const name of [SCRIPT, RIGHT_TO_LEFT, LONG]) await expect(maria.page.getByRole('heading', { name, exact: true })).toBeVisible();
  const wide = await maria.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, 'nothing sticks out to the side').toBeLessThanOrEqual(0);
  recordIsWhole(server);
  for (const someone of [maria, asking]) await someone.close();
});
