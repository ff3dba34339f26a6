/** Runbooks, as the person and the help desk read them. */
import { expect } from '@playwright/test';

import { accessible } from './checks';
import type { Someone } from './someone';

/** What a page says of where a runbook stands. */
export interface Stand {
  /** "Step 2 of 5", or nothing once it has ended. */
  place: string;
  /** The step at hand. */
  step: string;
  /** What is to be done in it. */
  lead: string;
  /** What is to be thought of. */
  advice: string[];
  /** The names of the steps that are done, in the order in which they were. */
  done: string[];
  /** The names of those that come after this one. */
  come: string[];
  /** That it takes long, since when, and what to do; nothing if it does not. */
  stuck: string;
}

async function read(someone: Someone, desk: boolean): Promise<Stand> {
  return someone.page.evaluate((desk) => {
    const text = (one: Element | null | undefined) => (one?.textContent ?? '').trim();
    const main = document.querySelector('main');
    const headings = [...(main?.querySelectorAll('h2') ?? [])];
    const items = (box: Element | null | undefined) => [...(box?.querySelectorAll('li') ?? [])].map(text);
    const under = (heading: string) => items(headings.find((one) => text(one) === heading)?.nextElementSibling);
    const notice = (heading: string) => headings.find((one) => text(one) === heading)?.closest('.notice');
    return {
      place: text(main?.querySelector('.step-note')),
      step: text(desk ? main?.querySelector('h2') : main?.querySelector('h1')),
      lead: text(main?.querySelector('.lead')),
      advice: items(notice('Think of this')),
      done: under('Done so far').map((line) => line.replace(/: done .*$/s, '')),
      come: under('Still to come'),
      stuck: text(notice('This is taking long')?.querySelector('p')),
    };
  }, desk);
}

/** A runbook with whom it is about and who looks at it from the desk. */
export class Followed {
  private readonly looked = new Set<string>();

  constructor(
    readonly id: string,
    private readonly desk: Someone,
  ) {}

  /** The runbook whose page somebody is on. */
  static here(someone: Someone, desk: Someone): Followed {
    const id = /\/runbooks\/([^/?]+)/.exec(someone.page.url())?.[1];
    if (!id) throw new Error(`no runbook at ${someone.page.url()}`);
    return new Followed(id, desk);
  }

  private async accessible(someone: Someone, name: string): Promise<void> {
    if (this.looked.has(name)) return;
    this.looked.add(name);
    await accessible(someone, name);
  }

  /** Where it stands, as the help desk reads it. */
  async atDesk(step: string, place: string): Promise<Stand> {
    await this.desk.goto(`/desk/runbooks/${this.id}`);
    const stand = await read(this.desk, true);
    expect(stand).toMatchObject({ step, place });
    await this.accessible(this.desk, `the desk: ${step}`);
    return stand;
  }

  /** Where it stands: the person and the help desk read the same, but for what to do when it takes long. */
  async at(person: Someone, step: string, place: string): Promise<Stand> {
    const atDesk = await this.atDesk(step, place);
    await person.goto(`/runbooks/${this.id}`);
    const own = await read(person, false);
    expect({ ...own, stuck: !!own.stuck }).toEqual({ ...atDesk, stuck: !!atDesk.stuck });
    await this.accessible(person, `the person: ${step}`);
    return own;
  }

  /** Goes where the person does the step at hand. */
  async go(person: Someone, label: string): Promise<void> {
    await person.goto(`/runbooks/${this.id}`);
    await person.page.getByRole('link', { name: label, exact: true }).click();
    await person.ready();
  }

  /** It is all done, and both read so. */
  async finished(person: Someone, steps: number): Promise<void> {
    await person.goto(`/runbooks/${this.id}`);
    await person.at('All done');
    await this.accessible(person, 'the person: all done');
    await this.desk.goto(`/desk/runbooks/${this.id}`);
    await expect(this.desk.page.locator('main .lead')).toHaveText('All done');
    await this.accessible(this.desk, 'the desk: all done');
    for (const someone of [person, this.desk]) {
      const stand = await read(someone, false);
      expect(stand.done).toHaveLength(steps);
      expect(stand).toMatchObject({ come: [], stuck: '' });
    }
    await person.goto('/');
    await expect(person.page.getByRole('heading', { name: 'What you are in the middle of' })).toHaveCount(0);
    await expect(async () => {
      await this.desk.goto('/desk/runbooks?show=ended');
      const row = this.desk.page.locator('tr', { has: this.desk.page.locator(`a[href="/desk/runbooks/${this.id}"]`) });
      await expect(row).toContainText('Done', { timeout: 200 });
    }).toPass({ timeout: 30_000 });
  }

  /** The person says that it is about something else. */
  async isAbout(person: Someone, platform: string, whose: string): Promise<void> {
    await person.goto(`/runbooks/${this.id}`);
    await person.page.getByRole('link', { name: 'Change what this is about' }).click();
    await person.at('What is this about?');
    await this.accessible(person, 'what this is about');
    await person.page.getByRole('radio', { name: platform, exact: true }).check({ force: true });
    await person.page.getByRole('radio', { name: whose, exact: true }).check({ force: true });
    await person.press('Save');
    await person.page.waitForURL(new RegExp(`/runbooks/${this.id}$`));
  }
}
