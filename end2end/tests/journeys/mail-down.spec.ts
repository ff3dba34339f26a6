/** The mail server is gone for the whole main job. The job goes on, and the mail arrives later. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, comeBack, firstDay, recordIsWhole } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start();
});
test.afterAll(async () => {
  await server.stop();
});

test('a person is back in without any mail, which arrives later', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
  await server.mail.stop();
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');
  const match = await ask(asking, 'alex');
  await approve(maria, { device: /Blue phone/, code: match });
  await maria.at(/Done\. They have been told/);
  await comeBack(asking);
  expect(server.mail.mails).toEqual([]);

  await server.mail.again();
  server.advance(3_700);
  const subjects = [/^Someone asked to get back in/, /cleared to come back/, /A pass in your name was used/, /You are back in/];
  for (const to of ['alex@work.example', 'alex@home.example']) {
    for (const subject of subjects) await server.mail.newest(to, subject);
  }
  await server.mail.newest('maria@work.example', /Alex Moreno cannot sign in/);
  recordIsWhole(server);
  for (const someone of [alex, maria, asking]) await someone.close();
});
