/** A phone is lost: its passkey pauses at once, said on the laptop; found again, it works. And IT brings in an export. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { firstDay, placeOnNewDevice, recordIsWhole, signIn } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

async function openDevice(someone: Someone, name: string): Promise<void> {
  await someone.goto('/');
  await someone.page.getByRole('link', { name: 'All your devices' }).click();
  await someone.at('Your devices');
  await someone.page.getByRole('link', { name, exact: true }).click();
  await someone.at(name);
}

test('a lost phone is paused, and works again once it is found', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const phone = await Someone.with(browser, server, 'Alex’s phone', look);
  const laptop = await Someone.with(browser, server, 'Alex’s laptop', look);
  await firstDay(phone, 'alex', 'Blue phone');

  await test.step('a second passkey, on the laptop', async () => {
    const [held] = (await phone.passkeys()) as never[];
    await laptop.hold(held as never);
    await signIn(laptop, 'alex');
    await laptop.at(/You would/);
    // A passkey counts how often it was used; the one in the phone has to know of this time as well.
    const [used] = (await laptop.passkeys()) as never[];
    await phone.newDevice();
    await phone.hold(used as never);
    await laptop.newDevice();
    await laptop.goto('/methods/add');
    await laptop.fill('What do you want to call it?', 'On my laptop');
    await laptop.press('Add it on this device');
    await laptop.at(/Where does this one live|Tell us about this device|You would/);
    await laptop.goto('/');
    await placeOnNewDevice(laptop, 'Laptop');
    await laptop.context.clearCookies();
    await signIn(laptop, 'alex');
    await laptop.at(/You would/);
  });

  await test.step('not from the phone itself', async () => {
    await openDevice(phone, 'Blue phone');
    await expect(phone.page.getByRole('button', { name: 'I lost it' })).toHaveAttribute('aria-disabled', 'true');
    await expect(phone.page.getByRole('main')).toContainText('lives on this very device');
  });

  await test.step('the laptop says that it is lost', async () => {
    server.advance(400);
    await openDevice(laptop, 'Blue phone');
    await laptop.page.getByRole('link', { name: 'I lost it' }).click();
    await laptop.at('Show that it’s still you');
    await laptop.press('Use my passkey');
    await laptop.at('Have you lost “Blue phone”?');
    await expect(laptop.page.getByRole('main')).toContainText('On my laptop');
    await laptop.press('Yes, it is lost');
    await laptop.at('Blue phone');
    await expect(laptop.page.getByRole('main')).toContainText('It is marked as lost');
    await server.mail.newest('alex@work.example', /You said that a device is lost: Blue phone/);
    await server.mail.newest('alex@home.example', /You said that a device is lost: Blue phone/);
  });

  await test.step('whoever has the phone is out, and stays out', async () => {
    await phone.goto('/');
    await phone.at('Sign in');
    await signIn(phone, 'alex');
    await phone.at('This passkey is paused');
    await expect(phone.page.getByRole('main')).toContainText('was said to be lost');
    await expect(phone.page.getByRole('button', { name: 'It wasn’t me' })).toHaveCount(0);
  });

  await test.step('found again, it works again', async () => {
    await openDevice(laptop, 'Blue phone');
    await laptop.page.getByRole('link', { name: 'I found it again' }).click();
    await laptop.at('Did you find “Blue phone” again?');
    await laptop.press('Yes, I have it in my hand');
    await laptop.at('Blue phone');
    await expect(laptop.page.getByRole('main')).toContainText('In use');
    await server.mail.newest('alex@home.example', /found again: Blue phone/);
    await signIn(phone, 'alex');
    await phone.at(/You would/);
  });

  await test.step('handed back: what lived on it is removed by the usual rules', async () => {
    await openDevice(laptop, 'Blue phone');
    await laptop.page.getByRole('link', { name: 'I handed it back' }).click();
    await laptop.press('Yes, I handed it back');
    await laptop.at('Blue phone');
    await laptop.page.getByRole('link', { name: /^Remove “/ }).click();
    await laptop.at(/^Remove “/);
    await laptop.press('Remove it');
    await laptop.at('Blue phone');
    await expect(laptop.page.getByRole('main')).toContainText('does not come back');
    await phone.goto('/');
    await phone.at('Sign in');
  });

  recordIsWhole(server);
  for (const someone of [phone, laptop]) await someone.close();
});

test('IT brings in an export, with scripts off', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const ida = await Someone.with(browser, server, 'Ida', look);
  await firstDay(ida, 'ida', 'Desk computer');
  const quiet = await Someone.with(browser, server, 'Ida without scripts', {
    ...look,
    scripts: false,
    state: await ida.context.storageState(),
  });
  const { page } = quiet;
  await quiet.goto('/desk');
  await page.getByRole('link', { name: 'Bring in devices from a file' }).click();
  await quiet.at('Bring in devices');
  const rows = ['Device name,Primary user UPN,OS,Serial number,Ownership,Managed by,Model'];
  for (let n = 0; n < 40; n++) rows.push(`PHONE-${n},maria,iOS,SN${n},Company,Intune,iPhone 15`);
  rows.push('PHONE-X,nobody@work.example,iOS,SNX,Company,Intune,iPhone 15');
  await page.getByLabel('The file').setInputFiles({ name: 'intune.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  await quiet.press('Look at it');
  await quiet.at('Which column is which?');
  await expect(page.getByRole('main')).toContainText('It looks like an export of Microsoft Intune');
  await expect(page.getByLabel('Serial number')).toHaveValue('3');
  await quiet.press('See what it would do');
  await quiet.at('What it would do');
  await expect(page.getByRole('main')).toContainText('Line 42');
  await expect(page.getByRole('main')).toContainText('nobody@work.example');
  await quiet.press('Import the good rows');
  await quiet.at('Done');
  await expect(page.getByRole('main')).toContainText('40');
  recordIsWhole(server);
  for (const someone of [ida, quiet]) await someone.close();
});
