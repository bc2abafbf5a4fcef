/** No serious barrier stands on the page, in either scheme and language, and the keyboard reaches everything. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { App } from './pages/app.ts'

/** What axe finds that keeps somebody from using the page, in a line each. */
async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`))
}

/** What fades in or out is judged when it has. */
async function expectNoBarriers(app: App, where: string): Promise<void> {
  await expect.poll(() => app.page.evaluate(fading), { message: `${where}: nothing fades` }).toBe(0)
  expect.soft(await barriers(app.page), where).toEqual([])
}

/** Changes of looks that are under way in the page and will end. */
function fading(): number {
  const isUnderWay = ({ playState, effect }: Animation) =>
    playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY
  return document.getAnimations().filter(isUnderWay).length
}

/** Looks at the page in the state people see most: something is broken, selected and asked about. */
async function lookAround(app: App): Promise<void> {
  await app.transport.passes(1_500)
  await expectNoBarriers(app, 'the first look')
  await app.canvas.select('Web 1')
  await app.inspector.fault('Crash').click()
  await app.canvas.expectSays('Web 1', 'down')
  await app.transport.passes(1_000)
  await app.figures.why.click()
  await expect(app.readings.waterfall).toBeVisible()
  await app.transport.button('Pause').click()
  await expectNoBarriers(app, 'a crash and its reasons')
  await app.readings.tab('Events').click()
  await expectNoBarriers(app, 'the story')
}

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in the ${scheme}`, () => {
    test.use({ colorScheme: scheme })

    test(`nothing serious stands in the way on a ${scheme} page`, async ({ app }) => {
      await lookAround(app)
    })

    test(`nor in the dialogs of a ${scheme} page`, async ({ app }) => {
      const { canvas, dialogs, menus, page } = app
      await app.transport.button('Pause').click()
      await menus.button('Export').click()
      await dialogs.expectPreview()
      await expectNoBarriers(app, 'export')
      await page.keyboard.press('Escape')
      await expect(dialogs.export).toBeHidden()
      await menus.button('File').click()
      await expect(page.getByRole('menu')).toBeVisible()
      await expectNoBarriers(app, 'a menu')
      await menus.choose('Earlier designs…')
      await expect(dialogs.designs).toBeVisible()
      await expectNoBarriers(app, 'designs')
      await page.keyboard.press('Escape')
      await expect(dialogs.designs).toBeHidden()
      await canvas.select('Web 1')
      await page.keyboard.press('c')
      await expect(page.getByRole('dialog', { name: 'Connect Web 1 to…' })).toBeVisible()
      await expectNoBarriers(app, 'connect')
    })

    test(`nor in what a ${scheme} page measures and tells of itself`, async ({ app }) => {
      const { dialogs, menus, page } = app
      await app.transport.button('Pause').click()
      await menus.button('View').click()
      await menus.choose('Measured run…')
      await dialogs.measured.getByRole('textbox', { name: 'Runs' }).fill('2')
      await dialogs.measured.getByRole('textbox', { name: 'Length of each' }).fill('11 s')
      await dialogs.measured.getByRole('button', { name: 'Measure' }).click()
      await expect(dialogs.measured.getByRole('table')).toBeVisible()
      await expectNoBarriers(app, 'measured run')
      await page.keyboard.press('Escape')
      await expect(dialogs.measured).toBeHidden()
      await menus.button('View').click()
      await menus.choose('How far to trust this')
      await expect(dialogs.trust.getByRole('table')).toBeVisible()
      await expectNoBarriers(app, 'trust')
    })
  })
}

test.describe('in Korean', () => {
  test.use({ locale: 'ko-KR' })

  test('nothing serious stands in the way in Korean', async ({ app }) => {
    await expect(app.menus.button('파일')).toBeVisible()
    await expectNoBarriers(app, 'the first look')
    await app.canvas.select('웹 1')
    await expectNoBarriers(app, 'a component')
  })
})

test('the keyboard reaches every place of the page, in a sensible order', async ({ app }) => {
  const { page } = app
  await expect(app.readings.chart('Latency').getByRole('slider')).toBeVisible()
  const reached: string[] = []
  for (let press = 0; press < 140; press++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => {
      const { activeElement: focused, body } = document
      return focused === body ? null : (focused?.getAttribute('aria-label') ?? focused?.textContent ?? '')
    })
    if (name === null) break
    reached.push(name)
  }
  const wanted = ['File', 'Export', 'Pause', 'Pace', 'Users', 'Why?', 'Add Server', 'Web 1, Server', 'Zoom to fit']
  const places = [...wanted, 'Answers within', 'Charts', 'Latency'].map((name) => reached.indexOf(name))
  expect(places, reached.join(' | ')).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})
