/** Somebody has no browser at all: IT asks for them, two approvers see them, each reads out one half of a pass. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, enrolHere, firstDay, recordIsWhole, signIn, signOut } from '../../support/steps';

const GROUP = /\b(?:[0-9A-HJKMNP-TV-Z]{4} ?){3}[0-9A-HJKMNP-TV-Z]\b/;
let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

/** Has a half shown, as often as it can be: once. */
async function readOut(approver: Someone): Promise<string> {
  await approver.at('Read out your half');
  await approver.press('Show my half');
  const group = (await approver.page.locator('.pass-group').textContent()) ?? '';
  await approver.page.goto(approver.page.url());
  await approver.ready();
  await expect(approver.page.locator('.pass-group')).toHaveCount(0);
  await approver.press('Show my half');
  await expect(approver.page.getByRole('main')).toContainText('Your half was shown already');
  return group;
}

test('a pass is read out in two halves', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const ida = await Someone.with(browser, server, 'Ida', look);
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');
  await firstDay(ida, 'ida', 'Laptop');

  await test.step('IT asks for somebody who has no browser', async () => {
    await ida.goto('/desk');
    await ida.page.getByRole('link', { name: 'Somebody has no browser at all' }).click();
    await ida.at('Ask for somebody without a browser');
    await ida.fill('Their user name', 'alex');
    await ida.choose(/Lost or stolen/);
    await ida.press('Ask for them');
    await ida.at('Alex Moreno');
  });

  await test.step('the manager and IT each see them and approve; there is no code', async () => {
    await approve(maria, { device: /Blue phone/, spoken: true });
    await maria.at('Done. A second person is asked now.');
    await approve(ida, { device: /Blue phone/, spoken: true });
    await ida.at('Approved. Now read out your half');
  });

  let [first, second] = ['', ''];
  await test.step('each reads out their own half, once, and never sees the other', async () => {
    await maria.page.reload();
    await maria.at('Approved. Now read out your half');
    await maria.page.getByRole('link', { name: 'To my half' }).click();
    first = await readOut(maria);
    await ida.page.getByRole('link', { name: 'To my half' }).click();
    second = await readOut(ida);
    expect(first).toMatch(GROUP);
    expect(second).toMatch(GROUP);
    expect(second).not.toBe(first);
  });

  const back = await Someone.with(browser, server, 'Alex at a new computer', look);
  await test.step('a slip is told before the pass is tried', async () => {
    await back.goto('/');
    await back.page.getByRole('link', { name: 'I was given a pass' }).click();
    await back.at('Enter your pass');
    await back.fill('User name', 'alex');
    const place = first.at(0) === '7' ? '8' : '7';
    await back.fill('First group', place + first.slice(1));
    await back.fill('Second group', second);
    await back.press('Continue');
    await expect(back.page.getByRole('main')).toContainText('There is a slip in this group');
    await back.fill('First group', second);
    await back.fill('Second group', first);
    await back.press('Continue');
    await expect(back.page.getByRole('main')).toContainText('This looks like the other group');
  });

  await test.step('both halves open the enrolment', async () => {
    await back.fill('First group', first.toLowerCase());
    await back.fill('Second group', second.replaceAll(' ', ''));
    await back.press('Continue');
    await enrolHere(back);
    await back.at('You’re back in');
    await signOut(back);
    await signIn(back, 'alex');
    await back.at(/You would/);
  });

  await test.step('the lost phone no longer signs in', async () => {
    await alex.context.clearCookies();
    await signIn(alex, 'alex');
    await expect(alex.page.getByRole('alert').filter({ hasText: /Nothing happened|did not work|said no/ })).toBeVisible();
  });

  recordIsWhole(server);
  for (const someone of [alex, maria, ida, back]) await someone.close();
});
