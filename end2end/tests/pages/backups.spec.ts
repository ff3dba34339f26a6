/** Every screen of backup methods, of getting in with codes, of readiness, runbooks, joiners and leavers. */
import { expect } from '@playwright/test';

import { Someone } from '../../support/someone';
import { ask, firstDay } from '../../support/steps';
import { look, test, type Also, type Quiet } from '../../support/checks';

test.use({ own: 'backups' });
test.describe.configure({ mode: 'serial' });

async function at(someone: Someone, quiet: Quiet, path: string, name: string, also: Also = {}): Promise<void> {
  await someone.goto(path);
  await look(someone, quiet, name, also);
}

test('every screen of backup methods', async ({ browser, server, quiet }) => {
  test.setTimeout(600_000);
  const dora = await Someone.with(browser, server, 'Dora');
  await firstDay(dora, 'dora', 'Blue phone');
  await at(dora, quiet, '/methods/add', 'methods-add-kinds');
  await at(dora, quiet, '/methods/add/app', 'backups-app');
  await dora.press('Show the QR code');
  await at(dora, quiet, '/methods/add/app', 'backups-app-scan');
  await at(dora, quiet, '/methods/add/codes', 'backups-codes');
  await dora.press('Show my codes');
  await dora.at('Keep these ten codes');
  await look(dora, quiet, 'backups-codes-fresh', { answer: true });
  await at(dora, quiet, '/methods/add/codes?step=check', 'backups-codes-check');
  await dora.fill('One of the codes', '2345');
  await dora.press('Check it');
  await expect(dora.page.getByRole('alert')).toContainText('it needs 14');
  await look(dora, quiet, 'backups-codes-check-mend', { answer: true });
  await at(dora, quiet, '/methods/add/phone', 'backups-phone');
  await at(dora, quiet, '/runbooks/begin', 'runbooks-begin');
  await dora.close();
});

test('every screen of getting in with codes', async ({ browser, server, quiet }) => {
  test.setTimeout(600_000);
  const someone = await Someone.with(browser, server, 'Somebody');
  await someone.goto('/recover');
  await someone.fill('User name', 'dora');
  await someone.choose(/lost/i);
  await someone.press('Continue');
  await someone.at('Do you have any of these?');
  for (const kind of [/A recovery code/, /authenticator app/i]) {
    await someone.page.getByLabel(kind).check({ force: true });
  }
  await someone.press('Continue with my codes');
  await someone.at('Type your codes');
  await look(someone, quiet, 'by-codes');
  await ask(someone, 'dora');
  await at(someone, quiet, '/recover/sent/code', 'sent-code');
  await someone.close();
});

test('every screen of IT’s lists', async ({ browser, server, quiet }) => {
  test.setTimeout(600_000);
  const ida = await Someone.with(browser, server, 'Ida');
  await firstDay(ida, 'ida', 'Desk computer');
  for (const path of ['/desk/readiness', '/desk/runbooks', '/desk/runbooks/begin', '/desk/joiners', '/desk/joiners/add', '/desk/leavers']) {
    await at(ida, quiet, path, path.slice(1).replaceAll('/', '-'));
  }
  await ida.close();
});
