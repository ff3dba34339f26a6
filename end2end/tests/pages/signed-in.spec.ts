/** From the first passkey over a loss to being back in: every screen on the way, of the person, the manager and the desk. */
import { expect } from '@playwright/test';

import { Someone } from '../../support/someone';
import { ask, code, firstDay } from '../../support/steps';
import { look, mend, test, type Also, type Quiet } from '../../support/checks';

/** Goes there and looks. */
async function at(someone: Someone, quiet: Quiet, path: string, name: string, also: Also = {}): Promise<void> {
  await someone.goto(path);
  await look(someone, quiet, name, also);
}

test.use({ own: 'signed-in' });
test.describe.configure({ mode: 'serial' });

test('every screen of a loss', async ({ browser, server, quiet }) => {
  test.setTimeout(900_000);
  const maria = await Someone.with(browser, server, 'Maria');
  const ida = await Someone.with(browser, server, 'Ida');
  const sven = await Someone.with(browser, server, 'Sven');
  await firstDay(maria, 'maria', 'Work phone');
  await firstDay(ida, 'ida', 'Desk computer');
  await firstDay(sven, 'sven', 'Laptop');

  const alex = await Someone.with(browser, server, 'Alex');
  await test.step('a first passkey', async () => {
    const [first, second] = server.issuePass('alex');
    await alex.goto('/pass');
    await alex.fill('User name', 'alex');
    await alex.fill('First group', first ?? '');
    await alex.fill('Second group', second ?? '');
    await alex.press('Continue');
    await alex.at('Add a passkey on something that is yours');
    await look(alex, quiet, 'enrol-whose');
    await mend(alex, 'Continue');
    await look(alex, quiet, 'enrol-whose-mend', { answer: true });
    await alex.choose(/Yes, it’s mine/);
    await alex.press('Continue');
    await alex.at('Add a passkey on something that is yours');
    await look(alex, quiet, 'enrol', { outline: true });
    await alex.press('On this device');
    await alex.at('Try it: sign in with your new passkey');
    await look(alex, quiet, 'try');
    await alex.press('Use my new passkey');
    await alex.at(/You would/);
    await look(alex, quiet, 'home-unplaced', { outline: true });
    await alex.page.getByRole('link', { name: /Say where/ }).first().click();
    await alex.at('Tell us about this device');
    await look(alex, quiet, 'device-new');
    await mend(alex, 'Save');
    await look(alex, quiet, 'device-mend', { answer: true });
    await alex.fill('What do you call it?', 'Blue phone');
    await alex.page.getByLabel('What is it?').selectOption({ label: 'iPhone' });
    await alex.choose(/.*/);
    await alex.press('Save');
    await alex.at(/You would/);
    await look(alex, quiet, 'home', { outline: true });
  });

  await test.step('ways to sign in', async () => {
    await at(alex, quiet, '/sessions', 'sessions');
    await at(alex, quiet, '/methods/add', 'methods-add');
    await alex.goto('/');
    const method = (await alex.page.locator('.card-link').first().getAttribute('href')) ?? '';
    await at(alex, quiet, method, 'method');
    await at(alex, quiet, `${method}?step=place`, 'method-place');
    await mend(alex, 'Continue');
    await look(alex, quiet, 'method-place-mend', { answer: true });
    await at(alex, quiet, `${method}?step=rename`, 'method-rename');
    await alex.fill('New name', ' ');
    await mend(alex, 'Save');
    await look(alex, quiet, 'method-rename-mend', { answer: true });
    await at(alex, quiet, '/what-if', 'what-if');
    const what = (await alex.page.locator('.card-link').first().getAttribute('href')) ?? '';
    await at(alex, quiet, what, 'what-if-gone');
    await at(maria, quiet, '/team', 'team');
    await at(ida, quiet, '/desk/readiness', 'readiness');
    await at(ida, quiet, '/desk/readiness?show=all&role=none', 'readiness-filtered');
    await at(alex, quiet, '/approvals', 'approvals-none', { outline: true });
    await alex.goto('/desk');
    await look(alex, quiet, 'desk-not-allowed');
    await at(ida, quiet, '/desk', 'desk-empty', { outline: true });
    server.advance(1000);
    await alex.goto('/methods/add');
    await alex.at('Show that it’s still you');
    await look(alex, quiet, 'prove');
  });

  const borrowed = await Someone.with(browser, server, 'Alex elsewhere');
  const shown = await ask(borrowed, 'alex');

  await test.step('somebody asked', async () => {
    await look(borrowed, quiet, 'sent-known');
    await at(alex, quiet, '/', 'home-asked', { outline: true });
    await at(maria, quiet, '/approvals', 'approvals', { outline: true });
  });

  await test.step('the desk', async () => {
    await at(ida, quiet, '/desk', 'desk', { outline: true });
    await at(ida, quiet, '/desk?search=zz', 'desk-not-found');
    await at(ida, quiet, '/desk?show=frozen', 'desk-none-frozen');
    await ida.goto('/desk');
    await ida.page.locator('.table tbody a').first().click();
    await ida.ready();
    await look(ida, quiet, 'desk-request', { outline: true });
    const end = ida.page.getByRole('link', { name: 'End it' });
    if (await end.count()) {
      await end.click();
      await ida.ready();
      await look(ida, quiet, 'desk-request-end');
    }
    await ida.goto('/desk/raise');
    if (await ida.heading('Show that it’s still you').count()) await ida.press('Use my passkey');
    await ida.at('Ask for somebody without a browser');
    await look(ida, quiet, 'desk-raise');
    await ida.fill('Their user name', 'zz');
    await mend(ida, 'Ask for them');
    await look(ida, quiet, 'desk-raise-mend', { answer: true });
  });

  await test.step('the review', async () => {
    await maria.goto('/approvals');
    await maria.press('Check and decide');
    await maria.at(/Is it really/);
    await look(maria, quiet, 'review-device', { outline: true });
    await mend(maria, 'Continue');
    await look(maria, quiet, 'review-device-mend', { answer: true });
    await maria.page.getByRole('link', { name: 'This is not right' }).click();
    await maria.at('Stop this request?');
    await look(maria, quiet, 'review-report');
    await maria.page.getByRole('link', { name: 'No, go on checking' }).click();
    await maria.at(/Is it really/);
    await maria.choose(/Blue phone/);
    await maria.press('Continue');
    await maria.at(/Is it really/);
    await look(maria, quiet, 'review-reach', { outline: true });
    await mend(maria, 'Continue');
    await look(maria, quiet, 'review-reach-mend', { answer: true });
    await maria.choose(/In person/);
    await maria.tick();
    await maria.press('Continue');
    await expect(maria.page.getByText('did you just ask')).toBeVisible();
    await look(maria, quiet, 'review-asked', { outline: true });
    await mend(maria, 'Continue');
    await look(maria, quiet, 'review-asked-mend', { answer: true });
    await maria.choose(/Yes, they asked just now/);
    await maria.press('Continue');
    await expect(maria.page.getByRole('heading', { name: 'What do they say?' })).toBeVisible();
    await look(maria, quiet, 'review-says', { outline: true });
    await mend(maria, 'Continue');
    await look(maria, quiet, 'review-says-mend', { answer: true });
    await maria.choose(/lost/i);
    await maria.page.getByLabel('On what are they asking?').selectOption({ label: 'Linux computer' });
    await maria.fill('Where are they?', 'at home in Hamburg');
    await maria.press('Continue');
    await expect(maria.page.getByRole('heading', { name: 'Does it fit?' })).toBeVisible();
    await look(maria, quiet, 'review-compare', { outline: true });
    await maria.press(/Go on all the same|It fits, go on/);
    await expect(maria.page.getByLabel('What code do they read?')).toBeVisible();
    await look(maria, quiet, 'review-code', { outline: true });
    await maria.fill('What code do they read?', shown === '111111' ? '222222' : '111111');
    await mend(maria, 'Continue');
    await look(maria, quiet, 'review-code-mend', { answer: true });
    await maria.fill('What code do they read?', shown);
    await maria.press('Continue');
    await expect(maria.page.getByRole('heading', { name: 'You decide' })).toBeVisible();
    await maria.ready();
    await look(maria, quiet, 'review-decide', { outline: true });
    await maria.press('Approve with my passkey');
    await maria.at(/Done\./);
    await look(maria, quiet, 'review-done', { outline: true });
  });

  await test.step('approved', async () => {
    await borrowed.at('You’re cleared to come back');
    await look(borrowed, quiet, 'cleared', { outline: true });
    await at(alex, quiet, '/', 'home-paused');
    await ida.goto('/desk');
    await ida.page.locator('.table tbody a').first().click();
    await ida.ready();
    await look(ida, quiet, 'desk-request-approved');
    const again = ida.page.getByRole('link', { name: 'It was found again' });
    if (await again.count()) {
      await again.click();
      await ida.at('Was the device found again?');
      await look(ida, quiet, 'desk-found-again');
    }
    await alex.context.clearCookies();
    await alex.page.goto('/');
    await alex.page.waitForURL(/paused/, { timeout: 3_000 }).catch(async () => {
      await alex.fill('User name', 'alex');
      await alex.press('Continue');
    });
    await alex.at('This passkey is paused');
    await look(alex, quiet, 'paused', { outline: true });
  });

  await test.step('back in', async () => {
    await borrowed.press('Use my pass');
    await borrowed.at('Add a passkey on something that is yours');
    await borrowed.choose(/Yes, it’s mine/);
    await borrowed.press('Continue');
    await borrowed.at('Add a passkey on something that is yours');
    await borrowed.press('Continue on my phone');
    await expect(borrowed.page.locator('.qr')).toBeVisible();
    await look(borrowed, quiet, 'enrol-qr', { answer: true });
    await borrowed.goto('/recover/enrol');
    await borrowed.press('On this device');
    await borrowed.at('Try it: sign in with your new passkey');
    await borrowed.press('Use my new passkey');
    await borrowed.at('You’re back in');
    await look(borrowed, quiet, 'done', { outline: true });
    await at(borrowed, quiet, '/', 'home-back');
    await at(ida, quiet, '/desk?show=all', 'desk-all');
  });

  await test.step('stopped by a code from a message', async () => {
    const again = await Someone.with(browser, server, 'Alex once more');
    await ask(again, 'alex');
    await code(again.page);
    const told = await server.mail.newest('alex@home.example', /asked/i);
    const stop = /\b[0-9A-HJKMNP-TV-Z]{4}(?:[ -][0-9A-HJKMNP-TV-Z]{3,5})+\b/.exec(told.text)?.[0];
    expect(stop, told.text).toBeTruthy();
    await again.goto('/not-me');
    await again.fill('Code from the message', stop ?? '');
    await again.press('Stop it');
    await again.at(/the request is stopped/);
    await look(again, quiet, 'not-me-done');
    await at(sven, quiet, '/desk?show=frozen', 'desk-frozen');
    await sven.page.locator('.table tbody a').first().click();
    await sven.ready();
    await look(sven, quiet, 'desk-request-frozen');
    for (const [link, name] of [['Let it go on', 'desk-lift-freeze'], ['End it for good', 'desk-end-frozen']] as const) {
      const act = sven.page.getByRole('link', { name: link });
      if (await act.count()) {
        await act.click();
        await sven.ready();
        await look(sven, quiet, name);
        await sven.page.goBack();
        await sven.ready();
      }
    }
    await again.close();
  });

  await test.step('a first day on a borrowed computer, broken off', async () => {
    const dora = await Someone.with(browser, server, 'Dora');
    const [first, second] = server.issuePass('dora');
    await dora.goto('/pass');
    await dora.fill('User name', 'dora');
    await dora.fill('First group', first ?? '');
    await dora.fill('Second group', second ?? '');
    await dora.press('Continue');
    await dora.at('Add a passkey on something that is yours');
    await dora.choose(/No, it’s borrowed/);
    await dora.press('Continue');
    await dora.at('Add a passkey on something that is yours');
    await look(dora, quiet, 'enrol-borrowed');
    await dora.press('Cancel');
    await expect(dora.page).not.toHaveURL(/enrol/);
    await dora.close();
  });

  await test.step('a queue of several', async () => {
    for (const what of [/Broken/, /lost/i]) {
      const dora = await Someone.with(browser, server, 'Dora');
      await ask(dora, 'dora', what);
      await dora.close();
    }
    await at(sven, quiet, '/desk', 'desk-queue');
    await at(maria, quiet, '/approvals', 'approvals-many');
  });

  for (const someone of [maria, ida, sven, alex, borrowed]) await someone.close();
});
