import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type Axe from 'axe-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Collects what must not happen on any page: errors in the console, and requests to anywhere else. */
export function watch(page: Page): string[] {
  const wrongs: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') wrongs.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrongs.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const there = new URL(request.url());
    const here = new URL(page.url() === 'about:blank' ? request.url() : page.url());
    if (there.protocol.startsWith('http') && there.origin !== here.origin) wrongs.push(`elsewhere: ${request.url()}`);
  });
  return wrongs;
}

/** What axe finds wrong, as one line each. */
export async function axe(page: Page): Promise<string[]> {
  // Evaluated and not added as a tag: the page's content policy allows no foreign script.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
}

/** Nothing has to be read by scrolling sideways. */
export async function expectNoSidewaysScroll(page: Page) {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond, 'pixels beyond the right edge').toBeLessThanOrEqual(0);
}
