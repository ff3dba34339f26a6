/** A new phone while the old one still works: with something else to fall back on, and without. Nothing is ticked off. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Followed } from '../../support/runbooks';
import { Someone } from '../../support/someone';
import { addPasskeyHere, firstDay, importDevices, livesOn, nameDevice, placeOnNewDevice, prove, recordIsWhole, signIn, signInWith } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

const PLANNED = 'A new phone, the old one still works';
const MINE = 'My own';
const WORK_PERSONAL = 'The organisation’s, with my own account on it';
const WORK_MANAGED = 'The organisation’s, with an account it manages';

/** Says of the old device that another took its place, and removes what lived on it. */
async function clearOut(someone: Someone, old: string, by: string): Promise<void> {
  await someone.at(old);
  await someone.page.getByRole('link', { name: 'I replaced it' }).click();
  await someone.choose(by);
  await someone.press('I replaced it');
  await someone.at(old);
  await someone.page.getByRole('link', { name: /^Remove “/ }).click();
  await someone.at(/^Remove “/);
  await someone.press('Remove it');
  await someone.at(old);
}

test('an own iPhone gives way to another, with a laptop to fall back on', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const ida = await Someone.with(browser, server, 'Ida', look);
  await firstDay(ida, 'ida', 'Desk computer');
  const old = await Someone.with(browser, server, 'Alex’s old phone', look);
  await firstDay(old, 'alex', 'Blue phone');
  const laptop = await Someone.with(browser, server, 'Alex’s laptop', { ...look, state: await old.context.storageState() });
  await addPasskeyHere(laptop, 'On my laptop');
  await laptop.goto('/');
  await placeOnNewDevice(laptop, 'Laptop', { platform: 'Linux computer' });
  await laptop.context.clearCookies();
  await signIn(laptop, 'alex');

  const runbook = await test.step('it begins with what goes and what comes', async () => {
    await old.goto('/');
    await old.page.getByRole('link', { name: 'I’m getting a new phone' }).click();
    await old.at('A new phone, step by step');
    await expect(old.page.getByRole('radio', { name: PLANNED })).toBeChecked();
    await expect(old.page.getByRole('radio', { name: 'Blue phone' })).toBeChecked();
    await expect(old.page.getByRole('radio', { name: 'iPhone', exact: true })).toBeChecked();
    await expect(old.page.getByRole('radio', { name: MINE, exact: true })).toBeChecked();
    await old.press('Show me the first step');
    await old.at('Try a way in that does not need the old phone');
    return Followed.here(old, ida);
  });

  await test.step('a reload does nothing, and the old phone is no way in without it', async () => {
    const stand = await runbook.at(old, 'Try a way in that does not need the old phone', 'Step 1 of 5');
    expect(stand.advice).toEqual(['Keep the old phone, with its screen lock, until the last step.']);
    expect(stand.done).toEqual([]);
    expect(stand.come).toEqual(['Set up the new device', 'Add a passkey on the new device', 'Sign in with the new one', 'Clear out the old phone']);
    await runbook.go(old, 'Try it now');
    await prove(old);
    await runbook.at(old, 'Try a way in that does not need the old phone', 'Step 1 of 5');
  });

  await test.step('the laptop gets in; then the new phone is named', async () => {
    await laptop.goto('/');
    await laptop.page.getByRole('link', { name: PLANNED }).click();
    await laptop.at('Try a way in that does not need the old phone');
    await runbook.go(laptop, 'Try it now');
    await prove(laptop);
    await laptop.at('Set up the new device');
    const stand = await runbook.at(laptop, 'Set up the new device', 'Step 2 of 5');
    expect(stand.done).toEqual(['Try a way in that does not need the old phone']);
    expect(stand.lead).toContain('sign in to your Apple Account');
    expect(stand.advice).toContain('Is iCloud Keychain switched on? Only then do the authenticator’s entries and your passkeys come along to the new iPhone.');
    await runbook.go(laptop, 'Name the new device');
    await nameDevice(laptop, 'Green phone', 'iPhone', MINE);
  });

  const fresh = await Someone.with(browser, server, 'Alex’s new phone', look);
  await test.step('a passkey on it, said where it lives, and used', async () => {
    const stand = await runbook.at(laptop, 'Add a passkey on the new device', 'Step 3 of 5');
    expect(stand.advice).toEqual(['Say which device it lives on. Otherwise we cannot see that this is done.']);
    await signInWith(fresh, laptop, 'alex');
    await runbook.go(fresh, 'Add a way to sign in');
    await addPasskeyHere(fresh, 'On my green phone');
    // Not before it is said where it lives.
    await runbook.at(laptop, 'Add a passkey on the new device', 'Step 3 of 5');
    await livesOn(fresh, 'Green phone');
    await runbook.at(fresh, 'Sign in with the new one', 'Step 4 of 5');
    await laptop.goto(`/prove?then=/runbooks/${runbook.id}`);
    await prove(laptop);
    await runbook.at(laptop, 'Sign in with the new one', 'Step 4 of 5');
    await runbook.go(fresh, 'Use the new one now');
    await prove(fresh);
    await fresh.at('Clear out the old phone');
  });

  await test.step('the old one is cleared out, and all is done', async () => {
    const stand = await runbook.at(fresh, 'Clear out the old phone', 'Step 5 of 5');
    expect(stand.advice).toEqual(['Wipe the old phone before you sell it or give it away, or hand it back.']);
    await runbook.go(fresh, 'See what is left on the old one');
    await clearOut(fresh, 'Blue phone', 'Green phone');
    await runbook.finished(fresh, 5);
    await old.goto('/');
    await old.at('Sign in');
  });

  recordIsWhole(server);
  for (const someone of [ida, old, laptop, fresh]) await someone.close();
});

test('a work iPhone from IT’s list, and nothing but the old phone to let it in', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const sven = await Someone.with(browser, server, 'Sven', look);
  await firstDay(sven, 'sven', 'Laptop', { platform: 'Linux computer' });
  const old = await Someone.with(browser, server, 'Dora’s old phone', look);
  await firstDay(old, 'dora', 'Old phone', { whose: new RegExp(WORK_PERSONAL) });

  const runbook = await test.step('the help desk begins it for somebody', async () => {
    await sven.goto('/desk/runbooks');
    await sven.page.getByRole('link', { name: 'Begin one for somebody' }).click();
    await sven.at('Begin for somebody');
    await sven.fill('User name', 'dora');
    await sven.choose(PLANNED);
    await sven.page.getByRole('radio', { name: WORK_MANAGED, exact: true }).check({ force: true });
    await sven.press('Begin');
    await sven.at('Dora Weiss');
    await expect(sven.page.getByRole('main')).toContainText('Old phone');
    return Followed.here(sven, sven);
  });

  await test.step('what it says for whose phone', async () => {
    await old.goto('/');
    await old.page.getByRole('link', { name: PLANNED }).click();
    const manager = 'Is the device assigned in Apple Business Manager, and to the right management?';
    const prepared = 'IT prepares the new device';
    let stand = await runbook.at(old, prepared, 'Step 1 of 5');
    expect(stand.advice).toEqual([manager]);
    expect(stand.lead).toContain('Managed Apple Account');
    expect(stand.come).toEqual(['Set up the new device', 'Add a passkey on the new device', 'Sign in with the new one', 'Clear out the old phone']);

    await runbook.isAbout(old, 'iPhone', WORK_PERSONAL);
    stand = await runbook.at(old, prepared, 'Step 1 of 5');
    expect(stand.advice).toEqual([manager]);
    expect(stand.lead).toContain('Keep your own Apple Account at hand');

    await runbook.isAbout(old, 'Android phone or tablet', WORK_MANAGED);
    stand = await runbook.at(old, prepared, 'Step 1 of 5');
    expect(stand.advice).toEqual(['Is the device assigned in zero-touch enrolment, or otherwise to the right management?']);
    expect(stand.lead).toContain('work account');

    // Nobody prepares what is their own.
    await runbook.isAbout(old, 'Android phone or tablet', MINE);
    stand = await runbook.at(old, 'Set up the new device', 'Step 1 of 4');
    expect(stand.advice).toContain('Is the backup to your Google Account switched on? Settings, then Google, then Backup.');
    expect(stand.lead).toContain('Google Account');

    await runbook.isAbout(old, 'iPhone', MINE);
    stand = await runbook.at(old, 'Set up the new device', 'Step 1 of 4');
    expect(stand.advice.join()).toContain('iCloud Keychain');

    await runbook.isAbout(old, 'iPhone', WORK_MANAGED);
    await runbook.at(old, prepared, 'Step 1 of 5');
  });

  await test.step('stuck: where, since when, and what to do', async () => {
    await sven.goto('/desk/runbooks?show=stuck');
    await expect(sven.page.getByRole('main')).toContainText('Nobody is stuck.');
    server.advance(2 * 86_400 + 3_600);
    await signIn(sven, 'sven');
    await signIn(old, 'dora');
    await sven.goto('/desk/runbooks?show=stuck');
    await expect(sven.page.getByRole('main')).toContainText('1 person is stuck.');
    const row = sven.page.getByRole('row', { name: /Dora Weiss/ });
    for (const words of ['IT prepares the new device', 'Step 1 of 5', 'Stuck', '2 days ago', 'The help desk']) await expect(row).toContainText(words);
    const stand = await runbook.at(old, 'IT prepares the new device', 'Step 1 of 5');
    expect(stand.stuck).toBe('Its turn came 2 days ago, and nothing has happened since. Ask IT whether the device is on its way and assigned to you.');
    const atDesk = await runbook.atDesk('IT prepares the new device', 'Step 1 of 5');
    expect(atDesk.stuck).toBe('Its turn came 2 days ago, and nothing has happened since. Look whether the device is on its way and assigned.');
  });

  await test.step('IT brings in the list with the new phone', async () => {
    await sven.page.getByRole('link', { name: 'Import a list of devices' }).click();
    await sven.ready();
    if (await sven.heading('Show that it’s still you').count()) await prove(sven);
    await importDevices(sven, [['DORA-IPHONE', 'dora', 'iOS', 'SN-D1', 'Company', 'Intune', 'iPhone 17']]);
    const stand = await runbook.at(old, 'Set up the new device', 'Step 2 of 5');
    expect(stand.stuck).toBe('');
    expect(stand.done).toEqual(['IT prepares the new device']);
    expect(stand.advice).toContain('On a work iPhone iCloud Keychain may be switched off by work. Don’t wait for data to come over: register anew.');
    expect(stand.advice).not.toContain('The new phone asks for a sign-in before it is ready. Have the old phone beside it to approve that.');
  });

  await test.step('whose it is turns out otherwise in the middle; what is done stays done', async () => {
    await old.goto('/devices');
    await old.page.getByRole('link', { name: 'DORA-IPHONE' }).click();
    await old.page.getByRole('link', { name: 'Change whose it is' }).click();
    if (await old.heading('Show that it’s still you').count()) await prove(old);
    await old.page.getByRole('radio', { name: WORK_MANAGED, exact: true }).check({ force: true });
    await old.press('Save');
    await old.at('DORA-IPHONE');
    const stand = await runbook.at(old, 'Set up the new device', 'Step 2 of 5');
    expect(stand.done).toEqual(['IT prepares the new device']);
    expect(stand.lead).toContain('Managed Apple Account');
    expect(stand.advice).toContain('The new phone asks for a sign-in before it is ready. Have the old phone beside it to approve that.');
    await old.goto(`/runbooks/${runbook.id}?step=about`);
    await expect(old.page.getByRole('main')).toContainText('The new one is “DORA-IPHONE”');
  });

  const fresh = await Someone.with(browser, server, 'Dora’s new phone', look);
  await test.step('the old phone lets the new one in', async () => {
    await runbook.go(old, 'Add a way to sign in');
    if (await old.heading('Show that it’s still you').count()) await prove(old);
    await old.fill('What do you want to call it?', 'On my work iPhone');
    const scanned = await old.withPhoneNear(async () => {
      await old.press('Add it on a phone or tablet');
      await old.at('Where does this one live?');
    });
    expect(scanned).toHaveLength(1);
    await fresh.hold(scanned[0] as never);
    await livesOn(old, 'DORA-IPHONE');
    const stand = await runbook.at(old, 'Sign in with the new one', 'Step 4 of 5');
    expect(stand.done).toEqual(expect.arrayContaining(['Set up the new device', 'Add a passkey on the new device']));
    expect(stand.advice).toEqual(['Add one more on something else: a security key, or printed recovery codes. Then nobody has to help you next time.']);
    await signIn(fresh, 'dora');
    await fresh.at(/You would/);
    await runbook.at(fresh, 'Clear out the old phone', 'Step 5 of 5');
    await runbook.go(fresh, 'See what is left on the old one');
    await clearOut(fresh, 'Old phone', 'DORA-IPHONE');
    await runbook.finished(fresh, 5);
  });

  recordIsWhole(server);
  for (const someone of [sven, old, fresh]) await someone.close();
});
