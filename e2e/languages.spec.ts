/** English and Korean, light and dark: switched on the page and remembered. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { App } from './pages/app.ts'

/** How bright the page is painted, from 0 to 255. */
async function brightness(page: Page): Promise<number> {
  const color = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number)
  return (red + green + blue) / 3
}

test('Korean is a press away, is remembered, and leads back', async ({ app }) => {
  const { page } = app
  const html = page.locator('html')
  await expect(html).toHaveAttribute('lang', 'en')
  await app.menus.button('Language').click()
  await app.menus.choose('한국어', 'menuitemradio')
  await expect(html).toHaveAttribute('lang', 'ko')
  await expect(app.menus.button('파일')).toBeVisible()
  await expect(page.getByRole('button', { name: '로드 밸런서 추가' })).toBeVisible()
  await expect(page.getByText('Pause')).toHaveCount(0)
  await expect(app.canvas.component('웹 1'), 'an example nobody has touched is translated too').toBeVisible()

  await app.reload()
  await expect(html).toHaveAttribute('lang', 'ko')
  await expect(app.menus.button('파일')).toBeVisible()
  await app.menus.button('언어').click()
  await app.menus.choose('English', 'menuitemradio')
  await expect(html).toHaveAttribute('lang', 'en')
  await expect(app.menus.button('File')).toBeVisible()
})

test('what somebody has edited keeps its words', async ({ app }) => {
  const { page } = app
  await app.canvas.select('Web 1')
  await app.inspector.rename('Mine')
  await app.menus.button('Language').click()
  await app.menus.choose('한국어', 'menuitemradio')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko')
  await expect(app.menus.button('파일')).toBeVisible()
  await expect(app.canvas.component('Mine')).toBeVisible()
  await expect(app.canvas.component('Web 2')).toBeVisible()
})

test('light and dark are switched and remembered', async ({ app }) => {
  const { page } = app
  expect(await brightness(page)).toBeGreaterThan(200)
  await app.menus.button('Appearance').click()
  await app.menus.choose('Dark', 'menuitemradio')
  await expect.poll(() => brightness(page)).toBeLessThan(60)
  await app.reload()
  await expect.poll(() => brightness(page)).toBeLessThan(60)
  await app.menus.button('Appearance').click()
  await app.menus.choose('Like the system', 'menuitemradio')
  await expect.poll(() => brightness(page)).toBeGreaterThan(200)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => brightness(page), { message: 'it follows the system' }).toBeLessThan(60)
})

test.describe('in a Korean browser', () => {
  test.use({ locale: 'ko-KR', colorScheme: 'dark' })

  test('a first visit is in Korean and, if the system is, dark', async ({ page }) => {
    const app = new App(page)
    await app.visit()
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko')
    await expect(app.menus.button('내보내기')).toBeVisible()
    await expect(app.canvas.component('웹 1')).toContainText('정상')
    expect(await brightness(page)).toBeLessThan(60)
  })
})
