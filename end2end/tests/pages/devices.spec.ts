/** Every screen of one's own devices, and of IT's files of devices. */
import { expect } from '@playwright/test';

import { Someone } from '../../support/someone';
import { firstDay, placeOnNewDevice } from '../../support/steps';
import { look, mend, test, type Also, type Quiet } from '../../support/checks';

test.use({ own: 'devices' });
test.describe.configure({ mode: 'serial' });

async function at(someone: Someone, quiet: Quiet, path: string, name: string, also: Also = {}): Promise<void> {
  await someone.goto(path);
  await look(someone, quiet, name, also);
}

test('every screen of a device', async ({ browser, server, quiet }) => {
  test.setTimeout(600_000);
  const dora = await Someone.with(browser, server, 'Dora');
  await firstDay(dora, 'dora', 'Blue phone');
  await dora.newDevice();
  await dora.goto('/methods/add');
  await dora.fill('What do you want to call it?', 'On my laptop');
  await dora.press('Add it on this device');
  await dora.at(/Where does this one live|Tell us about this device|You would/);
  await dora.goto('/');
  await placeOnNewDevice(dora, 'Laptop');
  await at(dora, quiet, '/devices', 'devices', { outline: true });
  await at(dora, quiet, '/devices/add', 'devices-add');
  await mend(dora, 'Add it');
  await look(dora, quiet, 'devices-add-mend', { answer: true });
  await dora.goto('/devices');
  const path = async (name: string): Promise<string> =>
    (await dora.page.getByRole('link', { name, exact: true }).getAttribute('href')) ?? '';
  const [phone, laptop] = [await path('Blue phone'), await path('Laptop')];
  await at(dora, quiet, phone, 'device-from-here');
  await at(dora, quiet, laptop, 'device', { outline: true });
  for (const step of ['rename', 'ownership', 'lost', 'broken', 'replaced', 'handed-back']) {
    await at(dora, quiet, `${laptop}?step=${step}`, `device-${step}`);
  }
  await dora.goto(`${laptop}?step=lost`);
  await dora.press('Yes, it is lost');
  await dora.at('Laptop');
  await look(dora, quiet, 'device-is-lost', { outline: true });
  await at(dora, quiet, `${laptop}?step=found`, 'device-found');
  await dora.press('Yes, I have it in my hand');
  await dora.goto(`${laptop}?step=handed-back`);
  await dora.press('Yes, I handed it back');
  await dora.at('Laptop');
  await look(dora, quiet, 'device-is-handed-back');
  await dora.close();
});

test('every screen of a file of devices', async ({ browser, server, quiet }) => {
  test.setTimeout(600_000);
  const ida = await Someone.with(browser, server, 'Ida');
  await firstDay(ida, 'ida', 'Desk computer');
  const { page } = ida;
  await at(ida, quiet, '/desk/devices/import', 'files', { outline: true });
  const send = async (name: string, rows: string[]): Promise<void> => {
    await ida.goto('/desk/devices/import');
    await page.getByLabel('The file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
    await ida.press('Look at it');
    await ida.at('Which column is which?');
  };
  await mend(ida, 'Look at it');
  await look(ida, quiet, 'files-mend', { answer: true });
  const header = 'Device name,Primary user UPN,OS,Serial number,Ownership,Managed by,Model';
  await send('intune.csv', [
    header,
    'PHONE-1,maria,iOS,F2LX00001,Company,Intune,iPhone 15',
    'PHONE-2,gus,Android,R58N0002,Personal,Intune,Pixel 8',
    'PHONE-3,nobody@work.example,iOS,F2LX00003,Company,Intune,iPhone 15',
    'PHONE-4,gus,BeOS,F2LX00004,Company,Intune,BeBox',
    'PHONE-5,gus,iOS,F2LX00001,Company,Intune,iPhone 15',
  ]);
  await look(ida, quiet, 'files-columns', { outline: true });
  await page.getByLabel('Whose it is').selectOption({ label: 'Not in the file' });
  await mend(ida, 'See what it would do');
  await look(ida, quiet, 'files-columns-mend', { answer: true });
  await page.getByLabel('Whose it is').selectOption({ label: 'Primary user UPN' });
  await ida.press('See what it would do');
  await ida.at('What it would do');
  await look(ida, quiet, 'files-preview', { outline: true });
  await ida.press('Import the good rows');
  await ida.at('Done');
  await look(ida, quiet, 'files-done');
  await send('intune-2.csv', [header, 'PHONE-1,maria,iOS,F2LX00009,Company,Intune,iPhone 15 Pro']);
  await ida.press('See what it would do');
  await ida.at('What it would do');
  await expect(page.getByRole('main')).toContainText('PHONE-2');
  await look(ida, quiet, 'files-preview-clean');
  await ida.close();
});
