/** The server is killed at each step of the main job. The job goes on, and nothing is lost. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { ask, code, firstDay, isAsked, recordIsWhole, signIn } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

/** What a page says that asked a server which was down. */
const DOWN = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED/;

async function powerCut(): Promise<void> {
  await server.kill();
  await server.serve();
}

test('a power cut at each step loses nothing', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');
  let match = '';

  await test.step('between the ask and its key', async () => {
    // The page's key is held back until the server has been down and is up again.
    let cut: Promise<void> | undefined;
    await asking.page.route('**/api/recover/key', async (route) => {
      cut ??= powerCut();
      await cut;
      await route.continue();
    });
    match = await ask(asking, 'alex');
    expect(cut).toBeDefined();
    await asking.page.unroute('**/api/recover/key');
  });

  await test.step('after the key', async () => {
    await powerCut();
    await asking.page.reload();
    expect(await code(asking.page)).toBe(match);
    await isAsked(maria);
  });

  await test.step('in the midst of the review', async () => {
    await maria.press('Check and decide');
    await maria.choose(/Blue phone/);
    await maria.press('Continue');
    await maria.at(/Is it really/);
    const review = maria.page.url();
    await powerCut();
    await maria.goto(review);
    await maria.choose(/In person/);
    await maria.tick();
    await maria.press('Continue');
    await maria.choose(/Yes, they asked just now/);
    await maria.press('Continue');
    await powerCut();
    await maria.choose(/lost/i);
    await maria.page.getByLabel('On what are they asking?').selectOption({ label: 'Linux computer' });
    await maria.press('Continue');
    await maria.press(/Go on all the same|It fits, go on/);
    await maria.fill('What code do they read?', match);
    await maria.press('Continue');
    await expect(maria.page.getByRole('heading', { name: 'You decide' })).toBeVisible();
    await powerCut();
    await maria.page.reload();
    await maria.ready();
    await maria.press('Approve with my passkey');
    await maria.at(/Done\. They have been told/);
  });

  await test.step('after the approval', async () => {
    await powerCut();
    await asking.page.reload();
    await asking.at('You’re cleared to come back');
    await asking.press('Use my pass');
    await asking.at('Add a passkey on something that is yours');
  });

  await test.step('in the midst of the enrolment', async () => {
    await powerCut();
    await asking.choose(/Yes, it’s mine/);
    await asking.press('Continue');
    await asking.at('Add a passkey on something that is yours');
    await powerCut();
    await asking.press('On this device');
    await asking.at('Try it: sign in with your new passkey');
  });

  await test.step('before the first sign-in, and after it', async () => {
    await powerCut();
    await asking.press('Use my new passkey');
    await asking.at('You’re back in');
    await powerCut();
    await asking.goto('/');
    await asking.at(/You would/);
    await signIn(alex, 'alex');
    await expect(alex.page.getByRole('alert').filter({ hasText: /Nothing happened|did not work|said no/ })).toBeVisible();
  });

  await test.step('no message is lost: what was being sent is taken up again once its lease is over', async () => {
    server.advance(310);
    for (const to of ['alex@work.example', 'alex@home.example']) {
      for (const subject of [/^Someone asked to get back in/, /cleared to come back/, /You are back in/]) {
        await server.mail.newest(to, subject);
      }
    }
    await server.mail.newest('maria@work.example', /Alex Moreno cannot sign in/);
  });

  recordIsWhole(server);
  for (const someone of [alex, maria, asking]) await someone.close(DOWN);
});
