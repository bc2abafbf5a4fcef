import { expect, test } from './fixtures.ts'

test('a measured run tells figures with their intervals, beside the run on the canvas', async ({ app }) => {
  const { page } = app
  await page.getByRole('button', { name: 'View', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Measured run/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Measured run' })
  await dialog.getByRole('textbox', { name: 'Runs' }).fill('3')
  await dialog.getByRole('textbox', { name: 'Length, s' }).fill('20')
  await dialog.getByRole('textbox', { name: 'Left out, s' }).fill('25')
  await expect(dialog.getByRole('alert')).toContainText('Leave something to be measured')
  await expect(dialog.getByRole('button', { name: 'Measure' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Left out, s' }).fill('5')
  await dialog.getByRole('button', { name: 'Measure' }).click()
  await expect(dialog.getByText('3 runs of')).toBeVisible({ timeout: 60_000 })
  const row = dialog.getByRole('row', { name: /latency, p99/ })
  await expect(row).toContainText(/\d.*ms/)
  await expect(row).toContainText(/± \d/)
  await dialog.getByRole('textbox', { name: 'Runs' }).fill('200')
  await dialog.getByRole('button', { name: 'Measure again' }).click()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('button', { name: 'Measure' })).toBeEnabled()
})

test('how far to trust it is told in words and in a table of cases', async ({ app }) => {
  const { page } = app
  await page.getByRole('button', { name: 'View', exact: true }).click()
  await page.getByRole('menuitem', { name: 'How far to trust this' }).click()
  const dialog = page.getByRole('dialog', { name: 'How far to trust this' })
  await expect(dialog.getByRole('heading', { name: 'What it was held against' })).toBeVisible()
  const all = dialog.getByRole('row', { name: /^All/ })
  await expect(all).toContainText('206')
})
