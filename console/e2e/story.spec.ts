import { expect, test, type Browser, type Page } from '@playwright/test';
import { demoPeople, signInAs } from './company';
import { isInTheLounge } from './okta';
import { watch } from './watch';

const minute = 60_000;

/** A browser of somebody's own, signed in by hand on the sign-in page. */
async function openAs(browser: Browser, name: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ask for access' })).toBeVisible();
  return page;
}

async function loginOf(page: Page, name: string): Promise<string> {
  const person = (await demoPeople(page)).find((one) => one.name === name);
  if (!person) throw new Error(`${name} is not in the demo company`);
  return person.login;
}

async function askForAMinute(page: Page, reason: string) {
  await page.goto('/ask');
  await page.getByRole('link', { name: /Minute pass/ }).click();
  await page.getByLabel('Why do you need it?').fill(reason);
  await page.getByRole('button', { name: 'Send request' }).click();
  await page.waitForURL('**/requests/*');
}

test('ask, get approved, get access, lose it on time', async ({ browser }) => {
  test.setTimeout(4 * minute);
  const ada = await openAs(browser, 'Ada Lindqvist');
  const wrongs = watch(ada);
  const login = await loginOf(ada, 'Ada Lindqvist');

  await askForAMinute(ada, 'To see the lounge');
  await expect(ada.getByText(/Waiting for Tomas Berg/).first()).toBeVisible();
  expect(await isInTheLounge(login)).toBe(false);

  const tomas = await openAs(browser, 'Tomas Berg');
  await tomas.getByRole('link', { name: /Inbox/ }).click();
  await tomas.getByText('To see the lounge').first().click();
  await tomas.getByLabel('Comment').fill('Enjoy it.');
  await tomas.getByRole('button', { name: /^Approve/ }).click();

  // Nobody reloads anything: the page follows by itself.
  // "Open" may only be shown once the outside system says so.
  await expect(ada.getByText('Open. It ends by itself.')).toBeVisible({ timeout: minute });
  expect(await isInTheLounge(login)).toBe(true);
  await expect(ada.getByRole('button', { name: 'Give back' })).toBeVisible();
  const left = ada.getByText(/^Ends in \d+ s$/).first();
  await expect(left).toBeVisible();
  const first = await left.textContent();
  await expect(left).not.toHaveText(first ?? '');

  // "Ended" may only be shown once the outside system says so.
  // A busy machine may be a second late with it, and then it says so.
  await expect(ada.getByText(/^Ended as planned/).first()).toBeVisible({ timeout: 2 * minute });
  expect(await isInTheLounge(login)).toBe(false);
  await expect(ada.getByText(/gone, confirmed by reading back/)).toBeVisible();

  const id = new URL(ada.url()).pathname.split('/').pop() ?? '';
  const audit = await ada.request.get(`/api/v1/audit?limit=200&request=${id}`);
  const actions = ((await audit.json()) as { items: { action: string }[] }).items.map((line) => line.action);
  expect(actions).toEqual([
    'request.submitted',
    'approval.opened',
    'decision.approved',
    'approval.approved',
    'request.approved',
    'access.claimed',
    'access.opened',
    'access.over',
    'access.ended',
    'request.completed',
  ]);
  expect(wrongs).toEqual([]);
});

test('what is given back is gone at once', async ({ browser }) => {
  const kenji = await openAs(browser, 'Kenji Mori');
  await askForAMinute(kenji, 'A short look');
  const tomas = await openAs(browser, 'Tomas Berg');
  await tomas.goto('/inbox');
  await tomas.getByText('A short look').first().click();
  await tomas.getByRole('button', { name: /^Approve/ }).click();
  await kenji.goto('/holding');
  await kenji.getByRole('button', { name: 'Give back' }).click();
  await kenji.getByRole('button', { name: 'Give it back now' }).click();
  await expect(kenji.getByRole('button', { name: /give/i })).toHaveCount(0, { timeout: minute });
  const login = await loginOf(kenji, 'Kenji Mori');
  await expect.poll(() => isInTheLounge(login), { timeout: minute }).toBe(false);
});

test('nobody approves their own request, not even from a page that was left open', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInAs(page, (person) => person.name === 'Lucia Ferreira');
  await askForAMinute(page, 'I trust myself');
  await signInAs(page, (person) => person.name === 'Tomas Berg');
  await page.goto('/inbox');
  await page.getByText('I trust myself').first().click();
  const approve = page.getByRole('button', { name: /^Approve/ });
  await expect(approve).toBeVisible();
  // Somebody else signs in beside it, and the page of before is still there: it reads nothing anew.
  await page.route('**/api/v1/**', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));
  await signInAs(page, (person) => person.name === 'Lucia Ferreira');
  await approve.click();
  await expect(page.getByText('You may not decide about your own access.')).toBeVisible();
  await context.close();
});
