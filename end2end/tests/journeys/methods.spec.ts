/** Ways to sign in and sessions: a second passkey, where it lives, the planned end of the first; signing out elsewhere. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { firstDay, placeOnNewDevice, recordIsWhole, signIn, signOut } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

async function openMethod(someone: Someone, name: string): Promise<void> {
  await someone.goto('/');
  await someone.page.locator('main li.card h3').getByRole('link', { name, exact: true }).click();
  await someone.at(name);
}

test('a second passkey comes, the first one goes', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  await firstDay(alex, 'alex', 'Blue phone');

  await test.step('the last way in cannot be removed', async () => {
    await openMethod(alex, 'Linux computer');
    await expect(alex.page.getByRole('main')).toContainText('It is your last way in');
    await expect(alex.page.getByRole('button', { name: 'Remove' })).toHaveAttribute('aria-disabled', 'true');
    await expect(alex.page.getByRole('link', { name: 'Remove' })).toHaveCount(0);
  });

  await test.step('adding one needs a fresh proof', async () => {
    server.advance(400);
    await alex.goto('/methods/add');
    await alex.at('Show that it’s still you');
    await alex.press('Use my passkey');
    await alex.at('Add a way to sign in');
  });

  const [old] = (await alex.passkeys()) as never[];
  await test.step('a second passkey, on another device', async () => {
    await alex.newDevice();
    await alex.fill('What do you want to call it?', 'My tablet');
    await alex.press('Add it on this device');
    await alex.at(/Where does this one live|Tell us about this device|You would/);
    await server.mail.newest('alex@home.example', /A way to sign in was added: My tablet/);
    await alex.goto('/');
    await placeOnNewDevice(alex, 'Tablet');
    await alex.at('You would get back in by yourself');
  });

  const other = await Someone.with(browser, server, 'Alex in another browser', look);
  await test.step('the new passkey signs in; the old one elsewhere', async () => {
    await other.hold(old as never);
    await signIn(other, 'alex');
    await other.at('You would get back in by yourself');
  });

  await test.step('the page of sessions ends the other one', async () => {
    await alex.goto('/sessions');
    await alex.at('Where you are signed in');
    await expect(alex.page.getByText('This browser')).toBeVisible();
    await alex.press('Sign out there');
    await alex.at('Where you are signed in');
    await expect(alex.page.getByRole('button', { name: 'Sign out there' })).toHaveCount(0);
    await other.goto('/');
    await other.at('Sign in');
  });

  await test.step('signing out everywhere ends all', async () => {
    await signIn(other, 'alex');
    await other.at('You would get back in by yourself');
    await alex.goto('/sessions');
    await alex.press('Sign out everywhere');
    await alex.at('Sign in');
    await other.goto('/');
    await other.at('Sign in');
  });

  await test.step('the planned end of the first passkey', async () => {
    await signIn(other, 'alex');
    await other.at('You would get back in by yourself');
    await signIn(alex, 'alex');
    await alex.at('You would get back in by yourself');
    server.advance(400);
    await openMethod(alex, 'Linux computer');
    await alex.page.getByRole('link', { name: 'Remove' }).click();
    await alex.at('Show that it’s still you');
    await alex.press('Use my passkey');
    await alex.at('Remove “Linux computer”?');
    await alex.press('Remove it');
    await alex.at(/You would/);
    await server.mail.newest('alex@work.example', /A way to sign in was removed: Linux computer/);
    // Whoever was signed in with it is signed out, and it signs in no more.
    await other.goto('/');
    await other.at('Sign in');
    await signIn(other, 'alex');
    await expect(other.page.getByRole('alert').filter({ hasText: /Nothing happened|did not work|said no/ })).toBeVisible();
    await openMethod(alex, 'My tablet');
    await expect(alex.page.getByRole('main')).toContainText('It is your last way in');
  });

  recordIsWhole(server);
  for (const someone of [alex, other]) await someone.close();
});

test('a browser that offers passkeys in the field signs in without a name', async ({ browser, viewport }) => {
  const dora = await Someone.with(browser, server, 'Dora', { ...(viewport ? { viewport } : {}), autofill: true });
  await firstDay(dora, 'dora', 'Own phone');
  const signedIn = dora.page.waitForResponse(/\/api\/sign-in\/finish$/);
  await dora.press('Sign out');
  expect((await signedIn).ok()).toBe(true);
  await dora.at(/You would/);
  await dora.close();
});
