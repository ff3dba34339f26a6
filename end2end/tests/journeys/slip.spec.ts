/** A pass typed with a slip: the check symbols say so in the browser, and nothing is sent before both groups can be right. */
import { expect, test } from '@playwright/test';

import { heldBack } from '../../support/checks';
import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { enrolHere, placeOnNewDevice, typePass } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

/** Another character of a pass than the one given. */
const other = (character: string): string => (character === '7' ? '8' : '7');

test('a slip in a pass is found before anything is sent', async ({ browser, viewport }) => {
  const alex = await Someone.with(browser, server, 'Alex', viewport ? { viewport } : {});
  const [first = '', second = ''] = server.issuePass('alex');
  const beside = (field: string) => alex.page.locator(`#${field}-error`);
  const field = (name: string) => alex.page.getByLabel(name, { exact: true });
  await alex.goto('/pass');
  await alex.fill('User name', 'alex');

  await test.step('one wrong character in each', async () => {
    await alex.fill('First group', other(first.charAt(0)) + first.slice(1));
    await alex.fill('Second group', second.slice(0, -1) + other(second.slice(-1)));
    await heldBack(alex, 'Continue');
    await expect(beside('first')).toHaveText(/There is a slip in this group|This looks like the other group/);
    await expect(beside('second')).toHaveText(/There is a slip in this group|This looks like the other group/);
    await expect(field('First group')).toHaveAttribute('aria-invalid', 'true');
    await expect(field('First group')).toHaveAccessibleDescription(/13 characters.*slip/);
  });

  await test.step('what is mended is no longer complained about', async () => {
    await alex.fill('First group', first);
    await heldBack(alex, 'Continue');
    await expect(beside('first')).toHaveCount(0);
    await expect(field('First group')).toHaveAttribute('aria-invalid', 'false');
    await expect(alex.page.locator('.error-summary')).toHaveCount(1);
    await expect(alex.page.locator('.error-summary').getByRole('link')).toHaveCount(1);
  });

  await test.step('the groups were swapped, cut off, or hold what no pass holds', async () => {
    await alex.fill('First group', second);
    await alex.fill('Second group', first);
    await heldBack(alex, 'Continue');
    await expect(beside('first')).toContainText('This looks like the other group');
    await alex.fill('First group', first.slice(0, -1));
    await alex.fill('Second group', 'u'.repeat(13));
    await heldBack(alex, 'Continue');
    await expect(beside('first')).toHaveText('This group has 12 characters; it needs 13. See what is missing.');
    await expect(beside('second')).toContainText('“u” is in no pass.');
  });

  await test.step('in German too', async () => {
    await alex.press('Deutsch');
    await alex.at('Geben Sie Ihren Pass ein');
    await alex.page.getByLabel('Erste Gruppe').fill(first);
    await alex.page.getByLabel('Zweite Gruppe').fill(second + 'A');
    await heldBack(alex, 'Weiter');
    await expect(beside('second')).toContainText('hat 14 Zeichen; sie braucht 13');
    await alex.press('English');
    await alex.at('Enter your pass');
  });

  await test.step('a pass that could be right is sent, and what the server says of it goes with the next slip', async () => {
    await typePass(alex, 'nobody', first, second);
    await expect(alex.page.locator('.error-summary')).toContainText('do not fit together');
    await alex.ready();
    await alex.fill('First group', 'ABCD');
    await alex.fill('Second group', second);
    await heldBack(alex, 'Continue');
    await expect(alex.page.getByRole('main')).not.toContainText('do not fit together');
  });

  await test.step('written otherwise it is the same pass', async () => {
    await typePass(alex, 'alex', first.toLowerCase().replaceAll(' ', '-'), ` ${second.replaceAll(' ', '')} `);
    await enrolHere(alex);
    await alex.at(/You would/);
    await placeOnNewDevice(alex, 'Blue phone');
  });
  await alex.close();
});
