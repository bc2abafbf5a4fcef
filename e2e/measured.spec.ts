/** A design is measured over several seeds while it goes on running on the page. */
import { expect, test } from './fixtures.ts'

test('a measured run says how sure its figures are, and is taken away as CSV', async ({ app, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { dialogs, menus, page, transport } = app
  await menus.button('View').click()
  await menus.choose('Measured run…')
  const dialog = dialogs.measured
  await dialog.getByRole('textbox', { name: 'Runs' }).fill('3')
  await dialog.getByRole('textbox', { name: 'Length of each' }).fill('5 s')
  const warmUp = dialog.getByRole('textbox', { name: 'Warm-up' })
  await warmUp.fill('8 s')
  await warmUp.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('Nothing would be measured')
  await expect(dialog.getByRole('button', { name: 'Measure' })).toBeDisabled()
  await warmUp.fill('1 s')
  await warmUp.press('Enter')

  const beforeMs = await transport.timeMs()
  await dialog.getByRole('button', { name: 'Measure' }).click()
  await expect(dialog).toContainText('3 runs (seeds 1 to 3), 4 s measured after 1 s of warm-up each.', {
    timeout: 60_000,
  })
  const table = dialog.getByRole('table', { name: 'Figures of the measured run' })
  await expect(table.getByRole('row', { name: /^Latency, p99 [\d.]+ ± [\d.]+\s(ms|s) / }).first()).toBeVisible()
  await expect(table.getByRole('rowheader', { name: 'Web 1' })).toBeVisible()
  await expect(table.getByRole('row', { name: /^hit ratio [\d.]+ ± [\d.]+\s%/ }).first()).toBeVisible()
  await expect.poll(() => transport.timeMs(), { message: 'the run on the page goes on' }).toBeGreaterThan(beforeMs)

  await dialog.getByRole('button', { name: 'Copy as CSV' }).click()
  const csv = await page.evaluate(() => navigator.clipboard.readText())
  expect(csv).toMatch(/^component,figure,unit,mean,half_width_95,standard_deviation,runs,theory,path\r?\n/)
  expect(csv).toMatch(/\nWeb 1,Utilization,ratio,0\.\d+,[\de.-]+,[\de.-]+,3,,components\.web-1\.utilization\r?\n/)
})

test('it goes on while its dialog is closed, and can be stopped', async ({ app }) => {
  const { dialogs, menus, page } = app
  const open = async () => {
    await menus.button('View').click()
    await menus.choose('Measured run…')
  }
  await open()
  await dialogs.measured.getByRole('textbox', { name: 'Runs' }).fill('10000')
  await dialogs.measured.getByRole('button', { name: 'Measure' }).click()
  await expect(dialogs.measured.getByRole('progressbar', { name: 'Progress' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialogs.measured).toBeHidden()
  await open()
  await expect(dialogs.measured).toContainText(/\d+ of 10000 runs done/)
  await dialogs.measured.getByRole('button', { name: 'Stop' }).click()
  await expect(dialogs.measured.getByRole('progressbar')).toBeHidden()
})
