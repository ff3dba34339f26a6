/** A real server around the tests: the built binary, a database of its own, a real SMTP server. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { Balancer } from './balancer';
import { MailServer } from './mail';
import type { PhoneGateway } from './phone';

const ROOT = resolve(import.meta.dirname, '../..');
const TARGET = resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target');
export const BINARY = join(TARGET, 'debug/latchkey');
/** The folder of pages, styles and scripts. */
export const SITE = join(TARGET, 'site');
/** Moves the server's clock; in a folder named for the machine's kind. */
const FAKETIME = readdirSync('/usr/lib')
  .map((folder) => `/usr/lib/${folder}/faketime/libfaketime.so.1`)
  .find((file) => existsSync(file));
if (!FAKETIME) throw new Error('libfaketime is missing: run `.ci/setup test`');

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => done(port));
    });
  });
}

export interface Options {
  /** CSV of people; the standing cast if left out. */
  people?: string;
  /** Whether codes go out by text and call; without it the server has no gateway. */
  phone?: PhoneGateway;
  /** A PostgreSQL address instead of SQLite: then there may be more than one process, behind a balancer. */
  database?: string;
}

/** Columns as `latchkey people import` reads them. */
export const CAST = `user_name,name,addresses,phones,manager,roles,language,time_zone,department,ring,active,starts_on,photo,emergency
alex,Alex Moreno,alex@work.example;alex@home.example,mobile:+49 151 5550101;desk:+49 30 5550102,maria,,en,Europe/Berlin,Field,1,yes,,yes,no
maria,Maria Vogt,maria@work.example,desk:+49 30 5550103,gus,,en,Europe/Berlin,Field,1,yes,,yes,no
gus,Gus Adeyemi,gus@work.example,desk:+49 30 5550104,,,en,Europe/Berlin,Field,1,yes,,yes,no
ida,Ida Lind,ida@work.example,desk:+49 30 5550105,gus,it,en,Europe/Berlin,IT,1,yes,,yes,no
sven,Sven Okafor,sven@work.example,desk:+49 30 5550106,gus,security,en,Europe/Berlin,Security,1,yes,,yes,no
sara,Sara Blum,sara@work.example,desk:+49 30 5550107,gus,security,en,Europe/Berlin,Security,1,yes,,yes,no
sam,Sam Reyes,sam@work.example,desk:+49 30 5550108,gus,security,en,Europe/Berlin,Security,1,yes,,yes,no
dora,Dora Weiss,dora@work.example,desk:+49 30 5550109,maria,,de,Europe/Berlin,Field,1,yes,,yes,no
`;

export class Latchkey {
  readonly folder: string;
  readonly mail: MailServer;
  url = '';
  log = '';
  private config = '';
  private child: ChildProcess | undefined;
  private balancer: Balancer | undefined;
  private readonly replicas: ChildProcess[] = [];
  private offset = 0;

  private constructor(folder: string, mail: MailServer) {
    this.folder = folder;
    this.mail = mail;
  }

  static async start(options: Options = {}): Promise<Latchkey> {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-e2e-'));
    const server = new Latchkey(folder, await MailServer.start());
    const port = await freePort();
    if (options.database) server.balancer = await Balancer.start([port]);
    server.url = `http://localhost:${server.balancer?.port ?? port}`;
    server.config = join(folder, 'latchkey.toml');
    writeFileSync(join(folder, 'time'), '+0');
    // The first start on SQLite makes the keys; on PostgreSQL they are given.
    if (options.database) writeFileSync(join(folder, 'keys'), randomBytes(32).toString('hex') + '\n', { mode: 0o600 });
    const database = options.database ?? join(folder, 'latchkey.sqlite');
    writeFileSync(
      server.config,
      [
        `public_url = "${server.url}"`,
        `listen = "127.0.0.1:${port}"`,
        `database = "${database}"`,
        `key_file = "${join(folder, 'keys')}"`,
        `organisation = "Hafen Logistics"`,
        `help = "the service desk, +49 30 5550100"`,
        `language = "en"`,
        `time_zone = "Europe/Berlin"`,
        `[smtp]`,
        `host = "127.0.0.1"`,
        `port = ${server.mail.port}`,
        `from = "latchkey@work.example"`,
        `tls = "none"`,
        ...(options.phone?.section() ?? []),
      ].join('\n') + '\n',
    );
    const people = join(folder, 'people.csv');
    writeFileSync(people, options.people ?? CAST);
    server.run(['people', 'import', people, '--operator', 'tests']);
    await server.serve();
    return server;
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LATCHKEY_SITE: SITE,
      RUST_LOG: process.env.RUST_LOG ?? 'info',
      LD_PRELOAD: FAKETIME,
      FAKETIME_TIMESTAMP_FILE: join(this.folder, 'time'),
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  /** Runs a subcommand to its end; its output. A failure fails the test, with what it said. */
  run(args: string[]): string {
    const done = spawnSync(BINARY, ['--config', this.config, ...args], { env: this.environment(), encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`latchkey ${args.join(' ')}: ${done.stdout}${done.stderr}`);
    return done.stdout;
  }

  /** A first-day pass, issued on a terminal as an operator would: both groups. */
  issuePass(user: string): string[] {
    const command = `${BINARY} --config ${this.config} pass issue ${user} --operator tester`;
    const done = spawnSync('script', ['-qec', command, '/dev/null'], { env: this.environment(), encoding: 'utf8' });
    const groups = done.stdout.match(/\b(?:[0-9A-HJKMNP-TV-Z]{4} ){3}[0-9A-HJKMNP-TV-Z]\b/g);
    if (done.status !== 0 || groups?.length !== 2) throw new Error(`pass issue ${user}: ${done.stdout}${done.stderr}`);
    return groups;
  }

  /** Starts (again) and waits until it says that it listens. */
  async serve(): Promise<void> {
    this.child = await this.process([]);
  }

  /** One more process on the same database, with the same keys and the same public address. */
  async replica(): Promise<void> {
    const port = await freePort();
    this.replicas.push(await this.process(['--listen', `127.0.0.1:${port}`]));
    this.balancer?.to.push(port);
  }

  private async process(more: string[]): Promise<ChildProcess> {
    const child = spawn(BINARY, ['--config', this.config, 'serve', ...more], { env: this.environment() });
    let log = '';
    await new Promise<void>((up, failed) => {
      const seen = (chunk: Buffer) => {
        log += chunk.toString();
        this.log += chunk.toString();
        if (log.includes('listening on')) up();
      };
      const timer = setTimeout(() => failed(new Error(`no start: ${log}`)), 30_000);
      child.stdout.on('data', seen);
      child.stderr.on('data', seen);
      child.on('exit', (code) => failed(new Error(`ended with ${code}: ${log}`)));
      void timer.unref();
    });
    return child;
  }

  /** Kills it at once, as a power cut would. */
  async kill(): Promise<void> {
    await end(this.child);
    this.child = undefined;
  }

  /** Moves the server's clock on. Browsers keep theirs. */
  advance(seconds: number): void {
    this.offset += seconds;
    writeFileSync(join(this.folder, 'time'), `+${this.offset}`);
  }

  async stop(): Promise<void> {
    await this.kill();
    for (const replica of this.replicas) await end(replica);
    await this.balancer?.stop();
    await this.mail.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child) return;
  child.removeAllListeners('exit');
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}
