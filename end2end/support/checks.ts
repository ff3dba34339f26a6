/** What must hold of every screen: looked at once with scripts, in English, and once without, in German. */
import { expect, test as base, type Browser, type Page } from '@playwright/test';
import axeCore from 'axe-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { Latchkey } from './latchkey';
import { Someone, type Portal } from './someone';

export const PHONE = { width: 390, height: 844 };
export const LAPTOP = { width: 1280, height: 800 };
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A folder for pictures of the screens, or nothing: `npm run shots` sets it. `SHOTS_OF` names the screens if not all are wanted. */
const SHOTS = process.env.SHOTS;
const SHOTS_OF = process.env.SHOTS_OF?.split(',');

/** A server for each process that runs these, with a browser in it that has scripts off and speaks German. */
export const test = base.extend<object, { own: string; server: Latchkey; quiet: Quiet }>({
  /** A file that gives itself a name here gets a server that no other file used: people have one first day. */
  own: ['', { option: true, scope: 'worker' }],
  server: [
    async ({ own }, use) => {
      const server = await Latchkey.start();
      await use(server);
      void own;
      await server.stop();
    },
    { scope: 'worker' },
  ],
  quiet: [
    async ({ browser, server }, use) => {
      const quiet = await Quiet.open(browser, server);
      await use(quiet);
      await quiet.close();
    },
    { scope: 'worker' },
  ],
});

/** A browser with scripts off. It can be lent somebody's cookies. */
export class Quiet {
  private constructor(
    readonly page: Page,
    readonly complaints: string[],
  ) {}

  static async open(browser: Browser, server: Portal, locale = 'de-DE'): Promise<Quiet> {
    const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false, locale, viewport: LAPTOP });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of (4\d\d)/.test(message.text())) complaints.push(message.text());
    });
    return new Quiet(page, complaints);
  }

  /** Visits the page that somebody is on, as them. */
  async visit(someone: Someone): Promise<void> {
    await this.page.context().clearCookies();
    const cookies = await someone.context.cookies();
    await this.page.context().addCookies(cookies.filter((cookie) => cookie.name !== '__Host-language'));
    await this.page.goto(new URL(someone.page.url()).pathname + new URL(someone.page.url()).search);
  }

  async close(): Promise<void> {
    await this.page.context().close();
    expect(this.complaints, 'the browser without scripts complained').toEqual([]);
  }
}

/** The one rule that is left out where scripts are off: a page that waits for news looks again by itself there (design, "plain refresh"). */
const BUT_STILL = ['meta-refresh'];

/** No rule of axe is broken. Timers do not run where scripts are off, so axe is given one that needs none. */
export async function axe(page: Page, name: string, rules: string[] = [], but: string[] = []): Promise<void> {
  await page.evaluate(`if (!globalThis.axe) { ${axeCore.source} }`);
  const told = await page.evaluate(
    async ([rules, tags, but]) => {
      const later = globalThis.setTimeout;
      globalThis.setTimeout = ((what: () => void, wait = 0) => {
        if (wait < 1000) void Promise.resolve().then(what);
        return 0;
      }) as unknown as typeof setTimeout;
      try {
        const only = rules.length ? ({ type: 'rule', values: rules } as const) : ({ type: 'tag', values: tags } as const);
        const { violations } = await (globalThis as unknown as { axe: typeof axeCore }).axe.run(document, { runOnly: { ...only, values: [...only.values] }, resultTypes: ['violations'], rules: Object.fromEntries(but.map((rule) => [rule, { enabled: false }])) });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} – ${node.failureSummary ?? ''}`).join('\n')}`);
      } finally {
        globalThis.setTimeout = later;
      }
    },
    [rules, WCAG, but] as const,
  );
  expect(told, `axe on ${name}`).toEqual([]);
}

/** The screen that somebody is on breaks no rule of axe, at the size and in the colours it has. */
export async function accessible(someone: Someone, name: string): Promise<void> {
  await someone.ready();
  await axe(someone.page, name);
}

/** One heading, a title with the organisation's name, the language. */
async function frame(page: Page, name: string, language: string, organisation = 'Hafen Logistics'): Promise<void> {
  await expect(page.locator('h1'), `one heading on ${name}`).toHaveCount(1);
  await expect(page).toHaveTitle(new RegExp(`\\S – ${organisation}$`));
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.locator('main')).toHaveCount(1);
}

/** Nothing runs out at the side of the narrowest screen. */
async function narrow(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const out = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    what: [...document.querySelectorAll('main *')]
      .filter((one) => one.getBoundingClientRect().right > 321 && !one.closest('.visually-hidden, .table thead, .skip'))
      .map((one) => one.outerHTML.slice(0, 120)),
  }));
  expect(out, `${name} at 320 px`).toEqual({ width: 320, what: [] });
}

/** The skip link comes first and leads to the content; from there the tab key reaches the main button, visibly. */
async function keyboard(page: Page, name: string): Promise<void> {
  const first = await page.evaluate(() => document.querySelector('a[href], button, input, select, summary')?.className);
  expect(first, `the first stop on ${name}`).toBe('skip');
  await page.locator('.skip').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  const button = page.locator('main .btn').first();
  if ((await button.count()) === 0) return;
  const there = await button.evaluateHandle((one) => one);
  for (let stops = 0; stops < 40; stops++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate((one) => {
      const now = document.activeElement;
      return now === one ? getComputedStyle(one as Element).outlineStyle : '';
    }, there);
    if (seen === '') continue;
    expect(seen, `the focus on the main button of ${name} shows`).toBe('solid');
    return;
  }
  throw new Error(`the tab key does not reach the main button of ${name}`);
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS || (SHOTS_OF && !SHOTS_OF.includes(name))) return;
  mkdirSync(SHOTS, { recursive: true });
  for (const [size, viewport] of [['phone', PHONE], ['laptop', LAPTOP]] as const) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(SHOTS, `${name}--${size}-${colorScheme}.png`), fullPage: true, caret: 'hide' });
      if (size === 'phone' && colorScheme === 'light' || size === 'laptop' && colorScheme === 'light') {
        await page.screenshot({ path: join(SHOTS, 'first', `${name}--${size}.png`), caret: 'hide' });
      }
    }
  }
}

export interface Also {
  /** The answer to a form, which only this browser has: it is not visited without scripts. */
  answer?: boolean;
  /** Compare with the outline kept under this name. */
  outline?: boolean;
  /** Whose portal it is, if it is not the usual one. */
  organisation?: string;
}

let looks = 0;

/** Looks at the screen that somebody is on. Sizes and colours change from screen to screen. */
export async function look(someone: Someone, quiet: Quiet, name: string, also: Also = {}): Promise<void> {
  const odd = looks++ % 2 === 1;
  const { page } = someone;
  await page.setViewportSize(PHONE);
  await someone.ready();
  await frame(page, name, 'en', also.organisation);
  if (also.outline) await expect(page.locator('body')).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
  await shoot(page, name);
  await page.setViewportSize(odd ? LAPTOP : PHONE);
  await page.emulateMedia({ colorScheme: odd ? 'dark' : 'light' });
  await axe(page, name);
  await page.emulateMedia({ colorScheme: odd ? 'light' : 'dark' });
  await axe(page, `${name} in the other colours`, ['color-contrast']);
  await narrow(page, name);
  await page.setViewportSize(PHONE);
  if (!also.answer) await keyboard(page, name);
  expect(someone.complaints, `complaints on ${name}`).toEqual([]);
  if (!also.answer) await without(someone, quiet, name, odd, also.organisation);
}

/** The same page without scripts: all there, in German. */
async function without(someone: Someone, quiet: Quiet, name: string, odd: boolean, organisation?: string): Promise<void> {
  const { page } = quiet;
  await quiet.visit(someone);
  await still(quiet, name, odd, 'de', organisation);
  expect(new URL(page.url()).pathname, `${name} without scripts`).toBe(new URL(someone.page.url()).pathname);
}

/** What holds of the page that is open in the browser without scripts. */
export async function still(quiet: Quiet, name: string, odd = false, language = 'de', organisation?: string): Promise<void> {
  const { page } = quiet;
  await frame(page, `${name} without scripts`, language, organisation);
  await page.setViewportSize(odd ? PHONE : LAPTOP);
  await page.emulateMedia({ colorScheme: odd ? 'light' : 'dark' });
  await axe(page, `${name} without scripts`, [], BUT_STILL);
  await narrow(page, `${name} without scripts`);
}

/** Sends the form at hand although its browser would not: what comes back must say what to mend. */
export async function mend(someone: Someone, button: string | RegExp): Promise<void> {
  const { page } = someone;
  await page.evaluate(() => {
    for (const form of document.forms) form.noValidate = true;
  });
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await someone.press(button);
  expect((await answer).status()).toBe(422);
  await someone.ready();
  await summary(page);
}

/** Sends the form at hand although its browser would not: the page itself says what to mend, and nothing leaves. */
export async function heldBack(someone: Someone, button: string | RegExp): Promise<void> {
  const { page } = someone;
  const left: string[] = [];
  // Going to a field of the page makes the browser look for its icon again.
  page.on('request', (request) => {
    if (request.method() !== 'GET' || request.isNavigationRequest()) left.push(`${request.method()} ${request.url()}`);
  });
  await page.evaluate(() => {
    for (const form of document.forms) form.noValidate = true;
  });
  await someone.press(button);
  await summary(page);
  page.removeAllListeners('request');
  expect(left, 'nothing leaves').toEqual([]);
}

/** The summary has the focus, and each of its lines leads to a field that says it was wrong. */
export async function summary(page: Page): Promise<void> {
  const box = page.locator('.error-summary');
  await expect(box).toBeFocused();
  const links = box.getByRole('link');
  expect(await links.count()).toBeGreaterThan(0);
  for (const link of await links.all()) {
    const id = ((await link.getAttribute('href')) ?? '').slice(1);
    const field = page.locator(`[id="${id}"]`);
    await expect(field, `the field ${id}`).toHaveCount(1);
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(field).toBeFocused();
    const words = (await link.textContent()) ?? '';
    await expect(page.locator('.error', { hasText: words }).first(), 'the same words beside the field').toBeVisible();
  }
}
