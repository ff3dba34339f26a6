/** Screens that few ever see: half of a spoken pass, the hour in which others can object, too many tries, our own faults, and the demo. */
import { expect, type Browser } from '@playwright/test';
import { readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

import { Demo } from '../../support/demo';
import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, firstDay, isAsked } from '../../support/steps';
import { look, Quiet, still, test } from '../../support/checks';

test.describe.configure({ timeout: 300_000 });

/** A server of its own, and a browser in it that has scripts off. */
async function alone(browser: Browser, walk: (server: Latchkey, quiet: Quiet) => Promise<void>): Promise<void> {
  const server = await Latchkey.start();
  try {
    const quiet = await Quiet.open(browser, server);
    await walk(server, quiet);
    await quiet.close();
  } finally {
    await server.stop();
  }
}

test.use({ own: 'rare' });

test('half of a pass, read out by each of two', async ({ browser }) => {
  await alone(browser, async (server, quiet) => {
    const [alex, maria, ida] = await Promise.all(['Alex', 'Maria', 'Ida'].map((name) => Someone.with(browser, server, name)));
    if (!alex || !maria || !ida) throw new Error('nobody is there');
    await firstDay(alex, 'alex', 'Blue phone');
    await firstDay(maria, 'maria', 'Work phone');
    await firstDay(ida, 'ida', 'Laptop');
    await ida.goto('/desk/raise');
    await ida.fill('Their user name', 'alex');
    await ida.choose(/Lost or stolen/);
    await ida.press('Ask for them');
    await ida.at('Alex Moreno');
    await approve(maria, { device: /Blue phone/, spoken: true });
    await maria.at('Done. A second person is asked now.');
    await look(maria, quiet, 'review-half-approved');
    await approve(ida, { device: /Blue phone/, spoken: true });
    await ida.at('Approved. Now read out your half');
    await look(ida, quiet, 'review-read-out');
    await ida.page.getByRole('link', { name: 'To my half' }).click();
    await ida.at('Read out your half');
    await look(ida, quiet, 'half', { outline: true });
    await ida.press('Show my half');
    await expect(ida.page.locator('.pass-group')).toBeVisible();
    await look(ida, quiet, 'half-shown', { answer: true, outline: true });
    await ida.page.goto(ida.page.url());
    await ida.press('Show my half');
    await expect(ida.page.getByRole('main')).toContainText('Your half was shown already');
    await look(ida, quiet, 'half-seen', { answer: true });
    for (const someone of [alex, maria, ida]) await someone.close();
  });
});

test('approved, and others have an hour to object', async ({ browser }) => {
  await alone(browser, async (server, quiet) => {
    const sven = await Someone.with(browser, server, 'Sven');
    const sara = await Someone.with(browser, server, 'Sara');
    const gus = await Someone.with(browser, server, 'Gus');
    const asking = await Someone.with(browser, server, 'Sven elsewhere');
    await firstDay(sven, 'sven', 'Laptop');
    await firstDay(sara, 'sara', 'Own phone');
    await firstDay(gus, 'gus', 'Tablet');
    const code = await ask(asking, 'sven');
    await approve(gus, { device: /Laptop/, code });
    await gus.at('Done. A second person is asked now.');
    await isAsked(sara);
    await approve(sara, { device: /Laptop/, code });
    await sara.at(/Done\. They have been told/);
    await asking.at('You’re cleared to come back');
    await expect(asking.page.getByRole('main')).toContainText('there is a waiting time');
    await look(asking, quiet, 'cleared-later', { outline: true });
    for (const someone of [sven, sara, gus, asking]) await someone.close();
  });
});

test('too many asks', async ({ browser }) => {
  await alone(browser, async (server, quiet) => {
    const asker = await Someone.with(browser, server, 'An asker');
    await asker.goto('/recover');
    const statuses = await asker.page.evaluate(async () => {
      const seen = [];
      for (let n = 0; n < 40 && !seen.includes(429); n++) {
        const body = new URLSearchParams({ user_name: `name${n}`, what: 'broken-or-wiped', none: 'yes' });
        seen.push((await fetch('/recover/other-way', { method: 'POST', body })).status);
      }
      return seen;
    });
    expect(statuses.at(-1)).toBe(429);
    for (const { page } of [asker, quiet]) {
      await page.goto('/recover');
      await page.getByRole('textbox').first().fill('alex');
      await page.getByRole('radio').first().check({ force: true });
      await page.locator('main .btn-main').click();
      const answer = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.locator('main .btn-main').click();
      expect((await answer).status()).toBe(429);
    }
    await look(asker, quiet, 'too-many', { answer: true, outline: true });
    await still(quiet, 'too many');
    await asker.close();
  });
});

test('a fault of ours', async ({ browser }) => {
  await alone(browser, async (server, quiet) => {
    const person = await Someone.with(browser, server, 'Somebody');
    await ask(person, 'alex');
    // The database is gone under the server.
    for (const file of readdirSync(server.folder).filter((file) => file.startsWith('latchkey.sqlite'))) {
      if (file === 'latchkey.sqlite') truncateSync(join(server.folder, file));
      else rmSync(join(server.folder, file));
    }
    const cookies = await person.context.cookies();
    await quiet.page.context().addCookies(cookies.filter((cookie) => cookie.name !== '__Host-language'));
    for (const { page } of [person, quiet]) expect((await page.goto('/recover/sent'))?.status()).toBe(500);
    const told = /status of 500/;
    person.complaints.splice(0);
    quiet.complaints.splice(0);
    await look(person, quiet, 'fault', { answer: true, outline: true });
    await still(quiet, 'a fault');
    expect(server.log, 'the fault is in the log, by the id that the page shows').toContain(
      (await person.page.locator('main').innerText()).match(/[0-9a-z]{20,}/)?.[0] ?? 'no id',
    );
    await person.close(told);
  });
});

test('the demo’s own pages', async ({ browser }) => {
  const demo = await Demo.start();
  try {
    const quiet = await Quiet.open(browser, demo);
    const visitor = await Someone.with(browser, demo, 'A visitor');
    const also = { organisation: 'Lindgren & Daughters' };
    await visitor.goto('/demo');
    await look(visitor, quiet, 'demo', also);
    await visitor.goto('/demo/mail');
    await look(visitor, quiet, 'demo-mail-none', also);
    await ask(visitor, 'anna');
    await expect(async () => {
      await visitor.goto('/demo/mail');
      await expect(visitor.page.getByText('anna.berg@home.example').first()).toBeVisible({ timeout: 500 });
    }).toPass();
    await look(visitor, quiet, 'demo-mail', also);
    await visitor.close();
    await quiet.close();
  } finally {
    demo.stop();
  }
});
