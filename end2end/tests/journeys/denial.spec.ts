/** Somebody says no, or learns that nobody asked. The asking page never shows it; those concerned are told. */
import { test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { ask, firstDay, isAsked, recordIsWhole, review, shown, signIn, signOut, stillWaits } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

test('a request is denied, the next one is reported', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const asking = await Someone.with(browser, server, 'Whoever asks', look);
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');

  await test.step('the manager denies after the check; the asking page shows nothing of it', async () => {
    const code = await ask(asking, 'alex');
    const before = await shown(asking);
    await server.mail.newest('maria@work.example', /Alex Moreno cannot sign in/);
    await review(maria, { device: /Blue phone/, code });
    await maria.press('Deny');
    await maria.at('Denied. They have been told.');
    await server.mail.newest('alex@work.example', /You were not let back in/);
    await server.mail.newest('alex@home.example', /You were not let back in/);
    await stillWaits(asking, before);
  });

  await test.step('nothing was paused for it', async () => {
    await signOut(alex);
    await signIn(alex, 'alex');
    await alex.at(/You would/);
  });

  await test.step('“they know nothing of it” ends the next one and tells security', async () => {
    await ask(asking, 'alex');
    const before = await shown(asking);
    await isAsked(maria);
    await maria.press('Check and decide');
    await maria.choose(/Blue phone/);
    await maria.press('Continue');
    await maria.choose(/In person/);
    await maria.tick();
    await maria.press('Continue');
    await maria.choose(/No, or they know nothing of it/);
    await maria.press('Continue');
    await maria.at('Stopped. Security has been told.');
    for (const to of ['sven@work.example', 'sara@work.example', 'sam@work.example']) {
      await server.mail.newest(to, /Maria Vogt says that a request for Alex Moreno is not right/);
    }
    await stillWaits(asking, before);
    await maria.goto('/approvals');
    await maria.at('Nobody needs you now');
  });

  recordIsWhole(server);
  for (const someone of [alex, maria, asking]) await someone.close();
});
