/** Small cards beside a setting: seen whole, closed by the press that opened them, and by Escape alone. */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const help = (page: Page) => page.locator('.mr-help')
const settings = (page: Page) => page.getByRole('dialog').filter({ has: page.getByLabel('Slowdown') })

/** The card and the pane of the setting it is about, and how the pane is found to be still there. */
async function opensAndCloses(page: Page, pane: Locator, press: (button: Locator) => Promise<void>): Promise<void> {
  const about = pane.getByRole('button', { name: 'About Cores', exact: true })
  await press(about)
  await expect(help(page)).toBeInViewport({ ratio: 1 })
  await press(about)
  await expect(help(page)).toBeHidden()
  await press(about)
  await expect(help(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(help(page)).toBeHidden()
  await expect(pane.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Web 1')

  const slider = pane.getByRole('button', { name: 'Settings of Slow down', exact: true })
  await press(slider)
  await expect(settings(page)).toBeInViewport({ ratio: 1 })
  expect((await settings(page).boundingBox())?.width ?? 0).toBeLessThan(300)
  await settings(page).getByLabel('Slowdown').fill('7')
  await page.keyboard.press('Enter')
  await expect(settings(page)).toBeHidden()
  await expect(pane.getByRole('button', { name: 'Slow down ×7', exact: true })).toBeVisible()
  await press(slider)
  await expect(settings(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(settings(page)).toBeHidden()
  await expect(pane.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Web 1')
}

test('help and settings of faults beside the inspector', async ({ app }) => {
  await app.canvas.select('Web 1')
  await opensAndCloses(app.page, app.inspector.pane, async (button) => button.click())
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('help and settings of faults are on the screen', async ({ app }) => {
    await app.canvas.component('Web 1').tap()
    await app.page.getByRole('navigation').getByRole('button', { name: 'Inspector', exact: true }).tap()
    const sheet = app.page.getByRole('dialog', { name: 'Inspector', exact: true })
    await opensAndCloses(app.page, sheet, async (button) => button.tap())
  })
})
