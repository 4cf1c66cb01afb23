import { expect, test } from '@playwright/test';
import { signInAs } from './company';
import { axe, expectNoSidewaysScroll, watch } from './watch';

for (const [colorScheme, width] of [['light', 1280], ['dark', 360]] as const) {
  test(`somebody else is asked while one is away, ${colorScheme}, ${width} px wide`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    const wrongs = watch(page);
    await signInAs(page, (person) => person.name === 'Lucia Ferreira');
    await page.goto('/');
    await page.getByRole('button', { name: /Signed in as/ }).press('Enter');
    await page.getByRole('menuitem', { name: 'While you are away' }).press('Enter');
    await page.waitForURL('**/away');

    await page.getByRole('button', { name: 'Name somebody' }).press('Enter');
    const form = page.getByRole('form', { name: 'While you are away' });
    await expect(form).toBeFocused();
    await form.getByRole('combobox', { name: /Who is asked/ }).fill('kenji');
    await page.getByRole('option', { name: /Kenji Mori/ }).click();
    await form.getByLabel(/^From/).fill('2127-03-01T09:00');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByLabel(/^Until/)).toBeFocused();
    await form.getByLabel(/^Until/).fill('2127-03-12T17:00');
    const when = 'Sat 1 Mar 2127, 09:00 CET until Wed 12 Mar 2127, 17:00 CET';
    await expect(form.getByText(`From ${when}, Kenji Mori is asked in your place.`)).toBeVisible();
    expect(await axe(page)).toEqual([]);
    await expectNoSidewaysScroll(page);
    await form.getByRole('button', { name: 'Save' }).click();

    const set = page.getByRole('list', { name: 'While you are away' });
    await expect(set.getByText('Kenji Mori will be asked in your place')).toBeVisible();
    await page.reload();
    await expect(set.getByText(when)).toBeVisible();
    await set.getByRole('button', { name: 'Remove' }).click();
    expect(await axe(page)).toEqual([]);
    await expectNoSidewaysScroll(page);
    await set.getByRole('button', { name: 'Remove it now' }).click();
    await expect(page.getByRole('heading', { name: 'Nobody is asked in your place' })).toBeVisible();
    expect(wrongs).toEqual([]);
    await context.close();
  });
}
