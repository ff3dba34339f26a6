/** What anybody can see: signing in, asking, waiting, passes, stopping, and addresses that lead nowhere. */
import { expect } from '@playwright/test';

import { Someone } from '../../support/someone';
import { code } from '../../support/steps';
import { heldBack, look, mend, test } from '../../support/checks';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

test('signing in', async ({ browser, server, quiet }) => {
  const alex = await Someone.with(browser, server, 'Alex');
  await alex.goto('/');
  await look(alex, quiet, 'sign-in', { outline: true });
  await alex.goto('/?then=/desk');
  await look(alex, quiet, 'sign-in-first');

  // By keyboard alone: a name that has no passkey here gets an answer, not an error of the browser.
  await alex.goto('/');
  await alex.page.getByLabel('User name').focus();
  await alex.page.keyboard.type('nobody-here');
  await alex.page.keyboard.press('Enter');
  await expect(alex.page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await look(alex, quiet, 'sign-in-said-no', { answer: true });

  await alex.goto('/sign-out');
  await look(alex, quiet, 'sign-out');
  await alex.goto('/prove');
  await alex.at('Sign in');
  await alex.goto('/recover/try');
  await look(alex, quiet, 'try-alone');
  await alex.close();
});

test('asking to be let back in', async ({ browser, server, quiet }) => {
  const asker = await Someone.with(browser, server, 'An asker');
  await asker.goto('/recover');
  await look(asker, quiet, 'recover', { outline: true });
  await asker.fill('User name', ' ');
  await mend(asker, 'Continue');
  await look(asker, quiet, 'recover-mend', { answer: true });
  await asker.fill('User name', 'no.such.name');
  await mend(asker, 'Continue');
  await expect(asker.page.getByLabel('User name')).toHaveValue('no.such.name');

  // By keyboard alone from here to the code.
  await asker.page.getByRole('radio').first().focus();
  await asker.page.keyboard.press('Space');
  await asker.page.keyboard.press('Enter');
  await asker.at('Do you have any of these?');
  await look(asker, quiet, 'other-way', { answer: true, outline: true });
  await asker.page.getByRole('button', { name: 'None of these' }).focus();
  await asker.page.keyboard.press('Enter');
  await asker.at(/If that account exists/);
  await code(asker.page);
  await look(asker, quiet, 'sent', { outline: true });
  server.advance(4000);
  await asker.page.reload();
  await asker.ready();
  await expect(asker.page.getByRole('heading', { name: 'Nobody got in touch?' })).toBeVisible();
  await look(asker, quiet, 'sent-long');
  await asker.press('Cancel this request');
  await asker.at('This request has ended');
  await look(asker, quiet, 'over');
  await asker.close();
});

test('a pass to type, a request to stop', async ({ browser, server, quiet }) => {
  const person = await Someone.with(browser, server, 'Somebody');
  await person.goto('/pass');
  await look(person, quiet, 'pass', { outline: true });
  await person.fill('User name', 'alex');
  await person.fill('First group', 'ABCD');
  await heldBack(person, 'Continue');
  await expect(person.page.getByLabel('First group')).toHaveValue('ABCD');
  await look(person, quiet, 'pass-mend', { answer: true });

  await person.goto('/not-me');
  await look(person, quiet, 'not-me', { outline: true });
  await mend(person, 'Stop it');
  await look(person, quiet, 'not-me-mend', { answer: true });

  await person.goto('/recover/move');
  await look(person, quiet, 'move');
  await mend(person, 'Continue on this device');
  await look(person, quiet, 'move-mend', { answer: true });
  await person.close();
});

test('addresses that lead nowhere', async ({ browser, server, quiet }) => {
  const lost = await Someone.with(browser, server, 'Somebody lost');
  await lost.goto('/nothing/here');
  await look(lost, quiet, 'not-here', { outline: true });
  for (const path of ['/approvals', '/desk', '/sessions', '/methods/add', '/desk/raise']) {
    await lost.goto(path);
    await lost.at('Sign in');
    expect(new URL(lost.page.url()).searchParams.get('then')).toBe(path);
  }
  await lost.close();
});
