/** Backup methods are added and tried; after a loss two kinds of code let their owner back in, with nobody's help. */
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { expect, test } from '@playwright/test';

import { appCode } from '../../support/codes';
import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { firstDay, recordIsWhole, signIn } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

/** How far the server's clock was set on. */
let clock = 0;

test('an app and a recovery code let somebody back in', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  await firstDay(alex, 'alex', 'Own phone');

  let secret = '';
  await test.step('an authenticator app is added with a first code', async () => {
    await alex.goto('/methods/add');
    await alex.page.getByRole('link', { name: 'Authenticator app' }).click();
    await alex.at('Authenticator app');
    await alex.press('Show the QR code');
    await alex.at('Scan this with your authenticator app');
    await expect(alex.page.getByRole('img', { name: /QR code/ })).toBeVisible();
    await alex.page.getByText('I can’t scan it').click();
    secret = (await alex.page.locator('.secret').textContent()) ?? '';
    await alex.fill('Code from the app', '12');
    await alex.press('Add the app');
    await expect(alex.page.getByRole('alert')).toContainText('6 digits');
    await alex.fill('Code from the app', appCode(secret, Date.now() + clock));
    await alex.press('Add the app');
    await alex.at(/Where does this one live|Tell us about this device/);
    // On a tablet: it stays when the phone goes.
    if (await alex.page.getByRole('radio', { name: /Another device of mine/ }).count()) {
      await alex.choose(/Another device of mine/);
      await alex.press('Continue');
    }
    await alex.fill('What do you call it?', 'Tablet');
    await alex.page.getByLabel('What is it?').selectOption({ label: 'iPad' });
    await alex.choose(/.*/);
    await alex.press('Save');
    await alex.at(/You would/);
  });

  await test.step('texts and calls are not offered where there is no gateway', async () => {
    await alex.goto('/methods/add');
    const card = alex.page.locator('li.card', { hasText: 'Phone, by text or call' });
    await expect(card.getByRole('link')).toHaveCount(0);
    await expect(card).toContainText('Your organisation has not set up texts and calls.');
  });

  let codes: string[] = [];
  await test.step('ten recovery codes, shown once, and one of them typed', async () => {
    await alex.goto('/methods/add/codes');
    await alex.press('Show my codes');
    await alex.at('Keep these ten codes');
    codes = await alex.page.locator('.codes li').allTextContents();
    expect(codes).toHaveLength(10);
    // The file is made in the browser: the codes are in no address, neither in the page nor in what is fetched.
    const html = await alex.page.content();
    expect(html).not.toContain('data:text');
    const [file] = await Promise.all([alex.page.waitForEvent('download'), alex.press('Save them as a file')]);
    expect(file.url()).toMatch(/^blob:/);
    expect(file.suggestedFilename()).toBe('recovery-codes.txt');
    const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
    expect(lines[0]).toContain('Hafen Logistics');
    expect(lines.slice(1)).toEqual(codes);
    await alex.page.getByRole('link', { name: 'I have kept them' }).click();
    await alex.at('Show that you kept them');
    await alex.fill('One of the codes', codes[4] ?? '');
    await alex.press('Check it');
    await expect(alex.page.getByRole('main')).toContainText('It works.');
    await alex.goto('/methods/add/codes');
    await expect(alex.page.getByRole('main')).toContainText('You have 10 codes left');
    for (const code of codes) await expect(alex.page.getByRole('main')).not.toContainText(code);
  });

  const elsewhere = await Someone.with(browser, server, 'Alex on a borrowed laptop', look);
  await test.step('two kinds of code, wrong first, then right', async () => {
    server.advance(120);
    clock = 120_000;
    await elsewhere.goto('/recover');
    await elsewhere.fill('User name', 'alex');
    await elsewhere.choose(/lost/i);
    await elsewhere.press('Continue');
    await elsewhere.at('Do you have any of these?');
    await expect(elsewhere.page.getByLabel(/Text or call/)).toHaveCount(0);
    await elsewhere.page.getByLabel(/A recovery code/).check({ force: true });
    await elsewhere.press('Continue with my codes');
    await expect(elsewhere.page.getByRole('alert')).toContainText('One code alone is not enough');
    await elsewhere.page.getByLabel(/authenticator app/i).check({ force: true });
    await elsewhere.press('Continue with my codes');
    await elsewhere.at('Type your codes');
    await elsewhere.fill('Code from the authenticator app', '000000');
    await elsewhere.fill('Recovery code', codes[0] ?? '');
    await elsewhere.press('Get back in');
    await expect(elsewhere.page.getByRole('alert')).toContainText('Nothing was used up');
    await elsewhere.fill('Code from the authenticator app', appCode(secret, Date.now() + clock));
    await elsewhere.fill('Recovery code', (codes[0] ?? '').toLowerCase());
    await elsewhere.press('Get back in');
  });

  await test.step('which one is gone, then a new passkey, and the lost one is removed', async () => {
    await elsewhere.at('Which one is gone?');
    await elsewhere.choose('Own phone');
    await elsewhere.press('Continue');
    await elsewhere.at('Add a passkey on something that is yours');
    await elsewhere.choose(/Yes, it’s mine/);
    await elsewhere.press('Continue');
    await elsewhere.at('Add a passkey on something that is yours');
    await elsewhere.press('On this device');
    await elsewhere.at('Try it: sign in with your new passkey');
    await elsewhere.press('Use my new passkey');
    await elsewhere.at('You’re back in');
    await server.mail.newest('alex@home.example', /got back in as you with codes/);
  });

  await test.step('the phone that is gone signs in no more', async () => {
    await alex.goto('/');
    await alex.at('Sign in');
    await signIn(alex, 'alex');
    await expect(alex.heading(/You would/)).toHaveCount(0);
  });

  recordIsWhole(server);
  await alex.close();
  await elsewhere.close();
});
