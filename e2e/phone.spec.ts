/** On a phone the canvas has the screen, and everything else comes up from below. */
import { expect, test } from './fixtures.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('canvas first, panes as sheets, run and pause at hand', async ({ app }) => {
  const { canvas, page, transport } = app
  await expect(canvas.component('Web 1')).toBeInViewport()
  const box = await canvas.frame.boundingBox()
  expect((box?.width ?? 0) * (box?.height ?? 0), 'the canvas has most of the screen').toBeGreaterThan(390 * 844 * 0.4)
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(await overhang(), 'nothing reaches over the edge').toBeLessThanOrEqual(0)

  await transport.button('Pause').tap()
  await expect(transport.button('Resume')).toBeVisible()
  await transport.button('Resume').tap()
  await transport.passes(500)

  const sheet = (name: string) => page.getByRole('dialog', { name, exact: true })
  const raise = (name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true }).tap()
  await raise('Palette')
  await sheet('Palette').getByRole('button', { name: 'Add Cache', exact: true }).tap()
  await expect(sheet('Palette')).toBeHidden()
  await expect(canvas.component('Cache 1')).toBeVisible()

  await canvas.component('Web 1').tap()
  await raise('Inspector')
  await expect(sheet('Inspector').getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Web 1')
  await sheet('Inspector').getByRole('button', { name: 'Crash', exact: true }).tap()
  await sheet('Inspector').getByRole('button', { name: 'Close' }).tap()
  await expect(sheet('Inspector')).toBeHidden()
  await canvas.expectSays('Web 1', 'down')

  await raise('Readings')
  await expect(sheet('Readings').getByRole('figure', { name: 'Latency', exact: true })).toBeVisible()
  await sheet('Readings')
    .getByRole('tab', { name: /^Events/ })
    .tap()
  await expect(sheet('Readings').getByText('Web 1 crashed')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet('Readings')).toBeHidden()
  expect(await overhang()).toBeLessThanOrEqual(0)

  await app.menus.button('More').tap()
  await app.menus.choose('Export as Mermaid…')
  await app.dialogs.expectPreview()
})
