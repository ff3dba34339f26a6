/** `latchkey demo` (R14): one browser, switching persons, and the asking page goes on meanwhile. */
import { expect, test, type CDPSession } from '@playwright/test';

import { Demo } from '../../support/demo';

test('the demo is walked in one browser', async ({ browser }) => {
  const demo = await Demo.start();
  try {
    const context = await browser.newContext({ baseURL: demo.url });
    const page = await context.newPage();
    const devtools: CDPSession = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    const become = async (name: string) => {
      await page.goto('/demo');
      await page.getByRole('button', { name: `Be ${name}` }).click();
      await expect(page.getByRole('heading', { level: 1, name: /You would/ })).toBeVisible();
    };
    const add = async () => {
      await page.goto('/methods/add');
      await expect(page.locator('html')).toHaveAttribute('data-ready', /.*/);
      await page.getByRole('button', { name: 'Add it on this device' }).click();
      await expect(page.getByRole('heading', { level: 1, name: /Where does this one live|Tell us about this device/ })).toBeVisible();
    };

    await become('Mara Lindgren');
    await add();
    await become('Anna Berg');
    await add();

    await page.goto('/sign-out').catch(() => undefined);
    await page.goto('/recover');
    await page.getByLabel('User name').fill('anna');
    await page.getByRole('radio', { name: 'Lost or stolen' }).check({ force: true });
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'None of these' }).click();
    await expect(page.locator('.code')).toHaveText(/\d \d \d, \d \d \d/);

    // The same browser, as her manager; then back to the asking page, which still knows its request.
    await become('Mara Lindgren');
    await expect(async () => {
      await page.goto('/approvals');
      await expect(page.getByRole('heading', { level: 1, name: /1 person needs you/ })).toBeVisible({ timeout: 500 });
    }).toPass();
    await page.goto('/recover/sent');
    await expect(page.locator('.code')).toHaveText(/\d \d \d, \d \d \d/);

    // Every notice can be read, and none holds the code.
    await page.goto('/demo/mail');
    await expect(page.getByText('anna.berg@home.example').first()).toBeVisible();
    await context.close();
  } finally {
    demo.stop();
  }
});
