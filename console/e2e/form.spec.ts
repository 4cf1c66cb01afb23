import { expect, test } from '@playwright/test';
import { signInAs } from './company';
import { axe, expectNoSidewaysScroll, watch } from './watch';

for (const [colorScheme, width] of [['light', 360], ['dark', 1280]] as const) {
  test(`questions that depend on each other, ${colorScheme}, ${width} px wide`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    const wrongs = watch(page);
    await signInAs(page, (person) => person.name === 'Lucia Ferreira');
    await page.goto('/ask');
    await page.getByRole('link', { name: /See everybody's salary/ }).click();

    await page.getByLabel('Why do you need it?').fill('Someone was paid twice');
    const ticket = page.getByRole('textbox', { name: /Incident/ });
    await expect(ticket).toHaveCount(0);
    await page.getByLabel('What is it for?').selectOption('Question of one employee');
    await page.getByRole('combobox', { name: /Whose question is it/ }).fill('tomas');
    await page.getByRole('option', { name: /Tomas Berg/ }).click();
    await page.getByLabel('What is it for?').selectOption('Incident');
    await expect(page.getByRole('combobox', { name: /Whose question is it/ })).toHaveCount(0);

    // Another kind of number is refused as soon as the field is left.
    await ticket.fill('CHG-1');
    await page.getByRole('radio', { name: 'Yes' }).check();
    await expect(ticket).toHaveAccessibleDescription(/INC-20417/);
    await expect(page.getByText('Owner of Payroll / Viewer, Walter Nystrom')).toBeVisible();
    await page.getByLabel('Where does it go?').fill('The incident report');
    expect(await axe(page)).toEqual([]);
    await expectNoSidewaysScroll(page);

    await page.getByRole('button', { name: 'Send request' }).click();
    await expect(page.getByText('Tick this to go on.')).toBeVisible();
    await page.getByRole('checkbox', { name: /I will not share/ }).check();
    await page.getByRole('button', { name: 'Send request' }).click();
    await expect(ticket).toBeFocused();
    expect(page.url()).toContain('/ask/for');

    await ticket.fill('INC-20417');
    if (width === 1280) {
      await page.getByRole('button', { name: 'Send request' }).click();
      await page.waitForURL('**/requests/*');
      const facts = page.getByRole('complementary', { name: 'What was asked' });
      await expect(facts.getByText('INC-20417')).toBeVisible();
      await expect(facts.getByText(/tomas\.berg/)).toHaveCount(0);
    }
    // What the server refuses is a line in the browser's console, and nothing else may be.
    expect(wrongs.filter((wrong) => !wrong.includes('status of 400'))).toEqual([]);
    await context.close();
  });
}
