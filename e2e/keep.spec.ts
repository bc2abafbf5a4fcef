/** Nothing is lost: a design survives a reload, and yesterday's can be had back. */
import { expect, test } from './fixtures.ts'
import { App } from './pages/app.ts'

test('reload keeps the design, at once', async ({ app }) => {
  const { canvas, inspector, menus } = app
  await menus.designName.fill('My shop')
  await menus.designName.press('Enter')
  await canvas.select('Web 2')
  await inspector.rename('Web B')
  await app.reload()
  await expect(menus.designName).toHaveValue('My shop')
  await expect(canvas.component('Web B')).toBeVisible()
  await expect(canvas.component('Web 2')).toHaveCount(0)
  await app.transport.passes(500)
})

test('yesterday’s design is had back from the list of earlier ones', async ({ page }) => {
  const app = new App(page)
  const { canvas, dialogs, menus } = app
  await page.clock.setFixedTime(new Date('2026-03-09T15:30:00'))
  await app.visit()
  await menus.designName.fill('Shop of yesterday')
  await menus.designName.press('Enter')
  await canvas.select('Cache')
  await page.keyboard.press('Delete')
  await expect(canvas.component('Cache')).toHaveCount(0)

  await page.goto('about:blank')
  await page.clock.setFixedTime(new Date('2026-03-10T09:00:00'))
  await app.visit()
  await app.beginAnew()
  await menus.designName.fill('Today’s idea')
  await menus.designName.press('Enter')
  await app.palette.kind('Client').click()
  await expect(canvas.components()).toHaveCount(1)

  await menus.file('Earlier designs…')
  const yesterday = dialogs.designs.getByRole('region', { name: 'Yesterday' })
  await yesterday.getByRole('button', { name: /^Open: Shop of yesterday, 3:30/ }).click()
  await expect(dialogs.designs).toBeHidden()
  await expect(menus.designName).toHaveValue('Shop of yesterday')
  await expect(canvas.component('Primary')).toBeVisible()
  await expect(canvas.component('Cache')).toHaveCount(0)

  await app.notice('Shop of yesterday').getByRole('button', { name: 'Back to it' }).click()
  await expect(menus.designName).toHaveValue('Today’s idea')
  await expect(canvas.components()).toHaveCount(1)
})
