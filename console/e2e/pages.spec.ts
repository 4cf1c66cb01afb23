import { expect, test, type Page } from '@playwright/test';
import { anAdmin, anEmployee, signInAs } from './company';
import { axe, expectNoSidewaysScroll, watch } from './watch';

const everyone = [
  ['Ask for access', '/ask'],
  ['Requests', '/requests'],
  ['What you hold', '/holding'],
  ['Inbox', '/inbox'],
  ['Inbox', '/inbox?tab=closed'],
  ['While you are away', '/away'],
  ['There is no such page', '/no-such-page'],
  ['Curfew', '/sign-in'],
] as const;
const admins = [
  ...everyone,
  ['Requests', '/requests?scope=all'],
  ['Access', '/access?state=any'],
  ['Audit', '/audit'],
] as const;
const people = [
  { who: 'an employee', choose: anEmployee, pages: everyone },
  { who: 'an admin', choose: anAdmin, pages: admins },
];

/** Waits until the page has its heading and nothing is being loaded, and looks at it. */
async function look(page: Page, heading: string) {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  expect(await axe(page)).toEqual([]);
}

/** Follows the first link in the page's content, where there is one, and looks at where it leads. */
async function lookBehindFirstLink(page: Page, from: string, href: string) {
  await page.goto(from);
  const link = page.getByRole('main').locator(`a[href^="${href}"]`).first();
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  if ((await link.count()) === 0) return;
  await link.click();
  await page.waitForURL(`**${href}**`);
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  expect(await axe(page)).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    for (const { who, choose, pages } of people) {
      test(`every page as ${who}, ${colorScheme}, ${width} px wide`, async ({ browser }) => {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
        const page = await context.newPage();
        const wrongs = watch(page);
        await signInAs(page, choose);
        for (const [heading, address] of pages) {
          await page.goto(address);
          await look(page, heading);
        }
        await lookBehindFirstLink(page, '/ask', '/ask/for');
        await lookBehindFirstLink(page, '/requests', '/requests/');
        await lookBehindFirstLink(page, '/inbox', '/inbox?at=');
        expect(wrongs).toEqual([]);
        await context.close();
      });
    }
  }
}
