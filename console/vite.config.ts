import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // public/.gitkeep is copied back after dist is emptied: Go embeds dist and
    // must find it in a checkout that was never built.
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { '/api': process.env.CURFEW_URL ?? 'http://127.0.0.1:8080' },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    env: { TZ: 'Europe/Berlin' },
    testTimeout: 20_000,
    css: false,
    // Files share what is loaded: a jsdom and a Mantine of their own for each of them
    // took three times as long as the tests. setup.ts cleans up after each test.
    isolate: false,
  },
});
