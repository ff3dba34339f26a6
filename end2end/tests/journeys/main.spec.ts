/** The main job, from the first passkey to signing in with a new one after a loss: three people, three browsers. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, enrolHere, firstDay, signIn, signOut, spoken } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

test('a person is back in after a lost phone', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const sven = await Someone.with(browser, server, 'Sven', look);

  await test.step('each registers a first passkey', async () => {
    await firstDay(alex, 'alex', 'Blue phone');
    await firstDay(maria, 'maria', 'Work phone');
    await firstDay(sven, 'sven', 'Laptop');
  });

  const borrowed = await Someone.with(browser, server, 'Alex elsewhere', look);
  let code = '';
  await test.step('the phone is gone; on another browser they ask', async () => {
    code = await ask(borrowed, 'alex');
    const told = await server.mail.newest('alex@home.example', /asked/i);
    expect(told.text).not.toContain(code);
    await server.mail.newest('maria@work.example', /./);
  });

  await test.step('a reload keeps the key and the code', async () => {
    await borrowed.page.reload();
    await expect(borrowed.page.locator('.code')).toHaveText(spoken(code));
  });

  await test.step('the manager reaches them, checks, and approves', async () => {
    await approve(maria, { device: /Blue phone/, code });
    await maria.at(/Done\. They have been told/);
    expect(await maria.page.content()).not.toMatch(/\b(?:[0-9A-HJKMNP-TV-Z]{4} ){3}[0-9A-HJKMNP-TV-Z]\b/);
  });

  await test.step('the old passkey is paused', async () => {
    await alex.context.clearCookies();
    await signIn(alex, 'alex');
    await alex.at('This passkey is paused');
  });

  await test.step('the asking browser gets the pass by itself and adds a passkey', async () => {
    await borrowed.at('You’re cleared to come back');
    await borrowed.press('Use my pass');
    await enrolHere(borrowed);
    await borrowed.at('You’re back in');
  });

  await test.step('the lost phone no longer signs in, the new passkey does', async () => {
    await signIn(alex, 'alex');
    await expect(alex.page.getByRole('alert').filter({ hasText: /Nothing happened|did not work|said no/ })).toBeVisible();
    await signOut(borrowed);
    await signIn(borrowed, 'alex');
    await borrowed.at(/You would/);
    await server.mail.newest('alex@work.example', /back in/i);
  });

  await test.step('the record is whole', () => {
    expect(server.run(['audit', 'verify'])).toMatch(/whole/i);
  });

  for (const someone of [alex, maria, sven, borrowed]) await someone.close();
});
