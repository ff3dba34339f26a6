/** A person with special rights: two approvers who each check for themselves, and an hour in which all of security can object. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, comeBack, firstDay, isAsked, recordIsWhole, review, shown, signIn, stillWaits } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

test('somebody of security is back in', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const sven = await Someone.with(browser, server, 'Sven', look);
  const sara = await Someone.with(browser, server, 'Sara', look);
  const gus = await Someone.with(browser, server, 'Gus', look);
  const asking = await Someone.with(browser, server, 'Sven elsewhere', look);
  await firstDay(sven, 'sven', 'Laptop');
  await firstDay(sara, 'sara', 'Own phone');
  await firstDay(gus, 'gus', 'Tablet');

  await test.step('one denial ends it, also after one approval', async () => {
    const code = await ask(asking, 'sven');
    const before = await shown(asking);
    await approve(gus, { device: /Laptop/, code });
    await gus.at('Done. A second person is asked now.');
    await server.mail.newest('sven@work.example', /One of two has said yes/);
    await stillWaits(asking, before);
    await isAsked(sara);
    await review(sara, { device: /Laptop/, code });
    await sara.press('Deny');
    await sara.at('Denied. They have been told.');
    await server.mail.newest('sven@work.example', /You were not let back in/);
    await stillWaits(asking, before);
  });

  await test.step('asked again; each approver checks and types the code', async () => {
    const code = await ask(asking, 'sven');
    const before = await shown(asking);
    await approve(gus, { device: /Laptop/, code });
    await gus.at('Done. A second person is asked now.');
    await stillWaits(asking, before);
    await isAsked(sara);
    await expect(sara.page.getByRole('main')).toContainText('Wants a second decision, from you');
    await approve(sara, { device: /Laptop/, code });
    await sara.at(/Done\. They have been told/);
  });

  await test.step('the pass works only after all of security has had an hour', async () => {
    for (const to of ['sara@work.example', 'sam@work.example']) {
      await server.mail.newest(to, /Sven Okafor, who has special rights/);
    }
    await asking.at('You’re cleared to come back');
    await expect(asking.page.getByRole('main')).toContainText('there is a waiting time');
    // The hour begins once the last of them was told; the page then says by itself when it ends.
    await expect(asking.page.getByRole('main')).toContainText('Your pass will work from', { timeout: 30_000 });
    await expect(asking.page.getByRole('button', { name: 'Use my pass' })).toHaveCount(0);
    const early = await asking.page.evaluate(async () => {
      const answer = await fetch('/api/recover/pass', {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
      });
      return { ok: answer.ok, text: await answer.text() };
    });
    expect(early.ok, early.text).toBe(false);
    server.advance(3_700);
    await asking.page.reload();
    await comeBack(asking);
  });

  await test.step('what was lost no longer signs in', async () => {
    await sven.context.clearCookies();
    await signIn(sven, 'sven');
    await expect(sven.page.getByRole('alert').filter({ hasText: /Nothing happened|did not work|said no/ })).toBeVisible();
  });

  recordIsWhole(server);
  for (const someone of [sven, sara, gus, asking]) await someone.close();
});
