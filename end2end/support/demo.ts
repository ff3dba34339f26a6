/** `latchkey demo` as a process around a test. */
import { spawn, type ChildProcess } from 'node:child_process';

import { BINARY, SITE } from './latchkey';

export class Demo {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<Demo> {
    const child = spawn(BINARY, ['demo', '--listen', '127.0.0.1:0'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LATCHKEY_SITE: SITE },
    });
    const url = await new Promise<string>((up, failed) => {
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = /listening on (http:\/\/localhost:\d+)/.exec(said);
        if (found?.[1]) up(found[1]);
      });
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.on('exit', () => failed(new Error(said)));
    });
    return new Demo(child, url);
  }

  stop(): void {
    this.child.removeAllListeners('exit');
    this.child.kill('SIGTERM');
  }
}
