/** A phone is lost or broken: the steps go on by themselves from the approval to the new phone, or from what was not lost. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Followed } from '../../support/runbooks';
import { Someone } from '../../support/someone';
import { addPasskeyHere, approve, ask, firstDay, importDevices, isAsked, livesOn, nameDevice, newDeviceHere, placeOnNewDevice, prove, recordIsWhole, signIn, signInWith } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

const LOST = 'A phone that is lost or broken';
const MINE = 'My own';
const WORK_PERSONAL = 'The organisation’s, with my own account on it';
const WORK_MANAGED = 'The organisation’s, with an account it manages';
const ICLOUD = 'Is iCloud Keychain switched on? Only then do the authenticator’s entries and your passkeys come along to the new iPhone.';
const REGISTER_ANEW = 'On a work iPhone iCloud Keychain may be switched off by work. Don’t wait for data to come over: register anew.';
const SIGN_IN_FIRST = 'The new phone asks for a sign-in before it is ready, and the old phone is not there to approve that. Have what you have added in your hand.';

test('an own iPhone is lost: from the approval to the new phone', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const ida = await Someone.with(browser, server, 'Ida', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const alex = await Someone.with(browser, server, 'Alex', look);
  await firstDay(ida, 'ida', 'Desk computer', { platform: 'Linux computer' });
  await firstDay(maria, 'maria', 'Work phone');
  await firstDay(alex, 'alex', 'Blue phone');

  const asking = await Someone.with(browser, server, 'Alex at a computer', look);
  const code = await ask(asking, 'alex');
  await test.step('asking alone begins nothing', async () => {
    await isAsked(maria);
    await ida.goto('/desk/runbooks');
    await expect(ida.page.getByRole('main')).toContainText('Nobody is in the middle of anything.');
  });

  const runbook = await test.step('the approval does', async () => {
    await approve(maria, { device: /Blue phone/, code });
    await maria.at(/Done\. They have been told/);
    await ida.goto('/desk/runbooks');
    await ida.page.getByRole('rowheader', { name: 'Alex Moreno' }).getByRole('link').click();
    await ida.at('Alex Moreno');
    const runbook = Followed.here(ida, ida);
    const stand = await runbook.atDesk('Use your pass', 'Step 3 of 8');
    expect(stand.done).toEqual(['Ask to get back in', 'Somebody checks that it is you']);
    expect(stand.advice).toEqual(['Have the device in your hand, with its screen lock set.']);
    await expect(ida.page.getByRole('main')).toContainText('Blue phone');
    return runbook;
  });

  await test.step('the pass, a passkey, and signing in with it', async () => {
    await asking.at('You’re cleared to come back');
    await asking.press('Use my pass');
    await asking.at('Add a passkey on something that is yours');
    await runbook.atDesk('Add a new way to sign in', 'Step 4 of 8');
    await asking.choose(/Yes, it’s mine/);
    await asking.press('Continue');
    await asking.press('On this device');
    await asking.at('Try it: sign in with your new passkey');
    await runbook.atDesk('Sign in with the new one', 'Step 5 of 8');
    await asking.press('Use my new passkey');
    await asking.at('You’re back in');
    // Closing the request cleared out the old phone.
    const stand = await runbook.atDesk('Set up the new device', 'Step 7 of 8');
    expect(stand.done.at(-1)).toBe('Clear out the old phone');
  });

  await test.step('what it says for whose phone', async () => {
    await asking.goto('/');
    await asking.page.getByRole('link', { name: LOST }).click();
    let stand = await runbook.at(asking, 'Set up the new device', 'Step 7 of 8');
    expect(stand.advice).toEqual([ICLOUD]);
    const prepared = 'IT prepares the new device';
    for (const [platform, whose, words, place] of [
      ['iPhone', WORK_PERSONAL, 'Keep your own Apple Account at hand', 'Step 7 of 9'],
      ['iPhone', WORK_MANAGED, 'Managed Apple Account', 'Step 7 of 9'],
      ['Android phone or tablet', WORK_MANAGED, 'work account', 'Step 7 of 9'],
    ] as const) {
      await runbook.isAbout(asking, platform, whose);
      stand = await runbook.at(asking, prepared, place);
      expect(stand.lead).toContain(words);
      expect(stand.done).toHaveLength(6);
    }
    await runbook.isAbout(asking, 'Android phone or tablet', MINE);
    stand = await runbook.at(asking, 'Set up the new device', 'Step 7 of 8');
    expect(stand.advice.join()).toContain('Google Account');
    await runbook.isAbout(asking, 'iPhone', MINE);
  });

  const fresh = await Someone.with(browser, server, 'Alex’s new phone', look);
  await test.step('the computer is not the new phone', async () => {
    await runbook.go(asking, 'Say where it lives');
    await newDeviceHere(asking, 'Laptop', { platform: 'Linux computer' });
    await runbook.at(asking, 'Set up the new device', 'Step 7 of 8');
  });

  await test.step('the new phone is named and gets a passkey', async () => {
    await runbook.go(asking, 'Name the new device');
    await nameDevice(asking, 'Red phone', 'iPhone', MINE);
    await runbook.at(asking, 'Add a passkey on the new device', 'Step 8 of 8');
    await signInWith(fresh, asking, 'alex');
    await runbook.go(fresh, 'Add a way to sign in');
    await addPasskeyHere(fresh, 'On my red phone');
    await livesOn(fresh, 'Red phone');
    await runbook.finished(fresh, 8);
  });

  recordIsWhole(server);
  for (const someone of [ida, maria, alex, asking, fresh]) await someone.close();
});

test('a work iPhone is gone, and the laptop still signs in', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const sven = await Someone.with(browser, server, 'Sven', look);
  const phone = await Someone.with(browser, server, 'Dora’s phone', look);
  await firstDay(sven, 'sven', 'Desk computer', { platform: 'Linux computer' });
  await firstDay(phone, 'dora', 'Work iPhone', { whose: new RegExp(WORK_MANAGED) });
  const laptop = await Someone.with(browser, server, 'Dora’s laptop', { ...look, state: await phone.context.storageState() });
  await addPasskeyHere(laptop, 'On my laptop');
  await laptop.goto('/');
  await placeOnNewDevice(laptop, 'Laptop', { platform: 'Linux computer' });
  await laptop.context.clearCookies();
  await signIn(laptop, 'dora');

  const runbook = await test.step('begun on the laptop', async () => {
    await laptop.goto('/runbooks/begin');
    await laptop.choose(LOST);
    await laptop.choose('Work iPhone');
    await laptop.page.getByRole('radio', { name: 'iPhone', exact: true }).check({ force: true });
    await laptop.page.getByRole('radio', { name: WORK_MANAGED, exact: true }).check({ force: true });
    await laptop.press('Show me the first step');
    await laptop.at('Get back in by yourself');
    return Followed.here(laptop, sven);
  });

  await test.step('what is still there signs in, and adds another', async () => {
    const stand = await runbook.at(laptop, 'Get back in by yourself', 'Step 1 of 7');
    expect(stand.advice[0]).toContain('Have the card blocked, and lock the phone');
    await runbook.go(laptop, 'Try it now');
    await prove(laptop);
    await laptop.at('Add a new way to sign in');
    await runbook.at(laptop, 'Add a new way to sign in', 'Step 2 of 7');
  });

  const mac = await Someone.with(browser, server, 'Dora’s Mac', look);
  await test.step('the other computer works', async () => {
    await signInWith(mac, laptop, 'dora');
    await runbook.go(mac, 'Add a way to sign in');
    await addPasskeyHere(mac, 'On my Mac');
    await newDeviceHere(mac, 'Mac', { platform: 'Mac' });
    await runbook.at(mac, 'Sign in with the new one', 'Step 3 of 7');
    await runbook.go(mac, 'Use the new one now');
    await prove(mac);
    await mac.at('Clear out the old phone');
  });

  await test.step('the phone is said to be lost, and what lived on it is removed', async () => {
    await runbook.at(mac, 'Clear out the old phone', 'Step 4 of 7');
    await runbook.go(mac, 'See what is left on the old one');
    await mac.at('Work iPhone');
    await mac.page.getByRole('link', { name: 'I lost it' }).click();
    await mac.at('Have you lost “Work iPhone”?');
    await mac.press('Yes, it is lost');
    await mac.at('Work iPhone');
    await expect(mac.page.getByRole('main')).toContainText('It is marked as lost');
    await runbook.at(mac, 'Clear out the old phone', 'Step 4 of 7');
    await runbook.go(mac, 'See what is left on the old one');
    await mac.page.getByRole('link', { name: /^Remove “/ }).click();
    await mac.at(/^Remove “/);
    await mac.press('Remove it');
    await mac.at('Work iPhone');
    await runbook.at(mac, 'IT prepares the new device', 'Step 5 of 7');
  });

  await test.step('stuck for two days; then IT’s list has the new one', async () => {
    server.advance(2 * 86_400 + 3_600);
    await signIn(sven, 'sven');
    await signIn(mac, 'dora');
    await sven.goto('/desk/runbooks?show=stuck');
    await expect(sven.page.getByRole('row', { name: /Dora Weiss/ })).toContainText('IT prepares the new device');
    const stuck = await runbook.at(mac, 'IT prepares the new device', 'Step 5 of 7');
    expect(stuck.stuck).toBe('Its turn came 2 days ago, and nothing has happened since. Ask IT whether the device is on its way and assigned to you.');
    expect(stuck.advice).toEqual(['Is the device assigned in Apple Business Manager, and to the right management?']);
    await sven.goto('/desk/devices/import');
    if (await sven.heading('Show that it’s still you').count()) await prove(sven);
    await importDevices(sven, [['DORA-IPHONE', 'dora', 'iOS', 'SN-D1', 'Company', 'Intune', 'iPhone 17']]);
    let stand = await runbook.at(mac, 'Set up the new device', 'Step 6 of 7');
    expect(stand.stuck).toBe('');
    expect(stand.advice).toEqual([REGISTER_ANEW]);
    await mac.goto('/devices');
    await mac.page.getByRole('link', { name: 'DORA-IPHONE' }).click();
    await mac.page.getByRole('link', { name: 'Change whose it is' }).click();
    if (await mac.heading('Show that it’s still you').count()) await prove(mac);
    await mac.page.getByRole('radio', { name: WORK_MANAGED, exact: true }).check({ force: true });
    await mac.press('Save');
    await mac.at('DORA-IPHONE');
    stand = await runbook.at(mac, 'Set up the new device', 'Step 6 of 7');
    expect(stand.advice).toEqual([REGISTER_ANEW, SIGN_IN_FIRST]);
  });

  const fresh = await Someone.with(browser, server, 'Dora’s new phone', look);
  await test.step('something lives on it, and all is done', async () => {
    await signInWith(fresh, mac, 'dora');
    await runbook.go(fresh, 'Add a way to sign in');
    await addPasskeyHere(fresh, 'On my work iPhone');
    await livesOn(fresh, 'DORA-IPHONE');
    await runbook.finished(fresh, 7);
  });

  recordIsWhole(server);
  for (const someone of [sven, phone, laptop, mac, fresh]) await someone.close();
});
