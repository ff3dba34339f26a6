/** The steps of the main job, as people walk them: by what stands on the screen. */
import { expect, type Page } from '@playwright/test';

import type { Someone } from './someone';

/** Types a pass into the page for it. */
export async function typePass(someone: Someone, user: string, first: string, second: string): Promise<void> {
  await someone.fill('User name', user);
  await someone.fill('First group', first);
  await someone.fill('Second group', second);
  await someone.press('Continue');
}

/** Uses a first-day pass, registers a passkey on this device, and signs in with it. */
export async function firstDay(someone: Someone, user: string, device = 'Own phone', named: Named = {}): Promise<void> {
  const [first = '', second = ''] = someone.server.issuePass?.(user) ?? [];
  await someone.goto('/pass');
  await typePass(someone, user, first, second);
  await enrolHere(someone);
  await someone.at(/You would/);
  await placeOnNewDevice(someone, device, named);
}

/** In an enrolment: "this computer is mine", a passkey on it, and the first sign-in with it. */
export async function enrolHere(someone: Someone): Promise<void> {
  await someone.at('Add a passkey on something that is yours');
  await someone.choose(/Yes, it’s mine/);
  await someone.press('Continue');
  await someone.at('Add a passkey on something that is yours');
  await someone.press('On this device');
  await someone.at('Try it: sign in with your new passkey');
  await someone.press('Use my new passkey');
}

/** What a device is that is named: as it stands in the list, and whose, by the label's beginning. */
export interface Named {
  platform?: string;
  whose?: RegExp;
}

/** "Where does this one live?": on a device that is named now; an iPhone of their own if nothing else is said. */
export async function placeOnNewDevice(someone: Someone, device: string, named: Named = {}): Promise<void> {
  await someone.page.getByRole('link', { name: /Say where/ }).first().click();
  await someone.ready();
  await newDeviceHere(someone, device, named);
}

/** On the page that asks where a method lives: on a device that is named now. */
export async function newDeviceHere(someone: Someone, device: string, named: Named = {}): Promise<void> {
  // Somebody who has named devices before is asked which one first.
  if (await someone.page.getByRole('radio', { name: /Another device of mine/ }).count()) {
    await someone.choose(/Another device of mine/);
    await someone.press(/Continue|Save/);
  }
  await someone.fill('What do you call it?', device);
  await someone.page.getByLabel('What is it?').selectOption({ label: named.platform ?? 'iPhone' });
  await someone.choose(named.whose ?? /.*/);
  await someone.press('Save');
  await someone.at(/You would/);
}

/** Adds a passkey in this browser's authenticator; ends where it is asked where it lives. */
export async function addPasskeyHere(someone: Someone, name: string): Promise<void> {
  if (new URL(someone.page.url()).pathname !== '/methods/add') await someone.goto('/methods/add');
  await someone.at('Add a way to sign in');
  await someone.fill('What do you want to call it?', name);
  await someone.press('Add it on this device');
  await someone.at(/Where does this one live|Tell us about this device/);
}

/** On the page that asks where a method lives: on a device that was named before. */
export async function livesOn(someone: Someone, device: string): Promise<void> {
  await someone.at('Where does this one live?');
  await someone.page.getByRole('radio', { name: device, exact: true }).check({ force: true });
  await someone.press('Continue');
  await someone.at(/You would/);
}

/** Names a device that nothing lives on yet; begins on the page for it. */
export async function nameDevice(someone: Someone, device: string, platform: string, whose: string): Promise<void> {
  await someone.at('Add a device');
  await someone.fill('What do you call it?', device);
  await someone.page.getByLabel('What is it?').selectOption({ label: platform });
  await someone.page.getByRole('radio', { name: whose, exact: true }).check({ force: true });
  await someone.press('Add it');
  await someone.at(device);
}

/** Signs in here with the passkeys of another browser's authenticator, as by a QR code; they go back where they were. */
export async function signInWith(here: Someone, there: Someone, user: string): Promise<void> {
  const own = await here.passkeys();
  const lend = async (from: Someone, to: Someone) => {
    const held = await from.passkeys();
    // Each use is counted, so there is one of each at a time.
    await from.newDevice();
    await to.newDevice();
    for (const passkey of held) await to.hold(passkey as never);
  };
  await lend(there, here);
  await signIn(here, user);
  await here.at(/You would/);
  await lend(here, there);
  for (const passkey of own) await here.hold(passkey as never);
}

/** Shows presence once more with the passkey in this browser's authenticator. */
export async function prove(someone: Someone): Promise<void> {
  await someone.at('Show that it’s still you');
  await someone.press('Use my passkey');
  await expect(someone.heading('Show that it’s still you')).toHaveCount(0);
  await someone.ready();
}

/** Signs in, unless this browser is signed in. */
export async function signIn(someone: Someone, user: string): Promise<void> {
  await someone.goto('/');
  if ((await someone.page.getByLabel('User name').count()) === 0) return;
  await someone.fill('User name', user);
  await someone.press('Continue');
  // Going elsewhere before this is over would cut it off.
  const refused = someone.page.getByRole('alert').filter({ hasText: /\S/ });
  const elsewhere = someone.page.getByRole('heading', { level: 1 }).filter({ hasNotText: /^Sign in$/ });
  await expect(refused.or(elsewhere).first()).toBeVisible();
}

export async function signOut(someone: Someone): Promise<void> {
  await someone.goto('/');
  await someone.press('Sign out');
  await someone.at('Sign in');
}

/** Asks to be let back in; the match code on the screen, six digits. */
export async function ask(someone: Someone, user: string, what: RegExp = /lost/i): Promise<string> {
  await someone.goto('/');
  await someone.page.getByRole('link', { name: 'I can’t sign in' }).click();
  await someone.at('Let’s get you back in');
  await someone.fill('User name', user);
  await someone.choose(what);
  await someone.press('Continue');
  await someone.at('Do you have any of these?');
  await someone.press('None of these');
  await someone.at(/If that account exists/);
  return code(someone.page);
}

/** The match code, once the browser has made its key. */
export async function code(page: Page): Promise<string> {
  const spoken = /(\d) (\d) (\d), (\d) (\d) (\d)/;
  const shown = page.locator('.code');
  await expect(shown).toHaveText(spoken);
  return (spoken.exec((await shown.textContent()) ?? '') ?? []).slice(1).join('');
}

/** What the page says of a code to somebody who cannot see it. */
export const spoken = (code: string): RegExp => new RegExp(`${[...code.slice(0, 3)].join(' ')}, ${[...code.slice(3)].join(' ')}`);

export interface Check {
  /** What is picked as gone. */
  device?: RegExp;
  /** How the person was reached. */
  how?: RegExp;
  /** What they read out. */
  code?: string;
  /** What they say happened: the label's beginning. */
  what?: RegExp;
  /** What they say they ask on. */
  onWhat?: string;
  /** They have no browser: there is no code, and both halves are read out. */
  spoken?: boolean;
}

/** Walks a review up to its last screen. */
export async function review(approver: Someone, check: Check): Promise<void> {
  await isAsked(approver);
  await approver.press(/Check and decide|Go on where you were/);
  await checkThrough(approver, check);
}

/** The same from the first question on: for whoever is asked by several people and has chosen one. */
export async function checkThrough(approver: Someone, check: Check): Promise<void> {
  await approver.at(/Is it really|Which device is gone/);
  await approver.choose(check.device ?? /phone/i);
  await approver.press('Continue');
  await approver.choose(check.how ?? /In person/);
  await approver.tick();
  await approver.press('Continue');
  await approver.choose(/Yes, they asked just now/);
  await approver.press('Continue');
  await approver.choose(check.what ?? /lost/i);
  // Whoever has no browser asks on nothing.
  if (!check.spoken) {
    await approver.page.getByLabel('On what are they asking?').selectOption({ label: check.onWhat ?? 'Linux computer' });
  }
  await approver.fill('Where are they?', 'at home in Hamburg');
  await approver.press('Continue');
  await approver.press(/Go on all the same|It fits, go on/);
  if (check.code !== undefined) {
    await approver.fill('What code do they read?', check.code);
    await approver.press('Continue');
  }
}

export async function approve(approver: Someone, check: Check): Promise<void> {
  await review(approver, check);
  await expect(approver.page.getByRole('heading', { name: 'You decide' })).toBeVisible();
  await approver.ready();
  await approver.press('Approve with my passkey');
}

/** Uses the pass, adds a passkey in this browser and signs in with it. */
export async function comeBack(someone: Someone): Promise<void> {
  await someone.at('You’re cleared to come back');
  await someone.press('Use my pass');
  await enrolHere(someone);
  await someone.at('You’re back in');
}

/** What stands on the page, without how long ago something was. */
export async function shown(someone: Someone): Promise<string> {
  const text = await someone.page.locator('main').innerText();
  return text.replaceAll(/just now|\d+ (?:minute|hour|day)s? ago/g, '(some time ago)');
}

/** The waiting page, loaded anew, looks as it did before. */
export async function stillWaits(someone: Someone, before: string): Promise<void> {
  await someone.page.reload();
  await someone.at(/If that account exists/);
  await code(someone.page);
  expect(await shown(someone)).toBe(before);
}

/** The code that stops a request, out of a message. */
export function stopCode(text: string): string {
  const found = /type this code: ([0-9A-Z][0-9A-Z -]+)/.exec(text);
  if (!found?.[1]) throw new Error(`no stop code in: ${text}`);
  return found[1].trim();
}

/** The record as `latchkey audit verify` finds it. */
export function recordIsWhole(someone: { run(args: string[]): string }): void {
  expect(someone.run(['audit', 'verify'])).toMatch(/whole/i);
}

/** Opens one request from the desk's list. */
export async function openCase(staff: Someone, name: string, show = 'open'): Promise<void> {
  await staff.goto(`/desk?show=${show}`);
  await staff.page.getByRole('rowheader', { name }).getByRole('link').first().click();
  await staff.at(name);
}

/** Waits until somebody is asked to decide: the portal looks up whom a name belongs to a moment after the ask. */
export async function isAsked(approver: Someone): Promise<void> {
  await expect(async () => {
    await approver.goto('/approvals');
    await expect(approver.heading('1 person needs you')).toBeVisible({ timeout: 200 });
  }).toPass({ timeout: 15_000 });
}

/** Brings in a file of devices as device management exports it; begins on the page for the file. `whose` as the page says it. */
export async function importDevices(staff: Someone, rows: string[][], whose?: string): Promise<void> {
  const { page } = staff;
  const lines = [['Device name', 'Primary user UPN', 'OS', 'Serial number', 'Ownership', 'Managed by', 'Model'], ...rows];
  await staff.at('Bring in devices');
  const buffer = Buffer.from(lines.map((line) => line.join(',')).join('\n'));
  await page.getByLabel('The file').setInputFiles({ name: 'intune.csv', mimeType: 'text/csv', buffer });
  await staff.press('Look at it');
  await staff.at('Which column is which?');
  if (whose) await page.getByRole('radio', { name: whose, exact: true }).check({ force: true });
  await staff.press('See what it would do');
  await staff.at('What it would do');
  await staff.press(/^Import/);
  await staff.at('Done');
}
