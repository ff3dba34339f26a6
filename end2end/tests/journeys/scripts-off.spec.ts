/** Scripts off: everything but the ceremonies works. Who signs in does that in a browser with scripts; this one takes its cookies. */
import { expect, test, type Browser } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone, type Look } from '../../support/someone';
import { ask, firstDay, isAsked, openCase, recordIsWhole, review, stopCode } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

/** The same person where that one is, with scripts off. */
async function withoutScripts(browser: Browser, someone: Someone, look: Look): Promise<Someone> {
  const state = await someone.context.storageState();
  return Someone.with(browser, server, `${someone.name} without scripts`, { ...look, state, scripts: false });
}

test('every plain form works with scripts off', async ({ browser, viewport }) => {
  const look: Look = viewport ? { viewport } : {};
  const first = {
    alex: await Someone.with(browser, server, 'Alex', look),
    maria: await Someone.with(browser, server, 'Maria', look),
    ida: await Someone.with(browser, server, 'Ida', look),
  };
  await firstDay(first.alex, 'alex', 'Blue phone');
  await firstDay(first.maria, 'maria', 'Work phone');
  await firstDay(first.ida, 'ida', 'Laptop');
  const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
  const alex = await withoutScripts(browser, first.alex, look);
  const maria = await withoutScripts(browser, first.maria, look);
  const ida = await withoutScripts(browser, first.ida, look);
  const anybody = await Someone.with(browser, server, 'Anybody', { ...look, scripts: false });

  await test.step('what needs scripts says so, and whom to call', async () => {
    await anybody.goto('/');
    // Chromium's switch for tests does not draw what stands in `noscript`, as a browser whose scripts are off does.
    const words = () => anybody.page.locator('main noscript').first().innerHTML();
    expect(await words()).toContain('This step needs scripts');
    await anybody.fill('User name', 'alex');
    await anybody.press('Continue');
    await expect(anybody.page.getByRole('main')).toContainText('Signing in with a passkey needs scripts');
    await anybody.goto('/recover');
    expect(await words()).toMatch(/Asking to be let back in needs scripts.*\+49(?:\s|&nbsp;)30(?:\s|&nbsp;)5550100/);
  });

  await test.step('the manager denies', async () => {
    const code = await ask(asking, 'alex');
    await review(maria, { device: /Blue phone/, code });
    await maria.press('Deny');
    await maria.at('Denied. They have been told.');
    await server.mail.newest('alex@home.example', /You were not let back in/);
  });

  await test.step('anybody stops the next one with the code from the message', async () => {
    await ask(asking, 'alex');
    await isAsked(maria);
    const code = stopCode((await server.mail.newest('alex@work.example', /asked once more/)).text);
    await anybody.goto('/not-me');
    await anybody.fill('Code from the message', 'ABCD');
    await anybody.press('Stop it');
    await expect(anybody.page.getByRole('main')).toContainText('That code has 4 characters; it needs 24.');
    await anybody.fill('Code from the message', code);
    await anybody.press('Stop it');
    await anybody.at('If the code was right, the request is stopped');
    await server.mail.newest('alex@work.example', /was stopped/);
  });

  await test.step('IT walks the desk', async () => {
    await ida.goto('/desk');
    await ida.at('What needs you now');
    await ida.page.getByRole('link', { name: 'Frozen', exact: true }).click();
    await ida.fill('Find a person', 'more');
    await ida.press('Find');
    await openCase(ida, 'Alex Moreno', 'frozen');
    await expect(ida.page.getByRole('main')).toContainText('Stopped: “This wasn’t me”');
    await ida.goto('/desk?show=frozen&search=nobody');
    await expect(ida.page.getByRole('main')).toContainText('Nobody by that name is in this list.');
  });

  await test.step('the language is switched there and back', async () => {
    await alex.goto('/sessions');
    await alex.press('Deutsch');
    await expect(alex.page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(alex.page).toHaveURL(/\/sessions$/);
    await alex.press('English');
    await alex.at('Where you are signed in');
  });

  await test.step('signing out here', async () => {
    await alex.press('Sign out here');
    await alex.at('Sign in');
    await first.alex.goto('/');
    await first.alex.at('Sign in');
  });

  recordIsWhole(server);
  for (const someone of [...Object.values(first), asking, alex, maria, ida, anybody]) await someone.close();
});
