/** The browser's part comes late, or not at all: the plain pages go on without it, and say what to do. */
import { expect, test, type BrowserContext, type Route } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, code, comeBack, firstDay, isAsked, recordIsWhole } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

const PART = '**/*.wasm';

/** Holds back the wasm; what is returned lets it through. */
async function hold(context: BrowserContext): Promise<() => Promise<void>> {
  const waiting: Route[] = [];
  await context.route(PART, (route) => void waiting.push(route));
  return async () => {
    await context.unroute(PART);
    // Those of pages that were left meanwhile are gone.
    for (const route of waiting) await route.continue().catch(() => undefined);
  };
}

/** Asks by the plain forms, as fast as they appear. */
async function askAtOnce(someone: Someone, user: string): Promise<void> {
  const { page } = someone;
  await page.goto('/', { waitUntil: 'commit' });
  await page.getByRole('link', { name: 'I can’t sign in' }).click();
  await someone.fill('User name', user);
  await someone.choose(/lost/i);
  await someone.press('Continue');
  await someone.press('None of these');
  await expect(someone.heading(/One moment: your code is being made|If that account exists/)).toBeVisible();
}

test('an ask that is sent before the browser’s part is there loses nothing', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');
  const late = asking.page.locator('.late');

  const arrive = await hold(asking.context);
  await test.step('signing in before it is there says why nothing happened', async () => {
    await asking.page.goto('/', { waitUntil: 'commit' });
    await asking.fill('User name', 'alex');
    await asking.press('Continue');
    await expect(asking.page.locator('.error-summary')).toContainText('needs scripts, and they had not started');
    await expect(asking.page.getByLabel('User name')).toHaveValue('alex');
  });

  await test.step('the ask is on record, and nobody is asked yet: there is no key', async () => {
    await askAtOnce(asking, 'alex');
    await expect(asking.page.locator('.code')).toBeHidden();
    await expect(late).toBeHidden();
    await maria.goto('/approvals');
    await maria.at('Nobody needs you now');
  });

  await test.step('after a while the page says so', async () => {
    await expect(late).toBeVisible({ timeout: 20_000 });
    await expect(late).toContainText('has not arrived');
    await expect(late).toContainText('+49 30 5550100');
  });

  await test.step('it arrives, and the page goes on by itself', async () => {
    await arrive();
    const shown = await code(asking.page);
    await asking.ready();
    await expect(late).toBeHidden();
    await isAsked(maria);
    await approve(maria, { device: /Blue phone/, code: shown });
    await maria.at(/Done\. They have been told/);
    await comeBack(asking);
  });

  recordIsWhole(server);
  for (const someone of [alex, maria, asking]) await someone.close();
});

test('without the browser’s part the page says what to do, and tries again', async ({ browser, viewport }) => {
  const asking = await Someone.with(browser, server, 'Somebody with a bad connection', viewport ? { viewport } : {});
  const late = asking.page.locator('.late');
  await asking.context.route(PART, (route) => route.abort());
  await askAtOnce(asking, 'dora');

  await test.step('it says so at once, and whom to call', async () => {
    await expect(late).toBeVisible({ timeout: 5_000 });
    await expect(late).toHaveRole('alert');
    await expect(late).toContainText('What you sent is not lost.');
    await expect(late).toContainText('+49 30 5550100');
  });

  await test.step('the plain forms work', async () => {
    await asking.press('Cancel this request');
    await expect(asking.heading('This request has ended')).toBeVisible();
    await askAtOnce(asking, 'dora');
  });

  await test.step('once it can be had, the code appears without a reload', async () => {
    await expect(late).toBeVisible();
    await asking.context.unroute(PART);
    await code(asking.page);
    await asking.ready();
    await expect(late).toBeHidden();
  });

  await test.step('the same when the script that starts it is missing', async () => {
    await asking.context.route('**/boot.*.js', (route) => route.abort());
    await asking.page.reload();
    await expect(asking.page.locator('.code')).toBeHidden();
    await expect(late).toBeVisible({ timeout: 20_000 });
    await asking.context.unroute('**/boot.*.js');
    await asking.page.reload();
    await code(asking.page);
  });
  await asking.close(/ERR_FAILED|Failed to fetch/);
});
