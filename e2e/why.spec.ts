/** Break, why, cure: too many users, the reason in words, a press that mends it. */
import { expect, test } from './fixtures.ts'

test('overload is explained, and a press on the cure mends the numbers', async ({ app }) => {
  const { figures, inspector, menus, readings, transport } = app
  await expect.poll(() => figures.served()).toBeGreaterThan(50)
  await expect(transport.users).toHaveAttribute('aria-valuetext', /^400\sk users$/)
  await transport.users.focus()
  await app.page.keyboard.press('PageUp')
  await expect(transport.users).toHaveAttribute('aria-valuetext', /^4\sM users$/)
  await expect.poll(() => figures.offered(), { message: 'ten times the requests' }).toBeGreaterThan(1_000)
  await expect.poll(() => figures.failed(), { message: 'more than the servers can bear' }).toBeGreaterThan(5)

  await figures.why.click()
  await expect(readings.tab('Why')).toHaveAttribute('aria-selected', 'true')
  await expect(readings.answer).toContainText(/of requests failed; .+ because the line at Web [12] was full/)
  await expect(readings.ranking('failures').first()).toHaveAccessibleName(/^Web [12] turned away/)
  await expect(readings.ranking('slow requests').first()).toHaveAccessibleName(/^Web [12] waiting for/)
  await expect(readings.waterfall).toContainText('Users')
  await expect(readings.waterfall.getByText(/^network: \d/).first()).toBeAttached()

  const cure = readings.cures(/^Apply: Run Web 1 on \d+ instances$/)
  const title = ((await cure.getAttribute('aria-label')) ?? '').replace('Apply: ', '')
  await cure.click()
  await expect(cure).toHaveText('In place')
  await expect(readings.treatment(title).getByRole('definition').first()).toContainText(
    /\d\s%\s*(0|0\.\d+|<0\.001)\s%$/,
  )
  await expect.poll(() => figures.failed(), { message: 'nothing fails any more' }).toBe(0)
  expect(await figures.served()).toBeGreaterThan(1_000)
  await app.canvas.expectSays('Web 1', /×\d/)

  await readings.ranking('failures').first().click()
  await expect(inspector.entry('Instances')).toBeVisible()
  await menus.undo.click()
  await expect.poll(() => figures.failed(), { message: 'without the cure it fails again' }).toBeGreaterThan(5)
})

test('a piece of time dragged across a chart is asked about', async ({ app }) => {
  const { readings, transport } = app
  await transport.passes(4_000)
  const chart = readings.chart('Throughput').getByRole('slider', { name: 'Throughput' })
  await chart.focus()
  await app.page.keyboard.press('Home')
  for (let step = 0; step < 5; step++) await app.page.keyboard.press('Shift+ArrowRight')
  await readings.pane.getByRole('button', { name: 'Why over this time?' }).click()
  await expect(readings.answer).toContainText(/(between|From) 0\.0\ss (and|to) 2\.5\ss/)
})
