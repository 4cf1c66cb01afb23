import { defineConfig } from '@playwright/test';

/** Runs against a server that is there already: CURFEW_URL, with demo sign-in on. */
export default defineConfig({
  testDir: 'e2e',
  // The story waits for most of its time, and begins first so that the others run meanwhile.
  workers: 2,
  projects: [
    { name: 'story', testMatch: 'story.spec.ts' },
    { name: 'pages', testIgnore: 'story.spec.ts' },
  ],
  timeout: 120_000,
  // How long a page may take to show what it promises; a shared machine is slow now and then.
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.CURFEW_URL ?? 'http://127.0.0.1:8080',
    timezoneId: 'Europe/Berlin',
    launchOptions: {
      executablePath: process.env.CURFEW_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
