/** Where scripts are off: every form posts and answers, keeps what was typed, and says what it cannot do. */
import { expect, type Page } from '@playwright/test';

import { Quiet, still, summary, test } from '../../support/checks';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

/** Sends the form at hand as a browser would that checks nothing; the status of the answer. */
async function send(page: Page, button: string): Promise<number> {
  await page.evaluate(() => {
    for (const form of document.forms) form.noValidate = true;
  });
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: button }).click();
  const status = (await answer).status();
  await page.waitForLoadState('load');
  return status;
}

test('asking says first that it needs scripts, and whom to call', async ({ browser, server }) => {
  const quiet = await Quiet.open(browser, server, 'en-GB');
  const { page } = quiet;
  await page.goto('/recover');
  // Text inside noscript is not found by what it says, so by its place.
  const notice = page.locator('noscript .notice');
  await expect(notice).toBeVisible();
  await expect(notice).toContainText('needs scripts');
  await expect(notice).toContainText('+49 30 5550100');
  const above = await page.evaluate(() => {
    const notice = document.querySelector('.notice');
    const form = document.querySelector('main form');
    return !!notice && !!form && (notice.compareDocumentPosition(form) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  });
  expect(above, 'the notice stands above the form').toBe(true);
  await still(quiet, 'recover', false, 'en');

  await page.goto('/recover');
  await page.getByLabel('User name').fill('alex');
  expect(await send(page, 'Continue')).toBe(422);
  await expect(page.getByLabel('User name')).toHaveValue('alex');
  await summary(page);
  await still(quiet, 'recover to mend', true, 'en');
  await page.getByRole('radio', { name: 'Broken or wiped' }).check({ force: true });
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Do you have any of these?' })).toBeVisible();
  await still(quiet, 'other way', false, 'en');
  await page.getByRole('button', { name: 'None of these' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'One moment: your code is being made' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Nobody has been asked yet');
  await expect(page.locator('noscript .notice')).toContainText('+49 30 5550100');
  await page.getByRole('button', { name: 'Cancel this request' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'This request has ended' })).toBeVisible();
  await quiet.close();
});

test('forms answer with what to mend and keep what was typed', async ({ browser, server }) => {
  const quiet = await Quiet.open(browser, server, 'en-GB');
  const { page } = quiet;
  await page.goto('/');
  await expect(page.locator('noscript .notice')).toBeVisible();
  await page.getByLabel('User name').fill('alex');
  await page.keyboard.press('Enter');
  await expect(page.locator('.error-summary')).toContainText('needs scripts');
  await expect(page.getByLabel('User name')).toHaveValue('alex');
  await still(quiet, 'sign in', false, 'en');

  await page.goto('/pass');
  await page.getByLabel('User name').fill('alex');
  await page.getByLabel('First group').fill('ABCD EFGH');
  await page.getByLabel('Second group').fill('U');
  expect(await send(page, 'Continue')).toBe(422);
  await expect(page.getByLabel('User name')).toHaveValue('alex');
  await expect(page.getByLabel('First group'), 'a pass is typed anew').toHaveValue('');
  await summary(page);
  await still(quiet, 'pass', true, 'en');

  for (const [path, button] of [['/not-me', 'Stop it'], ['/recover/move', 'Continue on this device']] as const) {
    await page.goto(path);
    expect(await send(page, button)).toBe(422);
    await summary(page);
  }
  await quiet.close();
});

test('the language is a button, and stays', async ({ browser, server }) => {
  const quiet = await Quiet.open(browser, server, 'en-GB');
  const { page } = quiet;
  await page.goto('/recover');
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page).toHaveURL(/\/recover$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.goto('/pass');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await quiet.close();
});
