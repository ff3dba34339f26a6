/** Somebody leaves: what lets them in ends at once, and whoever waited for them waits for the next. */
import { expect, test } from '@playwright/test';

import { accessible } from '../../support/checks';
import { CAST, Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, comeBack, firstDay, isAsked, openCase, recordIsWhole, signIn } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start({ people: CAST + 'ina,Ina Holm,ina@work.example,desk:+49 30 5550121,gus,it,en,Europe/Berlin,IT,1,yes,,yes,no\n' });
});
test.afterAll(async () => {
  await server.stop();
});

async function find(staff: Someone, user: string): Promise<void> {
  await staff.goto('/desk');
  await staff.page.getByRole('link', { name: 'Somebody has left' }).click();
  await staff.at('Somebody has left');
  await staff.fill('User name', user);
  await staff.press('Look');
}

/** The value beside a name in the report. */
const beside = (staff: Someone, name: string) => staff.page.locator('dl.facts > div', { has: staff.page.getByText(name, { exact: true }) }).locator('dd');

test('a manager leaves in the middle of everything', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const maria = await Someone.with(browser, server, 'Maria', look);
  const alex = await Someone.with(browser, server, 'Alex', look);
  const gus = await Someone.with(browser, server, 'Gus', look);
  const ida = await Someone.with(browser, server, 'Ida', look);
  await firstDay(maria, 'maria', 'Work phone');
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(gus, 'gus', 'Tablet');
  const ina = await Someone.with(browser, server, 'Ina', look);
  await firstDay(ida, 'ida', 'Desk computer', { platform: 'Linux computer' });
  await firstDay(ina, 'ina', 'Desk computer', { platform: 'Linux computer' });

  const lost = await Someone.with(browser, server, 'Alex elsewhere', look);
  const hers = await Someone.with(browser, server, 'Maria elsewhere', look);
  const code = await ask(lost, 'alex');
  await ask(hers, 'maria');
  await isAsked(maria);
  await isAsked(gus);

  await test.step('nobody is marked by whoever may not', async () => {
    await alex.goto('/desk/leavers');
    await expect(alex.page.getByRole('heading', { level: 1 })).not.toHaveText('Somebody has left');
    await find(ida, 'nobody');
    await expect(ida.page.locator('.error-summary')).toContainText('Nobody has that user name.');
    await accessible(ida, 'nobody has that name');
    await find(ida, 'ida');
    await ida.at('Has Ida Lind left?');
    await expect(ida.page.getByRole('main')).toContainText('You cannot say this of yourself.');
    await find(ida, 'sven');
    await ida.at('Has Sven Okafor left?');
    await expect(ida.page.getByRole('main')).toContainText('Only somebody with the role “security” can say that they have left.');
    await expect(ida.page.getByRole('button', { name: /Yes/ })).toHaveCount(0);
    await accessible(ida, 'not by this role');
  });

  await test.step('IT sees what it does before it happens', async () => {
    await find(ida, 'maria');
    await ida.at('Has Maria Vogt left?');
    await expect(beside(ida, 'Sign-ins that end')).toHaveText('1');
    await expect(beside(ida, 'Ways to sign in that are removed')).toHaveText('Linux computer');
    await expect(beside(ida, 'Own requests that end')).toHaveText('1');
    await accessible(ida, 'before');
    await maria.page.reload();
    await maria.at('1 person needs you');
  });

  await test.step('and marks her as having left; the report lists what was done', async () => {
    await ida.press('Yes, Maria Vogt has left');
    await ida.at('Maria Vogt has left');
    const main = ida.page.getByRole('main');
    await expect(main).toContainText('What was done');
    await expect(beside(ida, 'Sign-ins that end')).toHaveText('1');
    await expect(beside(ida, 'Ways to sign in that are removed')).toHaveText('Linux computer');
    await expect(beside(ida, 'Own requests that end')).toHaveText('1');
    await expect(main).toContainText('Alex Moreno: IT');
    await expect(main).toContainText('Alex Moreno: Gus Adeyemi');
    await expect(main).toContainText('Dora Weiss: Gus Adeyemi');
    await accessible(ida, 'after');
    await ida.goto('/desk/leavers');
    await expect(ida.page.getByRole('link', { name: 'Maria Vogt' })).toBeVisible();
    await accessible(ida, 'left lately');
  });

  await test.step('her session and her passkey are over', async () => {
    await maria.page.reload();
    await maria.at('Sign in');
    await signIn(maria, 'maria');
    await expect(maria.page.getByRole('alert').filter({ hasText: /Nothing happened|did not work|said no/ })).toBeVisible();
  });

  await test.step('her own request ended, and waits for nobody', async () => {
    await gus.goto('/approvals');
    await expect(gus.page.getByRole('main')).not.toContainText('Maria Vogt');
    await ida.goto('/desk');
    await expect(ida.page.getByRole('main')).not.toContainText('Maria Vogt');
    await openCase(ida, 'Maria Vogt', 'ended');
    await expect(ida.page.getByRole('main')).toContainText('The person left, or the account was switched off');
    await accessible(ida, 'a request that ended with its person');
  });

  await test.step('what she was asked goes to the next, who lets the person back in', async () => {
    await server.mail.newest('ida@work.example', /Alex Moreno/);
    await approve(ida, { device: /Blue phone/, code });
    // The link to the new manager is as young as this: a second person looks as well, and it is not silently the new manager.
    await ida.at('Done. A second person is asked now.');
    await gus.goto('/approvals');
    await expect(gus.page.getByRole('main')).not.toContainText('Alex Moreno');
    await approve(ina, { device: /Blue phone/, code });
    await ina.at(/Done\. They have been told/);
    await comeBack(lost);
  });

  recordIsWhole(server);
  for (const someone of [maria, alex, gus, ida, ina, lost, hers]) await someone.close();
});
