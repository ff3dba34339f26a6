/** The tab is closed at each step and opened again: the browser goes on where it was. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, comeBack, firstDay, recordIsWhole, spoken } from '../../support/steps';

let server: Latchkey;
test.beforeEach(async () => {
  server = await Latchkey.start();
});
test.afterEach(async () => {
  await server.stop();
});

test('a person is back in although they close the tab at every step', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');
  const code = await ask(asking, 'alex');

  await test.step('while they wait: the same request, key and code', async () => {
    await asking.reopen('/recover/sent');
    await asking.at(/If that account exists/);
    await expect(asking.page.locator('.code')).toHaveText(spoken(code));
  });

  await test.step('while somebody decides', async () => {
    await asking.page.goto('about:blank');
    await approve(maria, { device: /Blue phone/, code });
    await maria.at(/Done\. They have been told/);
    await asking.reopen('/recover/sent');
    await asking.at('You’re cleared to come back');
  });

  await test.step('with the pass in use', async () => {
    await asking.press('Use my pass');
    await asking.at('Add a passkey on something that is yours');
    await asking.reopen('/recover/enrol');
    await asking.at('Add a passkey on something that is yours');
    await asking.choose(/Yes, it’s mine/);
    await asking.press('Continue');
    await expect(asking.page.getByRole('button', { name: 'On this device' })).toBeVisible();
    await asking.reopen('/recover/enrol');
    await asking.press('On this device');
    await asking.at('Try it: sign in with your new passkey');
  });

  await test.step('before the first sign-in with it', async () => {
    await asking.reopen('/recover/try');
    await asking.at('Try it: sign in with your new passkey');
    await asking.press('Use my new passkey');
    await asking.at('You’re back in');
  });

  recordIsWhole(server);
  for (const someone of [alex, maria, asking]) await someone.close();
});

test('the answer to the pass is lost on the way: one further pass is left', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');
  const code = await ask(asking, 'alex');
  await approve(maria, { device: /Blue phone/, code });
  await maria.at(/Done\. They have been told/);
  await asking.at('You’re cleared to come back');

  await test.step('the server redeemed it, the browser never hears of it', async () => {
    await asking.context.route('**/api/recover/redeem', async (route) => {
      const asked = route.request();
      const answer = await fetch(asked.url(), { method: 'POST', body: asked.postData(), headers: await asked.allHeaders() });
      expect(answer.ok).toBe(true);
      await route.abort();
    });
    await asking.press('Use my pass');
    await expect(asking.page.getByRole('alert').filter({ hasText: 'The portal cannot be reached' })).toBeVisible();
    await asking.context.unroute('**/api/recover/redeem');
  });

  await test.step('until that enrolment is over the page says how to go on', async () => {
    await asking.press('Use my pass');
    await expect(asking.page.getByRole('alert').filter({ hasText: 'wait 15 minutes and press the button again' })).toBeVisible();
  });

  await test.step('then pressing again goes on', async () => {
    server.advance(16 * 60);
    await comeBack(asking);
  });

  recordIsWhole(server);
  for (const someone of [alex, maria, asking]) await someone.close(/ERR_FAILED/);
});
