/** The same steps for whoever else owns the phone: each walked to its end once, on one size of screen. */
import { test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Followed } from '../../support/runbooks';
import { Someone } from '../../support/someone';
import { addPasskeyHere, firstDay, importDevices, livesOn, nameDevice, newDeviceHere, placeOnNewDevice, prove, recordIsWhole, signIn, signInWith } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

interface Phone {
  user: string;
  platform: string;
  whose: string;
  /** IT brings in a list with the new one. */
  work: boolean;
}

const PLANNED = 'A new phone, the old one still works';
const LOST = 'A phone that is lost or broken';
const WORK_PERSONAL = 'The organisation’s, with my own account on it';
const WORK_MANAGED = 'The organisation’s, with an account it manages';
const ANDROID = 'Android phone or tablet';

/** Says what the steps are about, on the page that begins them. */
async function begin(someone: Someone, what: string, old: string, phone: Phone): Promise<void> {
  await someone.goto('/runbooks/begin');
  await someone.choose(what);
  await someone.choose(old);
  await someone.page.getByRole('radio', { name: phone.platform, exact: true }).check({ force: true });
  await someone.page.getByRole('radio', { name: phone.whose, exact: true }).check({ force: true });
  await someone.press('Show me the first step');
  await someone.page.waitForURL(/\/runbooks\/(?!begin)/);
  await someone.ready();
}

/** The new phone comes: on IT's list, or named by whoever owns it. */
async function comes(runbook: Followed, someone: Someone, sven: Someone, name: string, phone: Phone): Promise<void> {
  if (!phone.work) {
    await runbook.go(someone, 'Name the new device');
    await nameDevice(someone, name, phone.platform, phone.whose);
    return;
  }
  await sven.goto('/desk/devices/import');
  if (await sven.heading('Show that it’s still you').count()) await prove(sven);
  const os = phone.platform === ANDROID ? 'Android' : 'iOS';
  await importDevices(sven, [[name, phone.user, os, `SN-${name}`, 'Company', 'Intune', 'New']], phone.whose.replace('my own', 'their own'));
}

/** Removes what lives on the old phone; one page after the other. */
async function remove(someone: Someone, old: string): Promise<void> {
  await someone.page.getByRole('link', { name: /^Remove “/ }).click();
  await someone.at(/^Remove “/);
  await someone.press('Remove it');
  await someone.at(old);
}

test('each kind of phone gives way to another, the old one lets it in', async ({ browser, viewport }) => {
  test.setTimeout(240_000);
  const look = viewport ? { viewport } : {};
  const sven = await Someone.with(browser, server, 'Sven', look);
  await firstDay(sven, 'sven', 'Desk computer', { platform: 'Linux computer' });
  for (const phone of [
    { user: 'dora', platform: 'iPhone', whose: WORK_PERSONAL, work: true },
    { user: 'alex', platform: ANDROID, whose: 'My own', work: false },
    { user: 'gus', platform: ANDROID, whose: WORK_MANAGED, work: true },
  ] satisfies Phone[]) {
    await test.step(`${phone.platform}: ${phone.whose}`, async () => {
      const steps = phone.work ? 5 : 4;
      const old = await Someone.with(browser, server, `the old phone of ${phone.user}`, look);
      await firstDay(old, phone.user, 'Old phone', { platform: phone.platform, whose: new RegExp(phone.whose) });
      await begin(old, PLANNED, 'Old phone', phone);
      const runbook = Followed.here(old, sven);
      if (phone.work) await runbook.at(old, 'IT prepares the new device', 'Step 1 of 5');
      await comes(runbook, old, sven, `NEW-${phone.user}`, phone);
      // Named by its owner, the new one may be set up already: its passkey is what is missing.
      await runbook.go(old, 'Add a way to sign in');
      if (await old.heading('Show that it’s still you').count()) await prove(old);
      await old.fill('What do you want to call it?', 'On the new phone');
      const scanned = await old.withPhoneNear(async () => {
        await old.press('Add it on a phone or tablet');
        await old.at('Where does this one live?');
      });
      const fresh = await Someone.with(browser, server, `the new phone of ${phone.user}`, look);
      await fresh.hold(scanned[0] as never);
      await livesOn(old, `NEW-${phone.user}`);
      await runbook.at(old, 'Sign in with the new one', `Step ${steps - 1} of ${steps}`);
      await signIn(fresh, phone.user);
      await fresh.at(/You would/);
      await runbook.at(fresh, 'Clear out the old phone', `Step ${steps} of ${steps}`);
      await runbook.go(fresh, 'See what is left on the old one');
      await fresh.at('Old phone');
      await fresh.page.getByRole('link', { name: 'I replaced it' }).click();
      await fresh.choose(`NEW-${phone.user}`);
      await fresh.press('I replaced it');
      await fresh.at('Old phone');
      await remove(fresh, 'Old phone');
      await runbook.finished(fresh, steps);
      for (const someone of [old, fresh]) await someone.close();
    });
  }
  recordIsWhole(server);
  await sven.close();
});

test('each kind of phone is gone, and a laptop still signs in', async ({ browser, viewport }) => {
  test.setTimeout(240_000);
  const look = viewport ? { viewport } : {};
  const ida = await Someone.with(browser, server, 'Ida', look);
  await firstDay(ida, 'ida', 'Desk computer', { platform: 'Linux computer' });
  for (const phone of [
    { user: 'maria', platform: 'iPhone', whose: WORK_PERSONAL, work: true },
    { user: 'sara', platform: ANDROID, whose: 'My own', work: false },
  ] satisfies Phone[]) {
    await test.step(`${phone.platform}: ${phone.whose}`, async () => {
      const steps = phone.work ? 7 : 6;
      const old = await Someone.with(browser, server, `the lost phone of ${phone.user}`, look);
      await firstDay(old, phone.user, 'Old phone', { platform: phone.platform, whose: new RegExp(phone.whose) });
      const laptop = await Someone.with(browser, server, `the laptop of ${phone.user}`, { ...look, state: await old.context.storageState() });
      await addPasskeyHere(laptop, 'On my laptop');
      await laptop.goto('/');
      await placeOnNewDevice(laptop, 'Laptop', { platform: 'Linux computer' });
      await laptop.context.clearCookies();
      await signIn(laptop, phone.user);
      await begin(laptop, LOST, 'Old phone', phone);
      const runbook = Followed.here(laptop, ida);
      await runbook.at(laptop, 'Get back in by yourself', `Step 1 of ${steps}`);
      await runbook.go(laptop, 'Try it now');
      await prove(laptop);
      await runbook.at(laptop, 'Add a new way to sign in', `Step 2 of ${steps}`);
      const other = await Someone.with(browser, server, `another computer of ${phone.user}`, look);
      await signInWith(other, laptop, phone.user);
      await runbook.go(other, 'Add a way to sign in');
      await addPasskeyHere(other, 'On my Mac');
      await newDeviceHere(other, 'Mac', { platform: 'Mac' });
      await runbook.at(other, 'Sign in with the new one', `Step 3 of ${steps}`);
      await runbook.go(other, 'Use the new one now');
      await prove(other);
      await runbook.at(other, 'Clear out the old phone', `Step 4 of ${steps}`);
      await runbook.go(other, 'See what is left on the old one');
      await other.page.getByRole('link', { name: 'I lost it' }).click();
      await other.press('Yes, it is lost');
      await other.at('Old phone');
      await remove(other, 'Old phone');
      if (phone.work) await runbook.at(other, 'IT prepares the new device', `Step 5 of ${steps}`);
      await comes(runbook, other, ida, `NEW-${phone.user}`, phone);
      const fresh = await Someone.with(browser, server, `the new phone of ${phone.user}`, look);
      await signInWith(fresh, other, phone.user);
      await runbook.go(fresh, 'Add a way to sign in');
      await addPasskeyHere(fresh, 'On the new phone');
      await livesOn(fresh, `NEW-${phone.user}`);
      await runbook.finished(fresh, steps);
      for (const someone of [old, laptop, other, fresh]) await someone.close();
    });
  }
  recordIsWhole(server);
  await ida.close();
});
