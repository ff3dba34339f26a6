import { Someone } from '../../support/someone';
import { ask, firstDay } from '../../support/steps';
import { LAPTOP, test } from '../../support/checks';
test('pic', async ({ browser, server }) => {
  const people = [];
  for (const [user, d] of [['sven', 'Laptop'], ['sara', 'Phone'], ['sam', 'Phone']] as const) {
    const one = await Someone.with(browser, server, user);
    await firstDay(one, user, d);
    people.push(one);
  }
  for (const [user, what] of [['maria', /lost/i], ['alex', /Broken/], ['alex', /lost/i], ['dora', /first day/]] as const) {
    const one = await Someone.with(browser, server, user);
    await ask(one, user, what);
    await one.close();
    server.advance(400);
  }
  const [sven] = people;
  await sven!.page.setViewportSize(LAPTOP);
  await sven!.goto('/desk');
  await sven!.page.screenshot({ path: 'pictures/desk.png', caret: 'hide' });
});
