import { defineConfig } from '@playwright/test';

/** Each journey is walked on a phone's screen, the main ones on a laptop's as well; the page-by-page pass combines colours, languages and scripts. */
const chromium = {
  launchOptions: {
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  },
};

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  fullyParallel: false,
  workers: Number(process.env.E2E_WORKERS ?? 2),
  // A second try on a busy machine; Playwright then names the test as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  forbidOnly: !!process.env.CI,
  snapshotPathTemplate: '{testDir}/{testFilePath}-snapshots/{arg}{ext}',
  use: { trace: 'off', screenshot: 'off', actionTimeout: 20_000 },
  projects: [
    { name: 'phone', use: { ...chromium, viewport: { width: 390, height: 844 } }, testIgnore: /pages\// },
    { name: 'laptop', use: { ...chromium, viewport: { width: 1280, height: 800 } }, testMatch: /journeys\/(main|privileged|spoken|drill|runbooks-\w+|leaver|phone|paused)\.spec/ },
    { name: 'pages', use: { ...chromium }, testMatch: /pages\// },
  ],
});
