/** A server dies under traffic: requests fail, the balancer notices, the rest copes, the repair is noticed too. */
import { expect, test } from './fixtures.ts'

test('a crash is seen on the component, the figures, the charts and in the story, until it is mended', async ({
  app,
}) => {
  const { canvas, figures, inspector, readings, transport } = app
  await expect.poll(() => figures.served()).toBeGreaterThan(50)
  // Slower than life, so that what is over in two seconds is surely seen.
  await transport.pace.selectOption('×0.5')
  await canvas.select('Web 1')
  await inspector.fault('Crash').click()

  await canvas.expectSays('Web 1', 'down')
  await expect(inspector.faults).toContainText(/Crash\s*since \d/)
  await expect.poll(() => figures.failed(), { message: 'requests fail' }).toBeGreaterThan(1)
  await expect(figures.why).toHaveText('Why do requests fail?')
  await expect(figures.hint).toContainText('Requests are failing')
  const outcomes = readings.chart('Failures by outcome').getByRole('button', { name: /, Failures by outcome$/ })
  await expect(outcomes.first()).toBeVisible()
  await expect(readings.chart('Latency').getByTitle('Crash: Web 1')).toBeAttached()

  await transport.pace.selectOption('×2')
  await readings.tab('Events').click()
  await readings.expectEvent(/Web 1 crashed/)
  await readings.expectEvent(/Load balancer noticed Web 1 is down \(failed probes in a row: \d\)/)
  await canvas.expectSays('Load balancer', '1 healthy targets')
  await expect.poll(() => figures.failed(), { message: 'Web 2 copes alone' }).toBe(0)
  expect(await figures.served()).toBeGreaterThan(50)
  await expect(figures.hint).toContainText('Something is broken')

  await inspector.fault('Restart').click()
  await readings.expectEvent(/Web 1 was restarted/)
  await readings.expectEvent(/Load balancer sends to Web 1 again/)
  await canvas.expectSays('Load balancer', '2 healthy targets')
  await canvas.expectSays('Web 1', 'healthy')
  await expect(inspector.fault('Crash')).toBeVisible()

  await readings.events.getByRole('button', { name: /Load balancer sends to Web 1 again/ }).click()
  await inspector.expectAbout('Load balancer')
})
