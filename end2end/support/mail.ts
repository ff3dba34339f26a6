/** A real SMTP server that keeps what it is given. */
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

export class MailServer {
  readonly mails: Mail[] = [];
  /** Stays the same over a stop and a new start. */
  port = 0;
  private server: SMTPServer | undefined;

  static async start(): Promise<MailServer> {
    const mail = new MailServer();
    await mail.again();
    return mail;
  }

  /** Starts, after a stop at the same address; what was kept stays. */
  async again(): Promise<void> {
    const kept = this.mails;
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      // Whoever is still connected at a stop does not hold it up.
      closeTimeout: 200,
      onData(stream, session, done) {
        void simpleParser(stream).then((mail) => {
          for (const to of session.envelope.rcptTo) {
            kept.push({ to: to.address, subject: mail.subject ?? '', text: mail.text ?? '' });
          }
          done();
        }, done);
      },
    });
    await new Promise<void>((up, failed) => {
      server.once('error', failed);
      server.listen(this.port, '127.0.0.1', () => up());
    });
    // A client that is killed leaves its connection behind; that is no error here.
    server.removeAllListeners('error');
    server.on('error', () => undefined);
    const address = server.server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
    this.server = server;
  }

  /** The newest message to an address with that in its subject; waits for it. */
  async newest(to: string, subject: RegExp): Promise<Mail> {
    for (let tries = 0; tries < 150; tries++) {
      const found = this.mails.filter((mail) => mail.to === to && subject.test(mail.subject)).at(-1);
      if (found) return found;
      await new Promise((later) => setTimeout(later, 100));
    }
    throw new Error(`no mail to ${to} about ${subject}; there is: ${this.mails.map((m) => `${m.to}: ${m.subject}`).join(' | ')}`);
  }

  /** How many messages went to an address with that in their subject. */
  count(to: string, subject: RegExp): number {
    return this.mails.filter((mail) => mail.to === to && subject.test(mail.subject)).length;
  }

  /** Ends it: nothing answers at its address any more. */
  async stop(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (server) await new Promise<void>((done) => server.close(() => done()));
  }
}
