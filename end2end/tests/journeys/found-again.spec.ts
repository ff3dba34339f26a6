/** An approval runs out unused. What was on the lost phone stays paused, until security has seen that it was found again. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, firstDay, openCase, recordIsWhole, signIn } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

test('a lost phone stays paused until it was found again', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const sven = await Someone.with(browser, server, 'Sven', look);
  const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');
  await firstDay(sven, 'sven', 'Laptop');

  await test.step('approved, and never used', async () => {
    const code = await ask(asking, 'alex');
    await approve(maria, { device: /Blue phone/, code });
    await maria.at(/Done\. They have been told/);
    await asking.at('You’re cleared to come back');
    server.advance(24 * 3_600 + 60);
    await asking.page.reload();
    await asking.at('This request has ended');
    await server.mail.newest('alex@home.example', /ran out/);
  });

  await test.step('the phone said to be lost stays paused', async () => {
    await alex.context.clearCookies();
    await signIn(alex, 'alex');
    await alex.at('This passkey is paused');
  });

  await test.step('security sees the person with it, and gives it back', async () => {
    await sven.context.clearCookies();
    await signIn(sven, 'sven');
    await sven.at(/You would/);
    await openCase(sven, 'Alex Moreno', 'ended');
    await sven.page.getByRole('link', { name: 'It was found again' }).click();
    await sven.at('Was the device found again?');
    await sven.choose(/In person/);
    await sven.press('It was found again');
    await sven.at('Alex Moreno');
    await server.mail.newest('alex@work.example', /What was paused works again/);
    await signIn(alex, 'alex');
    await alex.at(/You would/);
  });

  recordIsWhole(server);
  for (const someone of [alex, maria, sven, asking]) await someone.close();
});
