/** Somebody with a browser of their own and an authenticator in it. */
import { expect, type Browser, type BrowserContext, type BrowserContextOptions, type CDPSession, type Page } from '@playwright/test';

/** Where somebody's browser goes; the demo needs no passes. */
export interface Portal {
  readonly url: string;
  issuePass?(user: string): string[];
}

export interface Look {
  viewport?: { width: number; height: number };
  scripts?: boolean;
  dark?: boolean;
  locale?: string;
  /** Whether the browser offers passkeys in the field for the user name. The authenticator here takes each offer at once. */
  autofill?: boolean;
  /** Cookies of another browser, to go on where that one is. */
  state?: BrowserContextOptions['storageState'];
}

export class Someone {
  /** What the browser complained about: errors of scripts, violations of the content security policy. */
  readonly complaints: string[] = [];

  private constructor(
    readonly name: string,
    readonly server: Portal,
    readonly context: BrowserContext,
    /** The tab they look at. */
    public page: Page,
    private devtools: CDPSession,
    private authenticator: string | undefined,
    private readonly scripts: boolean,
  ) {}

  static async with(browser: Browser, server: Portal, name: string, look: Look = {}): Promise<Someone> {
    const context = await browser.newContext({
      baseURL: server.url,
      ...(look.viewport ? { viewport: look.viewport } : {}),
      javaScriptEnabled: look.scripts ?? true,
      colorScheme: look.dark ? 'dark' : 'light',
      locale: look.locale ?? 'en-GB',
      ...(look.state ? { storageState: look.state } : {}),
    });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const someone = new Someone(name, server, context, page, devtools, undefined, look.scripts ?? true);
    someone.listen();
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    if (!look.autofill) {
      // A person has to tap such an offer, an authenticator that says yes to everything does not: it would sign in on any visit.
      await context.addInitScript(() => {
        if (globalThis.PublicKeyCredential) PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
      });
    }
    await someone.newDevice();
    return someone;
  }

  private listen(): void {
    this.page.on('console', (message) => {
      if (message.type() === 'error' && !/status of (4\d\d)/.test(message.text())) this.complaints.push(message.text());
    });
    this.page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  /** Closes the tab, opens another in the same browser and goes there. What the authenticator holds stays. */
  async reopen(path: string): Promise<void> {
    const held = await this.passkeys();
    await this.page.close();
    this.page = await this.context.newPage();
    this.listen();
    this.devtools = await this.context.newCDPSession(this.page);
    await this.devtools.send('WebAuthn.enable');
    this.authenticator = undefined;
    await this.newDevice();
    for (const passkey of held) await this.hold(passkey as never);
    await this.goto(path);
  }

  /** Holds a (new) authenticator; the one before is out of reach, as a lost phone is. */
  async newDevice(): Promise<void> {
    if (this.authenticator) {
      await this.devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: this.authenticator });
    }
    const made = await this.devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    this.authenticator = made.authenticatorId;
  }

  /** While `act` goes on a phone is near that the browser can reach by its QR code; the passkeys it holds afterwards. */
  async withPhoneNear(act: () => Promise<void>): Promise<unknown[]> {
    const made = await this.devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'cable',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await act();
    const held = await this.devtools.send('WebAuthn.getCredentials', made);
    await this.devtools.send('WebAuthn.removeVirtualAuthenticator', made);
    return held.credentials;
  }

  /** What the authenticator holds, to be put into another browser's. */
  async passkeys(): Promise<unknown[]> {
    const held = await this.devtools.send('WebAuthn.getCredentials', { authenticatorId: this.authenticator ?? '' });
    return held.credentials;
  }

  /** Gives this browser's authenticator a passkey that another one holds. */
  async hold(passkey: never): Promise<void> {
    await this.devtools.send('WebAuthn.addCredential', { authenticatorId: this.authenticator ?? '', credential: passkey });
  }

  /** Goes there and waits until the islands are up, if the page has any. */
  async goto(path: string): Promise<void> {
    await this.page.goto(path);
    await this.ready();
  }

  /** Waits for the marker that the boot script sets. */
  async ready(): Promise<void> {
    await this.page.waitForLoadState('load');
    if (this.scripts && (await this.page.locator('leptos-island').count()) > 0) {
      await expect(this.page.locator('html')).toHaveAttribute('data-ready', /.*/);
    }
  }

  heading(text: string | RegExp) {
    return this.page.getByRole('heading', { level: 1, name: text });
  }

  async at(text: string | RegExp): Promise<void> {
    await expect(this.heading(text)).toBeVisible();
    await this.ready();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }

  /** Taps a choice; its whole card is its label, which lies over the button itself. */
  async choose(name: string | RegExp): Promise<void> {
    await this.page.getByRole('radio', { name }).first().check({ force: true });
  }

  /** Ticks the one box on the page. */
  async tick(): Promise<void> {
    await this.page.getByRole('checkbox').check({ force: true });
  }

  async fill(label: string | RegExp, value: string): Promise<void> {
    await this.page.getByLabel(label).fill(value);
  }

  /** Nothing to complain about at the end; `but` is what a test brought about itself, such as a server that was down. */
  async close(but?: RegExp): Promise<void> {
    await this.context.close();
    const complaints = this.complaints.filter((complaint) => !but?.test(complaint));
    expect(complaints, `${this.name}'s browser complained`).toEqual([]);
  }
}
