/** The asker takes a request back and asks again; the approver takes the approval of that one back; three wrong codes end the
 * next, and the asking page does not show it. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, firstDay, recordIsWhole, review, shown, stillWaits } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

test('a request is taken back, then an approval, the next ends by wrong codes', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');

  await test.step('taken back', async () => {
    await ask(asking, 'alex');
    await server.mail.newest('maria@work.example', /Alex Moreno cannot sign in/);
    await asking.press('Cancel this request');
    await asking.at('This request has ended');
    await server.mail.newest('alex@home.example', /was taken back/);
    await maria.goto('/approvals');
    await maria.at('Nobody needs you now');
  });

  await test.step('asked again and approved; the approver takes that back', async () => {
    const code = await ask(asking, 'alex');
    await approve(maria, { device: /Blue phone/, code });
    await maria.at(/Done\. They have been told/);
    await asking.at('You’re cleared to come back');
    await maria.page.getByRole('link', { name: 'Take my approval back' }).click();
    await maria.at('Take your approval back?');
    await maria.press('Take my approval back');
    await maria.at('The approval was taken back. They have been told.');
    await expect(maria.page.getByRole('link', { name: 'Take my approval back' })).toHaveCount(0);
    await asking.goto('/recover/sent');
    await asking.at('This request has ended');
  });

  await test.step('asked again; three wrong codes end it', async () => {
    const code = await ask(asking, 'alex');
    const before = await shown(asking);
    const wrong = (by: number) => String((Number(code) + by) % 1_000_000).padStart(6, '0');
    await review(maria, { device: /Blue phone/, code: wrong(1) });
    await expect(maria.page.getByRole('main')).toContainText('You have 2 more tries');
    await maria.fill('What code do they read?', wrong(2));
    await maria.press('Continue');
    await expect(maria.page.getByRole('main')).toContainText('One more wrong code ends the request');
    await maria.fill('What code do they read?', wrong(3));
    await maria.press('Continue');
    await maria.at('Three wrong codes: this has ended');
    await server.mail.newest('alex@work.example', /ended: wrong codes/);
    await stillWaits(asking, before);
    // The right code comes too late.
    await maria.goto('/approvals');
    await maria.at('Nobody needs you now');
  });

  recordIsWhole(server);
  for (const someone of [alex, maria, asking]) await someone.close();
});
