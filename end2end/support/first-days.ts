/** First days, as IT prepares them and two people let somebody new in. */
import { expect } from '@playwright/test';

import type { Someone } from './someone';
import { checkThrough } from './steps';

/** Prepares people whose new device is of one kind. */
export async function prepare(ida: Someone, names: string, platform: string, whose: string): Promise<void> {
  await ida.goto('/desk/joiners');
  await ida.page.getByRole('link', { name: 'Prepare more people' }).click();
  await ida.at('Prepare people for their first day');
  await ida.fill('Or paste user names', names);
  await ida.page.getByRole('radio', { name: platform, exact: true }).check({ force: true });
  await ida.page.getByRole('radio', { name: whose, exact: true }).check({ force: true });
  await ida.press('Prepare them');
}

/** Meets somebody new and approves; begins on the first question. */
export async function meet(approver: Someone): Promise<void> {
  await checkThrough(approver, { device: /None of these/, what: /first day/i, spoken: true });
  await expect(approver.page.getByRole('heading', { name: 'You decide' })).toBeVisible();
  await expect(approver.page.getByRole('main')).toContainText('Somebody new, met in person near their first day');
  await approver.ready();
  await approver.press('Approve with my passkey');
}

/** Shows an approver their half, and gives it. */
export async function half(approver: Someone): Promise<string> {
  await approver.at('Read out your half');
  await approver.press('Show my half');
  const group = approver.page.locator('.pass-group');
  await expect(group).toBeVisible();
  return (await group.textContent()) ?? '';
}
