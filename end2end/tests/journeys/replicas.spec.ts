/** Two processes on one PostgreSQL: it does not matter which one answers, and a pass opens one enrolment. */
import { request } from 'node:http';

import { expect, test } from '@playwright/test';

import { REPLICA } from '../../support/balancer';
import { Latchkey } from '../../support/latchkey';
import { newDatabase } from '../../support/postgres';
import { Someone } from '../../support/someone';
import { approve, ask, enrolHere, firstDay, recordIsWhole } from '../../support/steps';

let server: Latchkey;
test.beforeAll(async () => {
  server = await Latchkey.start({ database: newDatabase() });
  await server.replica();
});
test.afterAll(async () => {
  await server?.stop();
});

interface Answer {
  status: number;
  headers: Record<string, string>;
  cookies: string[];
  body: string;
}

/** Sends something to one of the processes, as a browser would. */
function send(path: string, replica: number, headers: Record<string, string>, body: string): Promise<Answer> {
  return new Promise((done, failed) => {
    const asked = request(server.url + path, { method: 'POST', headers: { ...headers, [REPLICA]: String(replica) } }, (given) => {
      let text = '';
      given.setEncoding('utf8');
      given.on('data', (part: string) => (text += part));
      given.on('end', () => {
        const { 'set-cookie': cookies = [], ...rest } = given.headers;
        done({ status: given.statusCode ?? 0, headers: rest as Record<string, string>, cookies, body: text });
      });
    });
    asked.on('error', failed);
    asked.end(body);
  });
}

/** Does the same thing twenty times at once, on both processes in turn. */
const twentyTimes = (one: (replica: number) => Promise<Answer>) => Promise.all(Array.from({ length: 20 }, (_, n) => one(n % 2)));

const opened = (answer: Answer) => answer.cookies.some((cookie) => /enrol/i.test(cookie) && !/max-age=0/i.test(cookie));

test('asked on one process, approved on the other, redeemed on both', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  const maria = await Someone.with(browser, server, 'Maria', look);
  const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
  // These two are answered by both in turn.
  await firstDay(alex, 'alex', 'Blue phone');
  await firstDay(maria, 'maria', 'Work phone');

  await asking.context.setExtraHTTPHeaders({ [REPLICA]: '0' });
  const match = await ask(asking, 'alex');
  await maria.context.setExtraHTTPHeaders({ [REPLICA]: '1' });
  await approve(maria, { device: /Blue phone/, code: match });
  await maria.at(/Done\. They have been told/);

  await test.step('the sealed pass, twenty times at once', async () => {
    let answers: Answer[] = [];
    await asking.page.route('**/api/recover/redeem', async (route) => {
      const headers = await route.request().allHeaders();
      for (const name of Object.keys(headers)) if (name.startsWith(':')) delete headers[name];
      const body = route.request().postData() ?? '';
      answers = await twentyTimes((replica) => send('/api/recover/redeem', replica, headers, body));
      const won = answers.find(opened) ?? answers[0];
      if (!won) throw new Error('nobody answered');
      const { 'transfer-encoding': _, 'content-length': __, ...kept } = won.headers;
      await route.fulfill({ status: won.status, headers: { ...kept, 'set-cookie': won.cookies.join('\n') }, body: won.body });
    });
    await asking.at('You’re cleared to come back');
    await asking.press('Use my pass');
    await asking.at('Add a passkey on something that is yours');
    expect(answers).toHaveLength(20);
    expect(answers.filter(opened)).toHaveLength(1);
    for (const answer of answers) expect(answer.status, answer.body).toBeLessThan(500);
    await asking.page.unroute('**/api/recover/redeem');
  });

  await test.step('the enrolment goes on, on both', async () => {
    await asking.context.setExtraHTTPHeaders({});
    await enrolHere(asking);
    await asking.at('You’re back in');
  });

  await test.step('a typed pass, twenty times at once', async () => {
    const [first = '', second = ''] = server.issuePass('dora');
    const body = new URLSearchParams({ user_name: 'dora', first, second }).toString();
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
      origin: server.url,
      'sec-fetch-site': 'same-origin',
    };
    const answers = await twentyTimes((replica) => send('/pass', replica, headers, body));
    expect(answers.filter(opened)).toHaveLength(1);
    for (const answer of answers) expect(answer.status, answer.body).toBeLessThan(500);
  });

  await test.step('each message went out once', async () => {
    await server.mail.newest('alex@home.example', /You are back in/);
    for (const subject of [/^Someone asked to get back in/, /cleared to come back/, /You are back in/]) {
      expect(server.mail.count('alex@home.example', subject), String(subject)).toBe(1);
    }
    expect(server.mail.count('maria@work.example', /Alex Moreno cannot sign in/)).toBe(1);
  });

  recordIsWhole(server);
  for (const someone of [alex, maria, asking]) await someone.close();
});
