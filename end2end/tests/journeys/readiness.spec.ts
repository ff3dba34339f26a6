/** Would they get back in: what a person sees and mends ahead of time, what their manager sees, and what IT does about it. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { firstDay } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

test('a loss is looked at ahead of time, and everybody sees what is missing', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const maria = await Someone.with(browser, server, 'Maria', look);
  const alex = await Someone.with(browser, server, 'Alex', look);
  const ida = await Someone.with(browser, server, 'Ida', look);
  await firstDay(maria, 'maria', 'Work phone');
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(ida, 'ida', 'Desk computer');

  await test.step('what if I lose my phone?', async () => {
    await alex.goto('/');
    await alex.page.getByRole('link', { name: 'What if I lose my phone?' }).click();
    await alex.at('What if I lose my phone?');
    await alex.page.getByRole('link', { name: 'Blue phone' }).click();
    await alex.at('You would get back in with your manager’s help');
    await expect(alex.page.getByRole('main')).toContainText('If “Blue phone” were gone today.');
    const ways = alex.page.getByRole('main').locator('ol > li');
    await expect(ways.first()).toHaveText('Your manager meets you, checks that it is you, and approves');
    await alex.page.getByRole('link', { name: 'The organisation’s sign-in is down as well' }).click();
    await alex.ready();
    await expect(alex.page.getByRole('main')).toContainText('and the organisation’s sign-in were down');
    await alex.page.getByRole('link', { name: /Add a/ }).click();
    await alex.at('Add a way to sign in');
  });

  await test.step('the manager', async () => {
    await maria.goto('/');
    await maria.page.getByRole('link', { name: 'Your team' }).click();
    await maria.at('Your team');
    await expect(maria.page.locator('.card', { hasText: 'Alex Moreno' })).toContainText('With help');
    await expect(maria.page.getByRole('main')).not.toContainText('Blue phone');
    await alex.goto('/team');
    await expect(alex.page.getByRole('heading', { level: 1 })).not.toHaveText('Your team');
  });

  await test.step('IT', async () => {
    await ida.goto('/desk');
    await ida.page.getByRole('link', { name: 'Who would get back in?' }).click();
    await ida.at('Who would get back in?');
    await expect(ida.page.locator('.table tbody tr', { hasText: 'Alex Moreno' })).toContainText('iPhone');
    await ida.page.getByLabel('Role', { exact: true }).selectOption({ label: 'Security' });
    await ida.press('Show');
    await expect(ida.page).toHaveURL(/role=security/);
    await expect(ida.page.locator('.table tbody tr', { hasText: 'Sven Okafor' })).toBeVisible();
    await expect(ida.page.locator('.table tbody tr', { hasText: 'Alex Moreno' })).toHaveCount(0);
    await ida.goto('/desk/readiness');
    await ida.press('Remind them now');
    await expect(ida.page.getByRole('status').filter({ hasText: /people were reminded/ })).toBeVisible();
    const mail = await server.mail.newest('alex@home.example', /One step/);
    expect(mail.text).toContain('Add a');
    await ida.press('Remind them now');
    await expect(ida.page.locator('.error-summary')).toContainText('There is nobody to remind');
    const file = await ida.page.request.get('/desk/readiness/list.csv');
    expect(file.headers()['content-type']).toContain('text/csv');
    expect(await file.text()).toContain('"alex","Alex Moreno","Field","1",with-help,device ios,');
    expect((await alex.page.request.get('/desk/readiness/list.csv')).status()).toBe(404);
  });
});
