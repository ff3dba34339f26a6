/** Asked on a borrowed computer: the enrolment moves to the person's phone, and nothing stays behind. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, firstDay, recordIsWhole, signIn, signOut } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

test('an enrolment moves to a phone by its code, once', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const borrowed = await Someone.with(browser, server, 'A borrowed computer', look);
  const phone = await Someone.with(browser, server, 'Alex’s new phone', look);
  const stranger = await Someone.with(browser, server, 'Somebody who saw the code', look);
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');
  let address = '';

  await test.step('on a computer that is not theirs no passkey is offered here', async () => {
    const code = await ask(borrowed, 'alex');
    await approve(maria, { device: /Blue phone/, code });
    await maria.at(/Done\. They have been told/);
    await borrowed.at('You’re cleared to come back');
    await borrowed.press('Use my pass');
    await borrowed.at('Add a passkey on something that is yours');
    await borrowed.choose(/No, it’s borrowed or shared/);
    await borrowed.press('Continue');
    await expect(borrowed.page.getByRole('main')).toContainText('Nothing stays on this computer');
    await expect(borrowed.page.getByRole('button', { name: 'On this device' })).toHaveCount(0);
    await borrowed.ready();
    await borrowed.press('Continue on my phone');
    await expect(borrowed.page.getByRole('img', { name: /QR code/ })).toBeVisible();
    address = (await borrowed.page.locator('.qr .hint').textContent()) ?? '';
    expect(address).toContain(server.url);
  });

  await test.step('it goes on there, and has ended here', async () => {
    await phone.goto(address);
    await phone.at('Continue here');
    await phone.press('Continue on this device');
    await phone.at('Add a passkey on something that is yours');
    await borrowed.page.reload();
    await expect(borrowed.heading('Add a passkey on something that is yours')).toHaveCount(0);
    await stranger.goto(address);
    await stranger.press('Continue on this device');
    await expect(stranger.page.getByRole('main')).toContainText('This code does not work');
  });

  await test.step('the new phone signs in', async () => {
    // Whose device this is was said by scanning the code with it.
    await phone.press('On this device');
    await phone.at('Try it: sign in with your new passkey');
    await phone.press('Use my new passkey');
    await phone.at('You’re back in');
    await signOut(phone);
    await signIn(phone, 'alex');
    await phone.at(/You would/);
  });

  recordIsWhole(server);
  for (const someone of [alex, maria, borrowed, phone, stranger]) await someone.close();
});
