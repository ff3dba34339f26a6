/** Every screen of a rehearsal: one's own, and the approver's. Each says that it is one. */
import { expect } from '@playwright/test';

import { Someone } from '../../support/someone';
import { code, firstDay } from '../../support/steps';
import { look, test, type Also, type Quiet } from '../../support/checks';

test.use({ own: 'drills' });
test.describe.configure({ mode: 'serial' });

/** Looks at the screen that somebody is on, which says in both languages that it is a drill. */
async function drill(someone: Someone, quiet: Quiet, name: string, also: Also = {}): Promise<void> {
  await expect(someone.page.getByText('This is a drill.'), name).toBeVisible();
  await look(someone, quiet, name, also);
  if (!also.answer) await expect(quiet.page.getByText('Dies ist eine Übung.'), name).toBeVisible();
}

test('every screen of a drill', async ({ browser, server, quiet }) => {
  test.setTimeout(900_000);
  const alex = await Someone.with(browser, server, 'Alex');
  const maria = await Someone.with(browser, server, 'Maria');
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');

  await alex.goto('/drill');
  await drill(alex, quiet, 'drill-begin');
  await alex.choose(/Blue phone/);
  await alex.press('Begin the drill');
  await alex.at('You practise asking for help');
  const match = await code(alex.page);
  await drill(alex, quiet, 'drill-asked');

  await maria.goto('/approvals');
  await drill(maria, quiet, 'drill-card');
  await maria.page.getByRole('link', { name: 'Practise with them' }).click();
  await maria.at(/Is it really/);
  await drill(maria, quiet, 'drill-device');
  await maria.choose(/Blue phone/);
  await maria.press('Continue');
  await drill(maria, quiet, 'drill-reach');
  await maria.choose(/In person/);
  await maria.tick();
  await maria.press('Continue');
  await drill(maria, quiet, 'drill-asked-now');
  await maria.page.getByRole('link', { name: 'This is not right' }).click();
  await maria.at('End this drill?');
  await drill(maria, quiet, 'drill-not-right');
  await maria.page.getByRole('link', { name: 'No, go on checking' }).click();
  await maria.at(/Is it really/);
  await maria.choose(/Yes, they asked just now/);
  await maria.press('Continue');
  await drill(maria, quiet, 'drill-says');
  await maria.choose(/lost/i);
  await maria.page.getByLabel('On what are they asking?').selectOption({ label: 'Linux computer' });
  await maria.press('Continue');
  await drill(maria, quiet, 'drill-compare');
  await maria.press(/Go on all the same|It fits, go on/);
  await drill(maria, quiet, 'drill-code');
  await maria.fill('What code do they read?', match);
  await maria.press('Continue');
  await expect(maria.page.getByRole('heading', { name: 'If this were real and you approved' })).toBeVisible();
  await drill(maria, quiet, 'drill-decide');
  await maria.press('Would approve, with my passkey');
  await maria.at('Done. This was a drill. Nothing was changed.');
  await drill(maria, quiet, 'drill-done');
  await alex.goto('/drill');
  await alex.at('Done. This is how it would have gone');
  await drill(alex, quiet, 'drill-over');

  // Whoever would be back by themselves shows it, and is done.
  await maria.goto('/drill?anew=yes');
  await maria.choose(/Something else/);
  await maria.press('Begin the drill');
  await maria.at('You would get back in by yourself');
  await drill(maria, quiet, 'drill-prove');
  await maria.press('Use my passkey');
  await maria.at('Done. This is how it would have gone');
  await drill(maria, quiet, 'drill-proved');

  for (const someone of [alex, maria]) await someone.close();
});
