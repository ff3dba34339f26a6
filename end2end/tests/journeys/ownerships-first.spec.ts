/** A first phone of each other kind: prepared, met by two, and walked to its end on the phone itself. */
import { expect, test } from '@playwright/test';

import { half, meet, prepare } from '../../support/first-days';
import { CAST, Latchkey } from '../../support/latchkey';
import { Followed } from '../../support/runbooks';
import { Someone } from '../../support/someone';
import { enrolHere, firstDay, importDevices, livesOn, newDeviceHere, recordIsWhole, typePass } from '../../support/steps';

const today = new Date().toISOString().slice(0, 10);
const WORK_THEIRS = 'The organisation’s, with their own account on it';
const ANDROID = 'Android phone or tablet';
const NEW = [
  { user: 'pia', name: 'Pia Brandt', platform: 'iPhone', theirs: WORK_THEIRS, work: true },
  { user: 'quin', name: 'Quin Castro', platform: ANDROID, theirs: 'Their own', work: false },
];
const JOINERS = NEW.map(
  ({ user, name }) => `${user},${name},${user}@work.example,desk:+49 30 5550120,maria,,en,Europe/Berlin,Field,1,yes,${today},yes,no\n`,
).join('');

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start({ people: CAST + JOINERS });
});
test.afterAll(async () => {
  await server.stop();
});

test('a first phone of each other kind', async ({ browser, viewport }) => {
  test.setTimeout(240_000);
  const look = viewport ? { viewport } : {};
  const ida = await Someone.with(browser, server, 'Ida', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  await firstDay(ida, 'ida', 'Desk computer', { platform: 'Linux computer' });
  await firstDay(maria, 'maria', 'Work phone');
  for (const { user, platform, theirs } of NEW) await prepare(ida, user, platform, theirs);
  await ida.at('First days');
  await ida.goto('/desk/devices/import');
  await importDevices(ida, [['PIA-IPHONE', 'pia', 'iOS', 'SN-P1', 'Company', 'Intune', 'iPhone 17']], WORK_THEIRS);
  await ida.goto('/desk/joiners');
  await ida.press('Ask for all chosen');
  await ida.at('First days');
  await server.mail.newest('maria@work.example', /./);

  for (const { user, name, platform, work } of NEW) {
    await test.step(`${name}: ${platform}`, async () => {
      const card = ida.page.locator('li.card', { hasText: name });
      await ida.goto('/desk/joiners');
      await ida.page.getByRole('link', { name: new RegExp(`^(?:Steps of )?${name}$`) }).click();
      await ida.at(name);
      const runbook = Followed.here(ida, ida);
      const [meeting, steps] = work ? [2, 6] : [1, 5];
      await runbook.atDesk('Meet the two people who let you in', `Step ${meeting} of ${steps}`);
      await maria.goto('/approvals');
      await maria.page.locator('li.card', { hasText: name }).getByRole('button', { name: 'Check and decide' }).click();
      await meet(maria);
      await maria.at('Done. A second person is asked now.');
      await ida.goto('/desk/joiners');
      await card.getByRole('button', { name: 'Meet them now' }).click();
      await meet(ida);
      await ida.at('Approved. Now read out your half');
      await runbook.atDesk('Use your pass', `Step ${meeting + 1} of ${steps}`);
      await ida.goto('/desk/joiners');
      await card.getByRole('link', { name: 'Read out your half' }).click();
      const second = await half(ida);
      await maria.goto('/approvals');
      await maria.page.getByRole('link', { name }).click();
      const first = await half(maria);

      const phone = await Someone.with(browser, server, name, look);
      await phone.goto('/pass');
      await typePass(phone, user, first, second);
      await enrolHere(phone);
      await expect(phone.heading('Try it: sign in with your new passkey')).toHaveCount(0);
      await runbook.at(phone, 'Set up the new device', `Step ${meeting + 2} of ${steps}`);
      await runbook.go(phone, 'Say where it lives');
      if (work) await livesOn(phone, 'PIA-IPHONE');
      else await newDeviceHere(phone, 'My phone', { platform: ANDROID, whose: /My own/ });
      await runbook.finished(phone, steps);
      await phone.close();
    });
  }
  recordIsWhole(server);
  for (const someone of [ida, maria]) await someone.close();
});
