/** A rehearsal: a person practises losing their phone, their manager decides, and nothing changes. */
import { expect, test } from '@playwright/test';

import { axe } from '../../support/checks';
import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, code, firstDay, recordIsWhole, signIn, signOut, spoken } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

/** This screen says that it is a drill, and breaks no rule. */
async function marked(someone: Someone, name: string): Promise<void> {
  await someone.ready();
  const mark = someone.page.getByRole('complementary', { name: 'Drill or not' });
  await expect(mark, name).toHaveText('This is a drill.');
  await axe(someone.page, name);
}

test('a person practises, the manager decides, and all is as it was', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');

  let match = '';
  await test.step('from the first page to a code', async () => {
    await alex.goto('/');
    await alex.page.getByRole('link', { name: 'Practise getting back in' }).click();
    await alex.at('Practise getting back in');
    await marked(alex, 'drill-begin');
    await expect(alex.page.getByText(/a message that says it is a drill goes to your manager/)).toBeVisible();
    await alex.choose(/Blue phone/);
    await alex.press('Begin the drill');
    await alex.at('You practise asking for help');
    match = await code(alex.page);
    await marked(alex, 'drill-asked');
    await alex.page.reload();
    await alex.at('You practise asking for help');
    await expect(alex.page.locator('.code')).toHaveText(spoken(match));
  });

  await test.step('the manager reads that it is a drill, and takes the same steps', async () => {
    const told = await server.mail.newest('maria@work.example', /^Drill: /);
    expect(told.text).toContain('This is a drill.');
    expect(told.text).not.toContain(match);
    await maria.goto('/approvals');
    await marked(maria, 'drill-card');
    await maria.page.getByRole('link', { name: 'Practise with them' }).click();
    await maria.at(/Is it really/);
    await marked(maria, 'drill-device');
    await expect(maria.page.getByRole('radio', { name: /Blue phone/ })).toBeChecked();
    await maria.press('Continue');
    await marked(maria, 'drill-reach');
    await maria.choose(/In person/);
    await maria.tick();
    await maria.press('Continue');
    await marked(maria, 'drill-asked-now');
    await maria.choose(/Yes, they asked just now/);
    await maria.press('Continue');
    await marked(maria, 'drill-says');
    await maria.choose(/lost/i);
    await maria.page.getByLabel('On what are they asking?').selectOption({ label: 'Linux computer' });
    await maria.fill('Where are they?', 'at the next desk');
    await maria.press('Continue');
    await marked(maria, 'drill-compare');
    await maria.press(/Go on all the same|It fits, go on/);
    await marked(maria, 'drill-code');
    await expect(alex.page.getByText('You are asked for your code.')).toBeVisible({ timeout: 20_000 });
    await maria.fill('What code do they read?', match);
    await maria.press('Continue');
    await expect(maria.page.getByRole('heading', { name: 'If this were real and you approved' })).toBeVisible();
    await marked(maria, 'drill-decide');
    await maria.press('Would approve, with my passkey');
    await maria.at('Done. This was a drill. Nothing was changed.');
    await marked(maria, 'drill-done');
  });

  await test.step('the person reads how it would have gone', async () => {
    await alex.at('Done. This is how it would have gone');
    await marked(alex, 'drill-over');
    await expect(alex.page.getByText('You would have been let back in.')).toBeVisible();
    await server.mail.newest('alex@work.example', /^Drill: how it came out/);
    await alex.goto('/');
    await expect(alex.page.getByText(/Last practised/)).toBeVisible();
  });

  await test.step('nothing was changed: the passkey signs in, and the real thing says that it is none', async () => {
    await signOut(alex);
    await signIn(alex, 'alex');
    await alex.at(/You would/);
    const elsewhere = await Someone.with(browser, server, 'Alex elsewhere', look);
    const real = await ask(elsewhere, 'alex');
    await expect(elsewhere.page.getByText('This is not a drill.')).toBeVisible();
    await approve(maria, { device: /Blue phone/, code: real });
    await maria.at(/Done\. They have been told/);
    await elsewhere.close();
  });

  await test.step('the record is whole', () => recordIsWhole(server));
  for (const someone of [alex, maria]) await someone.close();
});
