/** A gateway for texts and calls on this machine: it checks the signature, keeps what it is given, and misbehaves when told to. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Text {
  id: string;
  to: string;
  way: 'text' | 'call';
  text: string;
  language: string;
}

/** `nonsense`: an answer that is no answer of a gateway. `slow`: it answers after longer than anybody waits. */
export type Mood = 'well' | 'refuses' | 'nonsense' | 'slow';

/** Longer than the server waits for one message. */
const SLOW = 12_000;

export class PhoneGateway {
  readonly texts: Text[] = [];
  /** What came with no signature or a wrong one. */
  readonly forged: string[] = [];
  mood: Mood = 'well';
  /** How often it was asked, whatever came of it. */
  asked = 0;
  private readonly secret = randomBytes(16).toString('hex');
  private port = 0;
  private server: Server | undefined;

  static async start(): Promise<PhoneGateway> {
    const gateway = new PhoneGateway();
    await gateway.again();
    return gateway;
  }

  /** The section of the configuration that leads here. */
  section(): string[] {
    return ['[phone]', 'kind = "webhook"', `url = "http://127.0.0.1:${this.port}/hook"`, `secret = "${this.secret}"`, 'ways = ["text", "call"]'];
  }

  /** Starts, after a stop at the same address. */
  async again(): Promise<void> {
    const server = createServer((request, response) => void this.take(request, response));
    await new Promise<void>((up, failed) => {
      server.once('error', failed);
      server.listen(this.port, '127.0.0.1', () => up());
    });
    const address = server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
    this.server = server;
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked++;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    if (request.method !== 'POST' || request.url !== '/hook' || !this.signed(request.headers['latchkey-signature'], body)) {
      this.forged.push(body.toString());
      response.writeHead(401).end();
      return;
    }
    switch (this.mood) {
      case 'refuses':
        response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"no such number"}');
        return;
      case 'nonsense':
        response.socket?.end('ICY 200 what is this\r\n\r\n');
        return;
      case 'slow':
        setTimeout(() => response.writeHead(204).end(), SLOW).unref();
        return;
      case 'well':
        this.texts.push(JSON.parse(body.toString()) as Text);
        response.writeHead(204).end();
    }
  }

  /** `t=SECONDS,v1=HEX`: HMAC-SHA256 over the seconds, a dot and the body. */
  private signed(header: string | string[] | undefined, body: Buffer): boolean {
    const found = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(header));
    if (!found?.[1] || !found[2]) return false;
    const mac = createHmac('sha256', this.secret).update(`${found[1]}.`).update(body).digest();
    return timingSafeEqual(mac, Buffer.from(found[2], 'hex'));
  }

  /** The code in the newest message to a number, once there are more than `before` of them. */
  async code(to: string, before = 0): Promise<string> {
    for (let tries = 0; tries < 150; tries++) {
      const sent = this.texts.filter((text) => text.to === to);
      if (sent.length > before) return digits(sent.at(-1)?.text ?? '');
      await new Promise((later) => setTimeout(later, 100));
    }
    throw new Error(`no more than ${before} messages to ${to}; there is: ${this.texts.map((text) => `${text.to}: ${text.text}`).join(' | ')}`);
  }

  /** Ends it: nothing answers at its address any more. */
  async stop(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    server?.closeAllConnections();
    if (server) await new Promise<void>((done) => server.close(() => done()));
  }
}

/** The six digits of a message, written together or read out one by one. */
function digits(text: string): string {
  const found = /(?:\d[ ,]*){6}/.exec(text);
  if (!found) throw new Error(`no code in: ${text}`);
  return found[0].replaceAll(/\D/g, '');
}
