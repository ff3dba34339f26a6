/** The browser's clock is wrong, or jumps: every deadline is the server's, so nothing changes. */
import { expect, test } from '@playwright/test';

import { Latchkey } from '../../support/latchkey';
import { Someone } from '../../support/someone';
import { approve, ask, code, enrolHere, firstDay, recordIsWhole, spoken } from '../../support/steps';

let server: Latchkey;
test.beforeEach(async () => {
  server = await Latchkey.start();
});
test.afterEach(async () => {
  await server.stop();
});

const HOUR = 3_600_000;
/** Sets the clock of somebody's tab so many hours off. */
const off = (someone: Someone, hours: number) => someone.page.clock.setSystemTime(Date.now() + hours * HOUR);

for (const [hours, how] of [[-1, 'an hour slow'], [1, 'an hour fast']] as const) {
  test(`a person is back in although their clock is ${how} and then jumps two days`, async ({ browser, viewport }) => {
    const look = viewport ? { viewport } : {};
    const alex = await Someone.with(browser, server, 'Alex', look);
    const maria = await Someone.with(browser, server, 'Maria', look);
    const asking = await Someone.with(browser, server, 'Alex elsewhere', look);
    await firstDay(alex, 'alex', 'Blue phone');
    await firstDay(maria, 'maria', 'Work phone');
    let shown = '';

    await test.step('asking', async () => {
      await off(asking, hours);
      shown = await ask(asking, 'alex');
      await expect(asking.page.getByRole('main')).toContainText('Asked just now');
    });

    await test.step('it jumps the other way while they wait', async () => {
      await off(asking, -hours);
      await asking.page.reload();
      await expect(asking.page.locator('.code')).toHaveText(spoken(shown));
      await expect(asking.page.getByRole('main')).toContainText('Asked just now');
      expect(await code(asking.page)).toBe(shown);
    });

    await test.step('the page still sees that they are cleared', async () => {
      await approve(maria, { device: /Blue phone/, code: shown });
      await maria.at(/Done\. They have been told/);
      await asking.at('You’re cleared to come back');
    });

    await test.step('two days on, in the middle of the enrolment', async () => {
      await asking.press('Use my pass');
      await asking.at('Add a passkey on something that is yours');
      await off(asking, 48);
      await enrolHere(asking);
      await asking.at('You’re back in');
    });

    for (const someone of [alex, maria, asking]) await someone.close();
    recordIsWhole(server);
  });
}
