/** A recovery code given along with a request counts; and what lived on the phone pauses, and comes back as the rules say. */
import { expect, test } from '@playwright/test';

import { accessible } from '../../support/checks';
import { addApp, keepCodes } from '../../support/codes';
import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { addPasskeyHere, approve, ask, comeBack, firstDay, newDeviceHere, prove, recordIsWhole, review, signIn } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

/** The ways to sign in on somebody's first page, with the state of each. */
async function states(someone: Someone, expected: Record<string, RegExp>): Promise<void> {
  await expect(async () => {
    await someone.goto('/');
    for (const [name, state] of Object.entries(expected)) {
      const card = someone.page.locator('li.card', { has: someone.page.getByRole('link', { name, exact: true }) });
      await expect(card.locator('.tag').first(), name).toHaveText(state, { timeout: 500 });
    }
  }).toPass({ timeout: 20_000 });
}

/** Gives a saved recovery code along with the request that waits in this browser. */
async function give(asking: Someone, code: string): Promise<void> {
  await asking.page.getByRole('link', { name: /Do you have a saved recovery code/ }).click();
  await asking.at('Give a saved recovery code');
  await asking.fill('Recovery code', code);
  await asking.press('Give this code');
}

async function takeBack(approver: Someone): Promise<void> {
  await approver.page.getByRole('link', { name: 'Take my approval back' }).click();
  await approver.at('Take your approval back?');
  await accessible(approver, 'taking it back');
  await approver.press(/Take (?:it|my approval) back|Yes/);
}

test('what lives on the phone pauses and comes back; a saved code counts', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const maria = await Someone.with(browser, server, 'Maria', look);
  const alex = await Someone.with(browser, server, 'Alex', look);
  await firstDay(maria, 'maria', 'Work phone');
  await firstDay(alex, 'alex', 'Blue phone');
  await addApp(alex, 'Blue phone', Date.now());
  const codes = await keepCodes(alex);
  const laptop = await Someone.with(browser, server, 'Alex’s laptop', { ...look, state: await alex.context.storageState() });
  await addPasskeyHere(laptop, 'On my laptop');
  await newDeviceHere(laptop, 'Laptop', { platform: 'Linux computer' });
  await laptop.context.clearCookies();
  await signIn(laptop, 'alex');
  const all = (on: RegExp) => ({ 'Linux computer': on, 'Authenticator app': on, 'On my laptop': /^Works$/, 'Recovery codes': /^Works$/ });
  await states(laptop, all(/^Works$/));

  const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
  await test.step('the phone is broken; the code is given on the page that waits', async () => {
    const code = await ask(asking, 'alex', /broken/i);
    const before = await asking.page.locator('main').innerText();
    await give(asking, 'AAAA');
    await expect(asking.page.getByRole('alert')).toContainText('it needs 14');
    await accessible(asking, 'the code is too short');
    await asking.goto('/recover/sent');
    await give(asking, codes[3] ?? '');
    await asking.at(/If that account exists/);
    // Whether it was right is not said.
    expect((await asking.page.locator('main').innerText()).replaceAll(/just now|\d+ minutes? ago/g, '')).toBe(before.replaceAll(/just now|\d+ minutes? ago/g, ''));
    await expect(async () => {
      server.run(['audit', 'verify']);
      expect(server.log).not.toContain(codes[3] ?? '-');
    }).toPass();
    await review(maria, { device: /Blue phone/, code, what: /broken/i });
    await expect(maria.page.getByRole('heading', { name: 'You decide' })).toBeVisible();
    await expect(maria.page.getByRole('main')).toContainText('A saved recovery code');
    await expect(maria.page.getByRole('main')).not.toContainText(codes[3] ?? '-');
    await accessible(maria, 'deciding with a saved code');
    await maria.press('Approve with my passkey');
    await maria.at(/Done\. They have been told/);
  });

  await test.step('what lives on the phone is paused, and nothing else', async () => {
    await states(laptop, all(/^Paused$/));
    await laptop.page.getByRole('link', { name: 'Authenticator app', exact: true }).click();
    await laptop.at('Authenticator app');
    await expect(laptop.page.getByRole('main')).toContainText('It is paused');
    await accessible(laptop, 'a paused app');
    await alex.goto('/');
    await alex.at('Sign in');
    await signIn(alex, 'alex');
    await alex.at('This passkey is paused');
  });

  await test.step('the approval is taken back: a phone that was only broken works again', async () => {
    await takeBack(maria);
    await states(laptop, all(/^Works$/));
    await signIn(alex, 'alex');
    await alex.at(/You would/);
    // The code that was given was used up with the approval.
    await laptop.page.getByRole('link', { name: 'Recovery codes', exact: true }).click();
    await laptop.page.getByRole('link', { name: 'Try whether it works' }).click();
    await expect(laptop.page.getByRole('main')).toContainText('9 codes left');
    await laptop.fill('One of the codes', codes[3] ?? '');
    await laptop.press('Check it');
    await expect(laptop.page.getByRole('alert')).toContainText('That is none of your codes that are left.');
    await accessible(laptop, 'a code that was used');
  });

  await test.step('lost, and taken back: only “found again” brings it back', async () => {
    await asking.goto('/recover');
    const code = await ask(asking, 'alex');
    await approve(maria, { device: /Blue phone/, code });
    await maria.at(/Done\. They have been told/);
    await states(laptop, all(/^Paused$/));
    await takeBack(maria);
    await states(laptop, all(/^Paused$/));
    await laptop.goto('/devices');
    await laptop.page.getByRole('link', { name: 'Blue phone', exact: true }).click();
    await laptop.at('Blue phone');
    await laptop.page.getByRole('link', { name: 'I found it again' }).click();
    if (await laptop.heading('Show that it’s still you').count()) await prove(laptop);
    await laptop.at('Did you find “Blue phone” again?');
    await laptop.press('Yes, I have it in my hand');
    await laptop.at('Blue phone');
    await states(laptop, all(/^Works$/));
  });

  await test.step('lost, and back in: what lived on it is gone, the app with it', async () => {
    const code = await ask(asking, 'alex');
    await approve(maria, { device: /Blue phone/, code });
    await maria.at(/Done\. They have been told/);
    await comeBack(asking);
    await expect(asking.page.getByRole('main')).toContainText('Authenticator app');
    await asking.goto('/');
    for (const name of ['Linux computer', 'Authenticator app']) {
      const cards = asking.page.locator('li.card', { has: asking.page.getByRole('link', { name, exact: true }) }).filter({ hasText: 'Blue phone' });
      await expect(cards).toHaveCount(0);
    }
    await expect(asking.page.getByRole('link', { name: 'Recovery codes', exact: true })).toBeVisible();
  });

  recordIsWhole(server);
  for (const someone of [maria, alex, laptop, asking]) await someone.close();
});
