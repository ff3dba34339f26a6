/** A real SMTP server that keeps what it is given. */
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

export class MailServer {
  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
    readonly mails: Mail[],
  ) {}

  static async start(port = 0): Promise<MailServer> {
    const kept: Mail[] = [];
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
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
      server.on('error', failed);
      server.listen(port, '127.0.0.1', () => up());
    });
    const address = server.server.address();
    return new MailServer(server, typeof address === 'object' && address ? address.port : 0, kept);
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

  stop(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }
}
