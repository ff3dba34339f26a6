/** First days: IT prepares several people at once, two meet each of them, each reads out one half, and the steps see it. */
import { expect, test } from '@playwright/test';

import { accessible } from '../../support/checks';
import { CAST, Latchkey } from '../../support/latchkey';
import { half, meet, prepare } from '../../support/first-days';
import { Followed } from '../../support/runbooks';
import { Someone } from '../../support/someone';
import { addPasskeyHere, enrolHere, firstDay, importDevices, livesOn, newDeviceHere, recordIsWhole, signInWith, typePass } from '../../support/steps';

const today = new Date().toISOString().slice(0, 10);
const JOINERS = ['nora,Nora Falk', 'omar,Omar Haddad', 'pia,Pia Brandt', 'quin,Quin Castro', 'rosa,Rosa Winter']
  .map((who) => `${who},${who.split(',')[0]}@work.example,desk:+49 30 5550120,maria,,en,Europe/Berlin,Field,1,yes,${today},yes,no\n`)
  .join('');

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start({ people: CAST + JOINERS });
});
test.afterAll(async () => {
  await server.stop();
});

const MINE = 'My own';
/** As IT says it of somebody else. */
const THEIRS = 'Their own';
const WORK_THEIRS = 'The organisation’s, with their own account on it';
const WORK_MANAGED = 'The organisation’s, with an account it manages';
const PREPARED = 'IT prepares the new device';

test('several people start on one day', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const ida = await Someone.with(browser, server, 'Ida', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  await firstDay(ida, 'ida', 'Desk computer', { platform: 'Linux computer' });
  await firstDay(maria, 'maria', 'Work phone');
  const card = (name: string) => ida.page.locator('li.card', { hasText: name });
  const followed = async (name: string) => {
    await ida.goto('/desk/joiners');
    await ida.page.getByRole('link', { name: new RegExp(`^(?:Steps of )?${name}$`) }).click();
    await ida.at(name);
    return Followed.here(ida, ida);
  };

  await test.step('IT prepares them', async () => {
    await ida.goto('/desk');
    await ida.page.getByRole('link', { name: 'First days' }).click();
    await ida.at('First days');
    await accessible(ida, 'nobody is prepared');
    await prepare(ida, 'nora, nobody', 'iPhone', WORK_MANAGED);
    await expect(ida.page.locator('.error-summary')).toContainText('Nobody has the user name nobody.');
    await accessible(ida, 'a name is wrong');
    await prepare(ida, 'alex', 'iPhone', WORK_MANAGED);
    await expect(ida.page.locator('.error-summary')).toContainText('Alex Moreno: the first day is not near, or not known.');
    await ida.goto('/desk/joiners/add');
    await ida.page.getByRole('checkbox', { name: 'Nora Falk' }).check({ force: true });
    await ida.page.getByRole('radio', { name: 'iPhone', exact: true }).check({ force: true });
    await ida.page.getByRole('radio', { name: WORK_MANAGED, exact: true }).check({ force: true });
    await ida.press('Prepare them');
    await ida.at('First days');
    await prepare(ida, 'omar', 'iPhone', THEIRS);
    await prepare(ida, 'pia', 'iPhone', WORK_THEIRS);
    await prepare(ida, 'quin', 'Android phone or tablet', THEIRS);
    await prepare(ida, 'rosa', 'Android phone or tablet', WORK_MANAGED);
    await ida.at('First days');
    for (const name of ['Nora Falk', 'Omar Haddad', 'Pia Brandt', 'Quin Castro', 'Rosa Winter']) {
      await expect(ida.page.getByRole('checkbox', { name })).toBeChecked();
    }
    await accessible(ida, 'five are prepared');
    await ida.goto('/desk/joiners/add');
    await expect(ida.page.getByRole('main')).toContainText('Nobody else starts about now.');
  });

  await test.step('what the steps say for whose phone', async () => {
    const manager = 'Is the device assigned in Apple Business Manager, and to the right management?';
    for (const [name, step, place, words, advice] of [
      ['Nora Falk', PREPARED, 'Step 1 of 6', 'Managed Apple Account', [manager]],
      ['Pia Brandt', PREPARED, 'Step 1 of 6', 'Keep your own Apple Account at hand', [manager]],
      ['Rosa Winter', PREPARED, 'Step 1 of 6', 'work account', ['Is the device assigned in zero-touch enrolment, or otherwise to the right management?']],
      ['Omar Haddad', 'Meet the two people who let you in', 'Step 1 of 5', 'one half of your pass', ['Take your badge along. The first time is always in person.']],
      ['Quin Castro', 'Meet the two people who let you in', 'Step 1 of 5', 'one half of your pass', ['Take your badge along. The first time is always in person.']],
    ] as const) {
      const stand = await (await followed(name)).atDesk(step, place);
      expect(stand.lead, name).toContain(words);
      expect(stand.advice, name).toEqual(advice);
    }
  });

  const nora = await followed('Nora Falk');
  const omar = await followed('Omar Haddad');
  await test.step('the list with her iPhone is brought in', async () => {
    await ida.goto('/desk/devices/import');
    await importDevices(ida, [['NORA-IPHONE', 'nora', 'iOS', 'SN-N1', 'Company', 'Intune', 'iPhone 17']], WORK_MANAGED);
    await nora.atDesk('Meet the two people who let you in', 'Step 2 of 6');
  });

  await test.step('passes for all who are there are asked for at once', async () => {
    await ida.goto('/desk/joiners');
    await ida.page.getByRole('checkbox', { name: 'Rosa Winter' }).uncheck({ force: true });
    await ida.press('Ask for all chosen');
    await ida.at('First days');
    for (const name of ['Nora Falk', 'Omar Haddad', 'Pia Brandt', 'Quin Castro']) {
      await expect(card(name)).toContainText('Two people have to meet them');
    }
    await expect(ida.page.getByRole('checkbox')).toHaveCount(1);
    await expect(ida.page.getByRole('checkbox', { name: 'Rosa Winter' })).toBeChecked();
    await accessible(ida, 'four are asked for');
    await server.mail.newest('maria@work.example', /./);
  });

  const groups = new Map<string, [string, string]>();
  for (const name of ['Nora Falk', 'Omar Haddad']) {
    await test.step(`two people meet ${name}, and each reads out one half`, async () => {
      await maria.goto('/approvals');
      await maria.page.locator('li.card', { hasText: name }).getByRole('button', { name: 'Check and decide' }).click();
      await meet(maria);
      await maria.at('Done. A second person is asked now.');
      await ida.goto('/desk/joiners');
      await expect(card(name)).toContainText('One of two has met them');
      await card(name).getByRole('button', { name: 'Meet them now' }).click();
      await meet(ida);
      await ida.at('Approved. Now read out your half');
      await ida.goto('/desk/joiners');
      await expect(card(name)).toContainText('Both halves can be read out');
      if (!groups.size) await accessible(ida, 'both halves can be read out');
      await card(name).getByRole('link', { name: 'Read out your half' }).click();
      const second = await half(ida);
      await maria.goto('/approvals');
      await maria.page.getByRole('link', { name }).click();
      const first = await half(maria);
      expect(first).not.toBe(second);
      groups.set(name, [first, second]);
    });
  }

  await test.step('the record says which rule it was', async () => {
    const stand = await nora.atDesk('Use your pass', 'Step 3 of 6');
    expect(stand.advice).toEqual(['The new phone asks for a sign-in before any device exists. The pass is that sign-in.', 'Have the device in your hand, with its screen lock set.']);
    expect(stand.lead).toContain('The iPhone asks you to sign in before it is set up.');
    await ida.page.getByRole('link', { name: 'Open the request' }).click();
    await ida.at('Nora Falk');
    await expect(ida.page.getByRole('main')).toContainText('Somebody new, met in person near their first day, and an approved pass');
  });

  const computer = await Someone.with(browser, server, 'Nora at a computer', look);
  const iphone = await Someone.with(browser, server, 'Nora’s iPhone', look);
  await test.step('on a computer first, then on the iPhone that IT prepared', async () => {
    const [first, second] = groups.get('Nora Falk') ?? ['', ''];
    await computer.goto('/pass');
    await typePass(computer, 'nora', first, second);
    await computer.at('Add a passkey on something that is yours');
    await nora.atDesk('Set up the new device', 'Step 4 of 6');
    await enrolHere(computer);
    await expect(computer.heading('Try it: sign in with your new passkey')).toHaveCount(0);
    await accessible(computer, 'after the first sign-in');
    await computer.goto('/');
    await computer.page.getByRole('link', { name: 'New here: the first phone' }).click();
    await nora.at(computer, 'Set up the new device', 'Step 4 of 6');
    await nora.go(computer, 'Say where it lives');
    await newDeviceHere(computer, 'Desk computer', { platform: 'Linux computer', whose: new RegExp(WORK_MANAGED) });
    const stand = await nora.at(computer, 'Set up the new device', 'Step 4 of 6');
    expect(stand.lead).toContain('sign in with your Managed Apple Account');
    await signInWith(iphone, computer, 'nora');
    await nora.go(iphone, 'Add a way to sign in');
    await addPasskeyHere(iphone, 'On my iPhone');
    await livesOn(iphone, 'NORA-IPHONE');
    await nora.finished(iphone, 6);
  });

  const own = await Someone.with(browser, server, 'Omar’s phone', look);
  await test.step('straight on the own phone', async () => {
    const [first, second] = groups.get('Omar Haddad') ?? ['', ''];
    await own.goto('/pass');
    await typePass(own, 'omar', first, second);
    await enrolHere(own);
    await expect(own.heading('Try it: sign in with your new passkey')).toHaveCount(0);
    await omar.at(own, 'Set up the new device', 'Step 3 of 5');
    await omar.go(own, 'Say where it lives');
    await newDeviceHere(own, 'My phone', { whose: new RegExp(MINE) });
    await omar.finished(own, 5);
    await ida.goto('/desk/joiners');
    for (const name of ['Nora Falk', 'Omar Haddad']) await expect(card(name)).toContainText('Their passkey works');
  });

  await test.step('who is not met is stuck after a day', async () => {
    server.advance(86_400 + 3_600);
    await ida.goto('/');
    await ida.fill('User name', 'ida');
    await ida.press('Continue');
    await ida.at(/You would/);
    await ida.goto('/desk/runbooks?show=stuck');
    await expect(ida.page.getByRole('row', { name: /Quin Castro/ })).toContainText('Meet the two people who let you in');
    await expect(ida.page.getByRole('row', { name: /Rosa Winter/ })).toHaveCount(0);
    const quin = await followed('Quin Castro');
    const stand = await quin.atDesk('Meet the two people who let you in', 'Step 1 of 5');
    expect(stand.stuck).toBe('Its turn came 25 hours ago, and nothing has happened since. Ring the next approver in the chain, or decide as IT.');
  });

  recordIsWhole(server);
  for (const someone of [ida, maria, computer, iphone, own]) await someone.close();
});
