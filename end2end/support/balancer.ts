/** What stands before several processes: it passes each request to one of them. */
import { createServer, request, type Server } from 'node:http';

/** A header by which a test says which process shall answer; otherwise they take turns. */
export const REPLICA = 'x-replica';

export class Balancer {
  private turn = 0;

  private constructor(
    private readonly server: Server,
    /** Ports of the processes. */
    readonly to: number[],
    readonly port: number,
  ) {}

  static async start(to: number[]): Promise<Balancer> {
    const server = createServer((asked, answer) => {
      const { [REPLICA]: wanted, ...headers } = asked.headers;
      const place = wanted === undefined ? balancer.turn++ : Number(wanted);
      const port = balancer.to[place % balancer.to.length];
      const passed = request({ host: '127.0.0.1', port, method: asked.method, path: asked.url, headers }, (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
      });
      passed.on('error', () => answer.destroy());
      asked.pipe(passed);
    });
    await new Promise<void>((up) => server.listen(0, 'localhost', () => up()));
    const address = server.address();
    const balancer = new Balancer(server, to, typeof address === 'object' && address ? address.port : 0);
    return balancer;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }
}
