/** Authenticator apps and recovery codes, as their owner handles them. */
import { createHmac } from 'node:crypto';

import { expect } from '@playwright/test';

import type { Someone } from './someone';
import { livesOn, newDeviceHere, type Named } from './steps';

/** RFC 4648 base32 without padding. */
function bytes(text: string): Buffer {
  const bits = [...text.replaceAll(/\s/g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** What an authenticator app with this secret shows at a time, in milliseconds (RFC 6238). */
export function appCode(secret: string, at: number): string {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', bytes(secret)).update(step).digest();
  const offset = mac.readUInt8(19) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Adds an authenticator app that lives on a device named before, or on one named now; its secret. `at` is the server's time. */
export async function addApp(someone: Someone, device: string, at: number, named?: Named): Promise<string> {
  await someone.goto('/methods/add/app');
  await someone.press('Show the QR code');
  await someone.at('Scan this with your authenticator app');
  await someone.page.getByText('I can’t scan it').click();
  const secret = (await someone.page.locator('.secret').textContent()) ?? '';
  await someone.fill('Code from the app', appCode(secret, at));
  await someone.press('Add the app');
  await someone.at(/Where does this one live|Tell us about this device/);
  if (named) await newDeviceHere(someone, device, named);
  else await livesOn(someone, device);
  return secret;
}

/** Has ten recovery codes made and keeps them. */
export async function keepCodes(someone: Someone): Promise<string[]> {
  await someone.goto('/methods/add/codes');
  await someone.press('Show my codes');
  await someone.at('Keep these ten codes');
  const codes = await someone.page.locator('.codes li').allTextContents();
  expect(codes).toHaveLength(10);
  await someone.page.getByRole('link', { name: 'I have kept them' }).click();
  await someone.at('Show that you kept them');
  return codes;
}
