/** Codes by text and call: a phone is added, the gateway misbehaves, and text and app together let somebody back in. */
import { expect, test } from '@playwright/test';

import { accessible } from '../../support/checks';
import { addApp, appCode, keepCodes } from '../../support/codes';
import { Latchkey } from '../../support/latchkey';
import { PhoneGateway } from '../../support/phone';
import { Someone } from '../../support/someone';
import { enrolHere, firstDay, newDeviceHere, recordIsWhole } from '../../support/steps';

let gateway: PhoneGateway;
let server: Latchkey;
/** How far the server's clock was set on. */
let clock = 0;
test.beforeAll(async () => {
  clock = 0;
  gateway = await PhoneGateway.start();
  server = await Latchkey.start({ phone: gateway });
});
test.afterAll(async () => {
  await server.stop();
  await gateway.stop();
});

const MOBILE = '+491515550777';
const HOME = '+49405550888';

function advance(seconds: number): void {
  clock += seconds * 1000;
  server.advance(seconds);
}

/** Has a code sent to a number that is to be added. */
async function send(someone: Someone, number: string, way = 'By text'): Promise<void> {
  await someone.goto('/methods/add/phone?step=number');
  await someone.fill('Phone number', number);
  await someone.choose(way);
  await someone.press('Send a code');
}

/** Types a code for the phone that is being added. */
async function type(someone: Someone, code: string, name = ''): Promise<void> {
  await someone.fill('Code', code);
  if (name) await someone.fill('What do you want to call it?', name);
  await someone.press('Add this phone');
}

/** The phone is there; it is said that it lives on a phone of its own. */
async function kept(someone: Someone, name: string, platform = 'Android phone or tablet'): Promise<void> {
  await someone.at(/Where does this one live|Tell us about this device/);
  await accessible(someone, 'where a phone lives');
  await newDeviceHere(someone, `${name}, the device`, { platform });
}

/** Begins getting in with a text and another kind; ends where the text is asked for. */
async function begin(someone: Someone, user: string, other = /authenticator app/i): Promise<void> {
  await someone.goto('/recover');
  await someone.fill('User name', user);
  await someone.choose(/lost/i);
  await someone.press('Continue');
  await someone.at('Do you have any of these?');
  await someone.page.getByLabel(/Text or call/).check({ force: true });
  await someone.page.getByLabel(other).check({ force: true });
  await someone.press('Continue with my codes');
  await someone.at('First, have a code sent');
}

test('a phone is added, and with an app it lets its owner back in', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const alex = await Someone.with(browser, server, 'Alex', look);
  await firstDay(alex, 'alex', 'Own phone');
  const main = alex.page.getByRole('main');
  const alert = alex.page.getByRole('alert');

  await test.step('a number is read before anything is sent', async () => {
    await alex.goto('/methods/add');
    await alex.page.getByRole('link', { name: 'Phone, by text or call' }).click();
    await alex.at('Phone, by text or call');
    await expect(main).toContainText('Weak: whoever takes over your number gets these codes too.');
    await accessible(alex, 'the number');
    await send(alex, '0151 5550777');
    await expect(alert).toContainText('Begin with + and the number of the country');
    await accessible(alex, 'no country');
    expect(gateway.asked).toBe(0);
  });

  await test.step('wrong codes are few, then the right one of a new text', async () => {
    await send(alex, '+49 151 5550777');
    await alex.at('Type the code we sent');
    await expect(main).toContainText('the number ending in 0777');
    await accessible(alex, 'the code');
    const first = await gateway.code(MOBILE);
    const wrong = first === '111111' ? '222222' : '111111';
    await type(alex, '12');
    await expect(alert).toContainText('6 digits');
    for (let tries = 0; tries < 10; tries++) {
      await type(alex, wrong);
      await expect(alert).toContainText(/That is not the code we sent|Too many wrong tries/);
      if (/Too many/.test((await alert.first().textContent()) ?? '')) break;
    }
    await expect(alert).toContainText('Too many wrong tries. Have a new code sent.');
    await accessible(alex, 'too many tries');
    // Not even the right one any more.
    await type(alex, first);
    await expect(alert).toContainText('Too many wrong tries. Have a new code sent.');
    await send(alex, '+49 151 5550777');
    const second = await gateway.code(MOBILE, 1);
    await alex.at('Type the code we sent');
    await type(alex, second, 'Old mobile');
    await kept(alex, 'Old mobile');
    await server.mail.newest('alex@home.example', /A way to sign in was added: Old mobile/);
    await send(alex, '+49 151 5550777');
    const again = await gateway.code(MOBILE, 2);
    await type(alex, again);
    await expect(alert).toContainText('You have this number already.');
  });

  await test.step('a call reads it out', async () => {
    await send(alex, '+49 40 5550888', 'By a call that reads it out');
    await alex.at('Type the code we sent');
    const code = await gateway.code(HOME);
    expect(gateway.texts.at(-1)).toMatchObject({ way: 'call', to: HOME });
    expect(gateway.texts.at(-1)?.text).toMatch(/Your code is: (?:\d, ){5}\d/);
    await type(alex, code, 'Landline at home');
    await kept(alex, 'Landline at home', 'Something else');
  });

  await test.step('tried whether it works', async () => {
    await alex.page.getByRole('link', { name: 'Landline at home', exact: true }).click();
    await alex.at('Landline at home');
    await accessible(alex, 'a phone');
    await alex.page.getByRole('link', { name: 'Try whether it works' }).click();
    await alex.at('Try “Landline at home”');
    await accessible(alex, 'trying a phone');
    await alex.press('Send it by text');
    const code = await gateway.code(HOME, 1);
    await alex.fill('Code', code);
    await alex.press('Check it');
    await expect(main).toContainText('It works.');
  });

  expect(gateway.forged).toEqual([]);
  recordIsWhole(server);
  await alex.close();
});

test('a gateway that is down, slow or talks nonsense gets a clear word', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const dora = await Someone.with(browser, server, 'Dora', look);
  await firstDay(dora, 'dora', 'Own phone');
  const main = dora.page.getByRole('main');
  const later = 'It could not be sent yet. We keep trying for as long as the code works.';
  const told = async (words: string) => {
    await expect(async () => {
      await dora.page.reload();
      await expect(main).toContainText(words, { timeout: 200 });
    }).toPass({ timeout: 30_000 });
    await expect(main).not.toContainText('We sent a text');
  };

  await test.step('down, then up again', async () => {
    await gateway.stop();
    await send(dora, '+49 151 5550701');
    await dora.at('Type the code we sent');
    await told(later);
    await accessible(dora, 'not sent yet');
    await dora.page.getByRole('link', { name: 'Check the number or send it again' }).click();
    await dora.at('Phone, by text or call');
    await expect(main).toContainText(later);
    await gateway.again();
    advance(20);
    const code = await gateway.code('+491515550701');
    await dora.goto('/methods/add/phone');
    await expect(main).toContainText('We sent a text to the number ending in 0701');
    await type(dora, code, 'Mobile');
    await kept(dora, 'Mobile');
  });

  await test.step('nonsense', async () => {
    gateway.mood = 'nonsense';
    const before = gateway.asked;
    await send(dora, '+49 151 5550702');
    await told(later);
    expect(gateway.asked).toBeGreaterThan(before);
  });

  await test.step('slow', async () => {
    gateway.mood = 'slow';
    await send(dora, '+49 151 5550703');
    await expect(main).toContainText('A text is on its way to the number ending in 0703');
    await told(later);
  });

  await test.step('it does not take that number', async () => {
    gateway.mood = 'refuses';
    await send(dora, '+49 151 5550704');
    await told('It could not be sent to this number. Check the number, or use another kind.');
    await accessible(dora, 'not sent at all');
    gateway.mood = 'well';
  });

  await test.step('nobody is texted without end', async () => {
    let sent = 0;
    for (; sent < 30; sent++) {
      await send(dora, '+49 151 5550705');
      if (await dora.page.locator('.error-summary').count()) break;
    }
    expect(sent).toBeLessThan(30);
    await expect(dora.page.locator('.error-summary')).toContainText(/Enough codes were sent/);
    await accessible(dora, 'enough texts');
  });

  expect(gateway.forged).toEqual([]);
  recordIsWhole(server);
  await dora.close();
});

test('text and app let somebody back in, but nobody with special rights', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const maria = await Someone.with(browser, server, 'Maria', look);
  const sven = await Someone.with(browser, server, 'Sven', look);
  await firstDay(maria, 'maria', 'Own phone');
  await firstDay(sven, 'sven', 'Laptop', { platform: 'Linux computer' });

  const secret = await test.step('a phone, and an app on something else', async () => {
    await send(maria, '+49 151 5550710');
    await type(maria, await gateway.code('+491515550710'), 'Old mobile');
    await kept(maria, 'Old mobile');
    return addApp(maria, 'Tablet', Date.now() + clock, { platform: 'iPad' });
  });

  await test.step('not offered to somebody with special rights', async () => {
    await sven.goto('/methods/add');
    const card = sven.page.locator('li.card', { hasText: 'Phone, by text or call' });
    await expect(card.getByRole('link')).toHaveCount(0);
    await expect(card).toContainText('This kind does not count for your account.');
    await accessible(sven, 'kinds for special rights');
    await send(sven, '+49 151 5550711');
    await expect(sven.page.getByRole('alert')).toContainText('This kind does not count for your account.');
    expect(gateway.texts.filter((text) => text.to === '+491515550711')).toEqual([]);
  });

  const back = await Someone.with(browser, server, 'Maria elsewhere', look);
  await test.step('wrong, then right', async () => {
    advance(120);
    await begin(back, 'maria');
    await accessible(back, 'a text first');
    await back.press('Send it by text');
    await back.at('Type your codes');
    await expect(back.page.getByRole('main')).not.toContainText('0710');
    await accessible(back, 'text and app');
    const code = await gateway.code('+491515550710', 1);
    await back.fill('Code from the authenticator app', appCode(secret, Date.now() + clock));
    await back.fill('Code by text or call', code === '111111' ? '222222' : '111111');
    await back.press('Get back in');
    await expect(back.page.getByRole('alert')).toContainText('Nothing was used up');
    await back.fill('Code from the authenticator app', appCode(secret, Date.now() + clock));
    await back.fill('Code by text or call', code);
    await back.press('Get back in');
    await back.at('Which one is gone?');
    await accessible(back, 'which one is gone');
    await back.choose('Own phone');
    await back.press('Continue');
    await enrolHere(back);
    await back.at('You’re back in');
  });

  const other = await Someone.with(browser, server, 'Sven elsewhere', look);
  await test.step('the same pages for special rights and for nobody, and no text', async () => {
    const before = gateway.texts.length;
    const shown: string[] = [];
    for (const user of ['sven', 'nobody']) {
      await begin(other, user);
      await other.press('Send it by text');
      await other.at('Type your codes');
      await other.fill('Code from the authenticator app', '111111');
      await other.fill('Code by text or call', '222222');
      await other.press('Get back in');
      await expect(other.page.getByRole('alert')).toContainText('These codes do not let you in.');
      shown.push((await other.page.locator('main').innerText()).replaceAll(user, '(name)'));
    }
    expect(shown[0]).toBe(shown[1]);
    expect(gateway.texts.length).toBe(before);
  });

  expect(gateway.forged).toEqual([]);
  recordIsWhole(server);
  for (const someone of [maria, sven, back, other]) await someone.close();
});

test('text and a saved recovery code let somebody back in', async ({ browser, viewport }) => {
  const look = viewport ? { viewport } : {};
  const gus = await Someone.with(browser, server, 'Gus', look);
  await firstDay(gus, 'gus', 'Own phone');
  await send(gus, '+49 151 5550720');
  await type(gus, await gateway.code('+491515550720'), 'Old mobile');
  await kept(gus, 'Old mobile');
  const [first = '', second = ''] = await keepCodes(gus);

  const back = await Someone.with(browser, server, 'Gus elsewhere', look);
  advance(120);
  await begin(back, 'gus', /recovery code/i);
  await back.press('Send it by text');
  await back.at('Type your codes');
  await accessible(back, 'text and recovery code');
  const code = await gateway.code('+491515550720', 1);
  await back.fill('Recovery code', first);
  await back.fill('Code by text or call', code === '111111' ? '222222' : '111111');
  await back.press('Get back in');
  await expect(back.page.getByRole('alert')).toContainText('Nothing was used up');
  await back.fill('Recovery code', second);
  await back.fill('Code by text or call', code);
  await back.press('Get back in');
  await back.at('Which one is gone?');
  await back.choose('Own phone');
  await back.press('Continue');
  await enrolHere(back);
  await back.at('You’re back in');
  // Of the two that were typed only the one that let them in is used up.
  await back.goto('/methods/add/codes');
  await expect(back.page.getByRole('main')).toContainText('You have 9 codes left');

  recordIsWhole(server);
  for (const someone of [gus, back]) await someone.close();
});
