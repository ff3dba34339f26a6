/** Nobody decides: after an hour others are asked as well; after three days it runs out. The tab may be closed in between. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, code, comeBack, firstDay, recordIsWhole, signIn } from '../../support/steps';

const HOUR = 3_600;
let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

test('the manager’s manager decides after an hour', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const gus = await Someone.with(browser, server, 'Gus', look);
  const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');
  await firstDay(gus, 'gus', 'Tablet');
  let match = '';

  await test.step('within the hour only the manager is asked', async () => {
    match = await ask(asking, 'alex');
    await server.mail.newest('maria@work.example', /Alex Moreno cannot sign in/);
    await gus.goto('/approvals');
    await gus.at('Nobody needs you now');
    expect(server.mail.count('gus@work.example', /Alex Moreno/)).toBe(0);
    expect(server.mail.count('ida@work.example', /Alex Moreno/)).toBe(0);
  });

  await test.step('after an hour the next one and IT are asked, and the asking page says what to do', async () => {
    server.advance(HOUR + 100);
    await server.mail.newest('gus@work.example', /Alex Moreno is still waiting/);
    await server.mail.newest('ida@work.example', /Alex Moreno is still waiting/);
    await expect(asking.page.getByRole('heading', { name: 'Nobody got in touch?' })).toBeVisible();
    expect(await code(asking.page)).toBe(match);
  });

  await test.step('the manager’s manager approves; the asker comes back', async () => {
    await gus.context.clearCookies();
    await signIn(gus, 'gus');
    await approve(gus, { device: /Blue phone/, code: match });
    await gus.at(/Done\. They have been told/);
    await comeBack(asking);
  });

  recordIsWhole(server);
  for (const someone of [alex, maria, gus, asking]) await someone.close();
});

test('a request runs out after three days; the tab may be closed in between', async ({ browser, viewport }) => {
  const asking = await Someone.with(browser, server, 'Dora', viewport ? { viewport } : {});
  const match = await ask(asking, 'dora');
  await server.mail.newest('dora@work.example', /hereinkommen/);

  await asking.page.goto('about:blank');
  const tab = await asking.context.newPage();
  await asking.page.close();
  await tab.goto('/recover/sent');
  expect(await code(tab)).toBe(match);

  server.advance(71 * HOUR);
  await tab.reload();
  expect(await code(tab)).toBe(match);
  await expect(tab.getByRole('heading', { name: 'Nobody got in touch?' })).toBeVisible();

  server.advance(HOUR + 10);
  await expect(tab.getByRole('heading', { name: 'This request has ended' })).toBeVisible();
  await server.mail.newest('dora@work.example', /abgelaufen/);

  recordIsWhole(server);
  await asking.close();
});
