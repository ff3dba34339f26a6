/** "This wasn't me": from a message in anybody's browser, and from the paused passkey. Security looks, and lets it go on. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, comeBack, firstDay, openCase, recordIsWhole, shown, signIn, signOut, stopCode } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

/** What `/not-me` answers to a code. */
async function stopBy(someone: Someone, code: string): Promise<string> {
  await someone.goto('/not-me');
  await someone.fill('Code from the message', code);
  await someone.press('Stop it');
  await someone.at('If the code was right, the request is stopped');
  return shown(someone);
}

async function lift(security: Someone): Promise<void> {
  await openCase(security, 'Alex Moreno', 'frozen');
  await security.page.getByRole('link', { name: 'Let it go on' }).click();
  await security.at('Let this request go on?');
  await security.choose(/In person/);
  await security.press('Let it go on');
  await security.at('Alex Moreno');
  await expect(security.page.getByRole('main')).toContainText('Goes on after a check');
}

test('a request is stopped twice and goes on after a check', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const sven = await Someone.with(browser, server, 'Sven', look);
  const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
  const anybody = await Someone.with(browser, server, 'Anybody', look);
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');
  await firstDay(sven, 'sven', 'Laptop');
  let code = '';

  await test.step('asked, approved, the pass used', async () => {
    const match = await ask(asking, 'alex');
    code = stopCode((await server.mail.newest('alex@home.example', /asked to get back in/)).text);
    await approve(maria, { device: /Blue phone/, code: match });
    await maria.at(/Done\. They have been told/);
    await asking.at('You’re cleared to come back');
    await asking.press('Use my pass');
    await asking.at('Add a passkey on something that is yours');
  });

  await test.step('a wrong code and the right one get the same answer; the right one ends pass and enrolment', async () => {
    const wrong = await stopBy(anybody, '0000-0000-0000-0000-0000-0000');
    expect(server.mail.count('alex@work.example', /was stopped/)).toBe(0);
    await asking.page.reload();
    await asking.at('Add a passkey on something that is yours');
    expect(await stopBy(anybody, code)).toBe(wrong);
    await server.mail.newest('alex@work.example', /The request in your name was stopped/);
    await server.mail.newest('sara@work.example', /for Alex Moreno was stopped/);
    await asking.page.reload();
    await asking.at('Let’s get you back in');
    await asking.goto('/recover/sent');
    await asking.at('This request has ended');
  });

  await test.step('security lifts it after an identity check', async () => {
    await lift(sven);
    await server.mail.newest('alex@work.example', /goes on/);
    await asking.goto('/recover/sent');
    await asking.at('You’re cleared to come back');
    await expect(asking.page.getByRole('main')).toContainText('You can do this once more');
  });

  await test.step('the paused passkey stops it as well', async () => {
    await alex.context.clearCookies();
    await signIn(alex, 'alex');
    await alex.at('This passkey is paused');
    await alex.press('It wasn’t me');
    await alex.at('If the code was right, the request is stopped');
    await openCase(sven, 'Alex Moreno', 'frozen');
    await lift(sven);
  });

  await test.step('with a new pass it goes on to the end', async () => {
    await asking.goto('/recover/sent');
    await comeBack(asking);
    await signOut(asking);
    await signIn(asking, 'alex');
    await asking.at(/You would/);
  });

  recordIsWhole(server);
  for (const someone of [alex, maria, sven, asking, anybody]) await someone.close();
});
